import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { prepareMageVenv } from "../local/mage-venv";
import { defaultLocalDir, repositoryRoot } from "../src/repository-root";
import { startScratchPostgres } from "./support/scratch-postgres";

/** What a runner counted itself. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

/**
 * `npm test`: types and lint, then every test of both languages, then one line with the sum of what the runners counted.
 * A runner that ends badly without having counted a failure (a file that does not load, say) counts as one.
 */
async function main(): Promise<number> {
  const reports = mkdtempSync(join(tmpdir(), "qbo-test-reports-"));
  const counts: Count[] = [];
  // A step that cannot even start (no Python, no network) is a failure like any other: the line at the end always comes.
  const step = async (work: () => Promise<Count>) => {
    const count = await work().catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return { passed: 0, failed: 1 };
    });
    counts.push(count);
  };
  await step(async () => failuresOnly(await run("npm", ["run", "--silent", "check"])));
  await step(() => vitest(reports, ["unit", "contract", "integration"]));
  await step(() => pytest(reports));
  await step(() => vitest(reports, ["e2e"]));
  rmSync(reports, { recursive: true, force: true });
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function vitest(reports: string, projects: readonly string[]): Promise<Count> {
  const report = join(reports, `vitest-${projects.join("-")}.json`);
  const command = join(repositoryRoot(), "node_modules", ".bin", "vitest");
  const exitCode = await run(command, [
    "run",
    ...projects.flatMap((name) => ["--project", name]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
  return orOneFailure({ passed: numPassedTests, failed: numFailedTests + numPendingTests }, exitCode);
}

/** The bridge and the token's custody, in the very environment that Mage runs in, against a Postgres of their own. */
async function pytest(reports: string): Promise<Count> {
  const projectDir = join(repositoryRoot(), "mage_project");
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const python = await prepareMageVenv({ projectDir, link: join(defaultLocalDir(), "mage"), env: process.env, say });
  const server = await startScratchPostgres();
  try {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    await client.query("create database mage_scratch");
    await client.end();
    const scratch = new URL(server.url.replace(/^postgresql:/, "postgresql+psycopg2:"));
    scratch.pathname = "/mage_scratch";
    const report = join(reports, "pytest.xml");
    const exitCode = await run(
      python,
      ["-m", "pytest", join(projectDir, "tests"), "--quiet", "-p", "no:cacheprovider", `--junitxml=${report}`],
      { QB_TEST_MAGE_DATABASE_URL: scratch.href, PYTHONDONTWRITEBYTECODE: "1" },
    );
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    return orOneFailure(junitCount(readFileSync(report, "utf8")), exitCode);
  } finally {
    await server.stop();
  }
}

function junitCount(xml: string): Count {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? "";
  const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  // A skipped test would be a part that is absent without anybody noticing, so it does not pass.
  const failed = number("failures") + number("errors") + number("skipped");
  return { passed: number("tests") - failed, failed };
}

function failuresOnly(exitCode: number): Count {
  return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
}

function orOneFailure(count: Count, exitCode: number): Count {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  process.stdout.write(`\n== ${[command.replace(repositoryRoot(), "."), ...args.slice(0, 4)].join(" ")}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repositoryRoot(), stdio: "inherit", env: { ...process.env, ...env } });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
