import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { HELP } from "./cli/help";
import { parseCommand, UsageError } from "./cli/options";
import type { Listening } from "./options";
import { SCENARIOS } from "./scenarios/all";
import { Simulator } from "./simulator";
import { hear } from "./testing/caller";
import { UnusableInput } from "./unusable-input";

const ROOT = resolve(__dirname, "../..");
/** Starting a program compiles it first, and the machine may be busy. */
const PROGRAM_MS = 60_000;

function run(...args: string[]) {
  const program = ["-r", "ts-node/register/transpile-only", "ts-blocks/simulator/main.ts", ...args];
  return spawn(process.execPath, program, { cwd: ROOT, stdio: "pipe" });
}

test("the program announces itself in one line of JSON, answers, and ends when standard input ends", {
  timeout: PROGRAM_MS,
}, async () => {
  const child = run("--company", "small", "--until-stdin-closes");
  const exit = once(child, "exit");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const listening = JSON.parse(line) as Listening;
  expect(listening).toMatchObject({
    event: "listening",
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    company: { history: { from: "2026-04-01", to: "2026-07-01" } },
    records: { Customer: 24, Item: 12, Invoice: 60 },
    credentials: { env: "sandbox" },
  });
  expect((await hear(`${listening.controlUrl}/calls`, {})).status).toBe(200);
  child.stdin.end();
  expect((await exit)[0]).toBe(0);
});

test("wrong options end the program with exit code 64 and one clear error", { timeout: PROGRAM_MS }, async () => {
  const child = run("--company", "huge");
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, "close");
  expect([code, said]).toEqual([64, 'simulator: --company must be one of small, demo, typical, large, not "huge"\n']);
});

test("an error names a port that is in use, and says what to do", { timeout: PROGRAM_MS }, async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const child = run("--port", String(port));
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, "close");
  other.close();
  expect([code, said]).toEqual([64, `simulator: port ${port} is taken; choose another, or 0 for one that is free\n`]);
});

test("one error names every problem of the options", () => {
  expect(() =>
    parseCommand([
      "--company",
      "huge",
      "--port",
      "many",
      "--rotate",
      "hourly",
      "--literal-zone",
      "Mars",
      "--records",
      "x",
    ]),
  ).toThrow(
    '--port must be a whole number from 0 to 65535, not "many"; --company must be one of small, demo, typical, large, not "huge"; ' +
      '--rotate must be one of always, daily, never, not "hourly"; --literal-zone must be a time zone such as UTC, not "Mars"; --records and --company exclude each other',
  );
  expect(() => parseCommand(["--bogus"])).toThrow(UsageError);
});

test("a directory without records is refused by name", async () => {
  await expect(Simulator.start({ recordsDirectory: "/no/such/place" })).rejects.toThrow(
    new UnusableInput("cannot read the records of /no/such/place"),
  );
});

test("the help names every option and every scenario", () => {
  const options = HELP.match(/^ {2}--[a-z-]+/gm)?.map((option) => option.trim()) ?? [];
  for (const option of options.filter((name) => !["--help", "--json", "--until-stdin-closes"].includes(name))) {
    expect(() => parseCommand([option, "1"])).not.toThrow(/Unknown option/);
  }
  for (const name of Object.keys(SCENARIOS)) expect(HELP).toContain(name);
});
