import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { commandLineOf, descendantsOf, groupMembers, isRunning, markOf, ownMark, signal } from "./processes";
import { waitFor } from "./time";

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) if (child.pid) signal(child.pid, "SIGKILL", true);
});

async function start(script: string): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn("/bin/sh", ["-c", script], { detached: true, stdio: "ignore" });
  started.push(child);
  await once(child, "spawn");
  return { child, pid: child.pid as number };
}

test("a process is recognized by its number and the time it started", () => {
  expect(isRunning(ownMark())).toBe(true);
});

test("a later process with the same number is a different process", async () => {
  const { pid } = await start("sleep 30");
  const mark = markOf(pid);
  expect(mark).toBeDefined();
  expect(isRunning({ pid, mark: `${mark?.mark}0` })).toBe(false);
});

test("a process that has ended has no mark", async () => {
  const { child, pid } = await start("exit 0");
  await once(child, "exit");
  expect(markOf(pid)).toBeUndefined();
  expect(signal(pid, "SIGTERM")).toBe(false);
});

test("children are found in the group of their parent, and below it", async () => {
  const { pid } = await start("sleep 30 & sleep 31 & wait");
  const three = () => (groupMembers(pid).length === 3 ? true : undefined);
  await waitFor({ what: "three processes", timeoutMs: 5_000, intervalMs: 20 }, three);
  expect(descendantsOf(pid)).toHaveLength(2);
  expect(commandLineOf(pid)).toContain("sleep 31");
});
