import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { hasCode } from "./errors";
import { waitFor } from "./time";

/**
 * A process in a form that can be recognised later. The number is not enough: once the process is gone, the system gives the
 * number to another process. The mark holds the start time, which no later process of that number can have.
 */
export interface ProcessMark {
  pid: number;
  mark: string;
}

/** Undefined when there is no such process, or when it has ended and only waits for its parent. */
export function markOf(pid: number): ProcessMark | undefined {
  const mark = process.platform === "linux" ? markFromProc(pid) : markFromPs(pid);
  return mark === undefined ? undefined : { pid, mark };
}

export function isRunning(recorded: ProcessMark): boolean {
  return markOf(recorded.pid)?.mark === recorded.mark;
}

export function ownMark(): ProcessMark {
  const mark = markOf(process.pid);
  if (mark === undefined) throw new Error("this process cannot see itself in the process table");
  return mark;
}

/** Sends a signal to the process, or with `group` to its whole process group. False when there was no such process. */
export function signal(pid: number, name: NodeJS.Signals, group = false): boolean {
  try {
    return process.kill(group ? -pid : pid, name);
  } catch (error) {
    if (hasCode(error, "ESRCH")) return false;
    throw error;
  }
}

/** Living members of a process group. Zombies do not count: in a container without an init they stay. */
export function groupMembers(group: number): number[] {
  return table().flatMap((row) => (row.group === group ? [row.pid] : []));
}

/** The children of a process and all their descendants, also those that lead a process group or session of their own. */
export function descendantsOf(pid: number): ProcessMark[] {
  const rows = table();
  const found = [pid];
  for (const parent of found) found.push(...rows.flatMap((row) => (row.parent === parent ? [row.pid] : [])));
  return found.slice(1).flatMap((child) => markOf(child) ?? []);
}

/** Processes that were given this environment variable. Only Linux shows it; on other systems the list is empty. */
export function carriersOf(variable: string): ProcessMark[] {
  if (process.platform !== "linux") return [];
  const carries = (pid: number) => readOrEmpty(`/proc/${pid}/environ`).split("\0").includes(variable);
  return table().flatMap(({ pid }) => (pid !== process.pid && carries(pid) ? (markOf(pid) ?? []) : []));
}

/** True when all of them have ended in time. */
export async function haveEnded(anyLeft: () => boolean, timeoutMs: number): Promise<boolean> {
  const ended = () => (anyLeft() ? undefined : true);
  return waitFor({ what: "processes to end", timeoutMs, intervalMs: 50 }, ended).catch(() => false);
}

interface Row {
  pid: number;
  parent: number;
  group: number;
}

/** All living processes. */
function table(): Row[] {
  if (process.platform === "linux") {
    const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
    return pids.flatMap((pid) => statOf(pid) ?? []);
  }
  return ps(["-A", "-o", "pid=,ppid=,pgid=,stat="])
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([pid, parent, group, state]) =>
      !state || state.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent), group: Number(group) }],
    );
}

/**
 * proc(5): the name in parentheses may hold any character, so the fields are counted from behind it. State is field 3, ppid 4,
 * pgrp 5, starttime 22. Undefined for a process that has ended.
 */
function statOf(pid: number): (Row & { startTicks: string }) | undefined {
  const text = readOrEmpty(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, parent, group, startTicks] = [fields[0], fields[1], fields[2], fields[19]];
  if (!startTicks || state === "Z" || state === "X") return undefined;
  return { pid, parent: Number(parent), group: Number(group), startTicks };
}

/** The start time is counted in ticks since the boot. So the id of the boot is part of the mark. */
function markFromProc(pid: number): string | undefined {
  const stat = statOf(pid);
  return stat && `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${stat.startTicks}`;
}

function markFromPs(pid: number): string | undefined {
  const [stat, ...started] = ps(["-o", "stat=,lstart=", "-p", String(pid)])
    .trim()
    .split(/\s+/);
  return !stat || stat.startsWith("Z") ? undefined : started.join(" ");
}

/** Empty when there is no such process. */
export function commandLineOf(pid: number): string {
  if (process.platform === "linux") return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  return ps(["-o", "args=", "-ww", "-p", String(pid)]).trim();
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // it has ended since the list was read
  }
}

/** ps exits with 1 when it finds nothing. This is an answer, not an error. */
function ps(args: string[]): string {
  try {
    return execFileSync("ps", args, {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      stdio: "pipe",
    });
  } catch (error) {
    if (hasCode(error, "ENOENT")) throw error;
    return "";
  }
}
