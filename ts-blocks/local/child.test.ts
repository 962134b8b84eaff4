import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { descendantsOf, groupMembers, markOf } from "../src/console/processes";
import { waitFor } from "../src/console/time";
import { Child, type ChildPlan } from "./child";
import { PidLedger } from "./pid-ledger";
import { type TemporaryLocalDir, temporaryLocalDir } from "./temporary";

let folder: TemporaryLocalDir;
let ledger: PidLedger;
beforeEach(() => {
  folder = temporaryLocalDir();
  ledger = new PidLedger(path.join(folder.dir, "pids.json"), folder.dir);
});
afterEach(async () => {
  await ledger.endLeftovers();
  folder.remove();
});

function start(script: string, change: Partial<ChildPlan> = {}): Promise<Child> {
  const logFile = path.join(folder.dir, "part.log");
  const plan: ChildPlan = {
    name: "part",
    command: "/bin/sh",
    args: ["-c", script],
    env: { PATH: process.env.PATH },
    logFile,
    endsOn: "SIGTERM",
    orderlyMs: 5_000,
    ...change,
  };
  return Child.start(plan, ledger);
}

const untilItHasChildren = (child: Child, count: number) =>
  waitFor({ what: "its children", timeoutMs: 5_000, intervalMs: 20 }, () =>
    descendantsOf(child.pid).length === count ? true : undefined,
  );

/** A signal before the shell has set its trap would end the shell. */
const untilItHasSaid = (words: string) =>
  waitFor({ what: words, timeoutMs: 5_000, intervalMs: 20 }, () =>
    readFileSync(path.join(folder.dir, "part.log"), "utf8").includes(words) ? true : undefined,
  );

test("stopping a part ends all of its process group", async () => {
  const child = await start("sleep 60 & sleep 60 & wait");
  await untilItHasChildren(child, 2);
  await child.stop();
  expect(groupMembers(child.pid)).toEqual([]);
  expect(await child.exited).toMatchObject({ name: "part", signal: "SIGTERM" });
});

test("stopping a part ends a child that has its own session", { tags: ["linux"] }, async () => {
  const child = await start("setsid sleep 60 & wait");
  await untilItHasChildren(child, 1);
  const [apart] = descendantsOf(child.pid);
  await child.stop();
  expect(apart && markOf(apart.pid)).toBeUndefined();
});

test("a part that ignores the signal is killed when its time is over", async () => {
  const child = await start("trap '' TERM; echo deaf; while :; do sleep 0.05; done", { orderlyMs: 300 });
  await untilItHasSaid("deaf");
  await child.stop();
  expect(await child.exited).toMatchObject({ signal: "SIGKILL" });
});

test("a part that ends with its stdin has its stdin closed, and ends in order", async () => {
  const child = await start("read -r line; exit 3", { endsOn: "end-of-stdin" });
  await child.stop();
  expect(await child.exited).toMatchObject({ code: 3, signal: null });
});

test("a part that ends during its start is reported with its last lines", async () => {
  const child = await start("echo first; echo 'no room on disk' >&2; exit 4");
  await child.exited;
  expect(() => child.assertRunning()).toThrow(
    `part ended with exit code 4 while starting: no room on disk (${path.join(folder.dir, "part.log")})`,
  );
});

test("a program that does not exist is reported by name", async () => {
  await expect(start("", { command: "/no/such/program" })).rejects.toThrow(
    "part cannot be started: spawn /no/such/program",
  );
});
