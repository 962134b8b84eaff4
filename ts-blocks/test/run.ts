import { run } from "./runner/command";
import { type Count, lastLines, NOTHING, ONE_FAILURE, sumOf } from "./runner/count";
import { furtherSteps } from "./runner/further";
import { runPytest } from "./runner/pytest";
import { runVitest } from "./runner/vitest";
import { EVERY_PART, PARTS } from "./support/parts";

/**
 * `npm test`: types and lint, then every test of both languages, then one line with the sum of the runners' counts.
 * With `--runtimes`, the quick tests also run on other versions of Node and in a bare clone.
 */
async function main(): Promise<number> {
  const counts: Count[] = [];
  // A step that cannot start (no Python, no network) is a failure like any other, so the last line is always printed.
  const step = async (work: () => Promise<Count>) => {
    const count = await work().catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return ONE_FAILURE;
    });
    counts.push(count);
  };
  const absent = EVERY_PART ? [] : PARTS.filter(({ isHere }) => !isHere).map(({ name }) => name);
  for (const script of ["check", "build:test"])
    await step(async () => ((await run("npm", ["run", "--silent", script])) === 0 ? NOTHING : ONE_FAILURE));
  await step(() => runVitest(["unit", "contract", "integration"], { absent }));
  await step(runPytest);
  await step(() => runVitest(["e2e"], { absent }));
  if (process.argv.includes("--runtimes")) {
    await step(async () => {
      for (const further of await furtherSteps(absent)) await step(further);
      return NOTHING;
    });
  }
  const sum = sumOf(counts);
  process.stdout.write(`\n${lastLines(sum, PARTS).join("\n")}\n`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
