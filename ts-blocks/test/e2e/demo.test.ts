import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { descendantsOf, isRunning, type ProcessMark } from "../../local/processes";
import { temporaryLocalDir } from "../../local/temporary";
import { repositoryRoot } from "../../src/repository-root";

/** The programs behind `npm run demo` and `npm run stack`, as a person starts them. */
const local = temporaryLocalDir();
const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
  local.remove();
});

function start(program: "demo-cli" | "stack-cli", args: readonly string[]): ChildProcess {
  const script = join(repositoryRoot(), "ts-blocks", "dist", "local", `${program}.js`);
  const child = spawn(process.execPath, [script, "--dir", local.dir, "--company", "small", ...args]);
  started.push(child);
  return child;
}

async function outcome(child: ChildProcess): Promise<{ exitCode: number | null; lines: string[] }> {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, lines: text.trimEnd().split("\n") };
}

test("the demo ends with one line that says all is there, and with exit code 0", async () => {
  const { exitCode, lines } = await outcome(start("demo-cli", ["--exit"]));

  expect(lines.at(-1)).toMatch(/^demo: ok customers=\d+ items=\d+ invoices=\d+ verdict=complete$/);
  expect(exitCode).toBe(0);
});

test("a second demo in a running stack inserts nothing, and a stack killed with -9 leaves no process behind", async () => {
  const stack = start("stack-cli", []);
  const stackFile = join(local.dir, "stack.json");
  await expect.poll(() => existsSync(stackFile), { timeout: 120_000, interval: 200 }).toBe(true);
  expect(statSync(stackFile).mode & 0o777).toBe(0o600);

  const { exitCode, lines } = await outcome(start("demo-cli", ["--exit"]));

  expect(exitCode).toBe(0);
  const table = lines
    .filter((line) => /^(customers|items|invoices)\s.*\d/.test(line))
    .map((line) => line.trim().split(/\s+/));
  const header =
    lines
      .find((line) => /^entity\s/.test(line))
      ?.trim()
      .split(/\s+/) ?? [];
  const column = (name: string) => table.map((row) => Number(row[header.indexOf(name)]));
  expect(column("inserted")).toEqual([0, 0, 0]);
  expect(column("updated")).toEqual(column("rows"));
  expect(Math.min(...column("rows"))).toBeGreaterThan(0);

  const family: ProcessMark[] = descendantsOf(Number(stack.pid));
  expect(family.length).toBeGreaterThan(3);
  stack.kill("SIGKILL");
  await expect.poll(() => family.filter(isRunning).length, { timeout: 20_000 }).toBe(0);
});

test("bad options are one clear error on stderr and exit code 64", async () => {
  const { exitCode, lines } = await outcome(
    start("demo-cli", ["--from", "2026-02-01", "--to", "2026-01-01", "--exit"]),
  );

  expect(exitCode).toBe(64);
  expect(lines.join("\n")).toContain("--from");
});
