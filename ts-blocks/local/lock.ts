import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { hasCode } from "../src/console/errors";
import { readJson } from "../src/console/files";
import { isRunning, ownMark, type ProcessMark } from "../src/console/processes";

const holderSchema = z.object({ pid: z.number().int(), mark: z.string() });

export interface Lock {
  release(): void;
}

/**
 * A lock that does not survive its holder: the file names the holder's process and start time. Returns the lock, or the living
 * process that holds it.
 */
export function tryLock(file: string): Lock | { heldBy: ProcessMark } {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = JSON.stringify(ownMark());
  for (let attempt = 0; attempt < 10; attempt++) {
    if (createWhole(file, own)) return { release: () => releaseLock(file, own) };
    const found = textOf(file);
    const holder = readJson(file, holderSchema);
    if (holder !== undefined && isRunning(holder)) return { heldBy: holder };
    if (found !== undefined) removeStale(file, found);
  }
  throw new Error(`the lock ${file} could not be taken; remove it if nothing runs`);
}

/** A link appears together with its content, so no process ever reads a half-written lock. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, text, { flag: "wx", mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Two processes may find the same dead holder. A process that moves a new lock away by mistake puts it back. */
function removeStale(file: string, expected: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  if (textOf(aside) !== expected) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }
  rmSync(aside, { force: true });
}

function releaseLock(file: string, own: string): void {
  if (textOf(file) === own) rmSync(file, { force: true });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
