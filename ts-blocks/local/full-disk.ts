import { LocalError, messageOf } from "../src/console/errors";

/** Node, Postgres and Python use different words for a full disk, and a failed write names no file. */
const FULL = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/i;

/** @returns an error that names the folder if the disk is full, otherwise the error itself. */
export function withFullDisk(error: unknown, folder: string): unknown {
  // Mage's cache may be on another disk. In that case its installer has already named that disk.
  if (!FULL.test(messageOf(error)) || messageOf(error).startsWith("the disk of ")) return error;
  return new LocalError(`the disk of ${folder} is full: make room, or name a folder on another disk with --dir`, {
    cause: error,
  });
}
