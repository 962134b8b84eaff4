import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { markOf, signal } from "../src/console/processes";
import { PidLedger, STACK_MARK } from "./pid-ledger";
import { type TemporaryLocalDir, temporaryLocalDir } from "./temporary";

let folder: TemporaryLocalDir;
let file: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = temporaryLocalDir();
  file = path.join(folder.dir, "pids.json");
});
afterEach(() => {
  for (const child of started.splice(0)) if (child.pid) signal(child.pid, "SIGKILL", true);
  folder.remove();
});

async function sleeper(env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore", env: { PATH: process.env.PATH, ...env } });
  started.push(child);
  await once(child, "spawn");
  return child.pid as number;
}

test("the next stack ends the processes that a killed stack left running", async () => {
  const pid = await sleeper();
  new PidLedger(file, folder.dir).record("postgres", pid, "SIGINT");
  expect(await new PidLedger(file, folder.dir).endLeftovers()).toEqual(["postgres"]);
  expect(markOf(pid)).toBeUndefined();
});

test("a process that only has the same number is not ended", async () => {
  const pid = await sleeper();
  const stranger = { name: "mage", pid, mark: "a process of last week", endsOn: "SIGTERM" };
  writeFileSync(file, JSON.stringify({ processes: [stranger] }));
  expect(await new PidLedger(file, folder.dir).endLeftovers()).toEqual([]);
  expect(markOf(pid)).toBeDefined();
});

test("a process that ended in order is not looked for again", async () => {
  const ledger = new PidLedger(file, folder.dir);
  const pid = await sleeper();
  ledger.record("mage", pid, "SIGTERM");
  ledger.forget(pid);
  expect(await ledger.endLeftovers()).toEqual([]);
  expect(markOf(pid)).toBeDefined();
});

test("a child whose recorded parent has ended is recognised by its environment", { tags: ["linux"] }, async () => {
  const pid = await sleeper({ [STACK_MARK]: folder.dir });
  const other = await sleeper({ [STACK_MARK]: `${folder.dir}-another` });
  expect(await new PidLedger(file, folder.dir).endLeftovers()).toEqual(["1 of their children"]);
  expect(markOf(pid)).toBeUndefined();
  expect(markOf(other)).toBeDefined();
});

test("no other user can read the record", async () => {
  new PidLedger(file, folder.dir).record("mage", await sleeper(), "SIGTERM");
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
