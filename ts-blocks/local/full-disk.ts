import { LocalError, messageOf } from "../src/console/errors";

/** Node, Postgres and Python each have words for it, and a failed write names no file. */
const FULL = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/i;

/** @returns the error, or where it is that of a full disk one that names the folder. */
export function withFullDisk(error: unknown, folder: string): unknown {
  // Mage's cache lies on a disk of its own, and its installer has named that.
  if (!FULL.test(messageOf(error)) || messageOf(error).startsWith("the disk of ")) return error;
  return new LocalError(`the disk of ${folder} is full: make room, or name a folder on another disk with --dir`, {
    cause: error,
  });
}
