import { existsSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LocalError, messageOf } from "../src/console/errors";
import { withFullDisk } from "./full-disk";

const SENTENCE = "the disk of /srv/stack is full: make room, or name a folder on another disk with --dir";

function errorOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing failed");
}

test.skipIf(!existsSync("/dev/full"))(
  "a write that finds no room is reported with the folder, which Node does not name",
  () => {
    const error = errorOf(() => writeFileSync("/dev/full", "x"));
    expect(error).not.toHaveProperty("path");
    expect(messageOf(withFullDisk(error, "/srv/stack"))).toBe(SENTENCE);
  },
);

test("a message of Postgres is reported with the folder, too", () => {
  const said = new LocalError('initdb failed: could not write to file "pg_wal/xlogtemp.666": No space left on device');
  expect(messageOf(withFullDisk(said, "/srv/stack"))).toBe(SENTENCE);
});

test("another error, and an error that names its own disk, stay unchanged", () => {
  const cache = new LocalError(
    "the disk of /home/ana/.cache is full, and Mage needs about 1 GB there (os error 28: No space left on device)",
  );
  for (const error of [new Error("port 5432 is taken"), cache]) expect(withFullDisk(error, "/srv/stack")).toBe(error);
});
