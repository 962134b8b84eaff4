import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Lock, tryLock } from "./lock";
import { type TemporaryLocalDir, temporaryLocalDir } from "./temporary";

let folder: TemporaryLocalDir;
let file: string;
beforeEach(() => {
  folder = temporaryLocalDir();
  file = path.join(folder.dir, "deeper", "stack.lock");
});
afterEach(() => folder.remove());

test("the second program gets the holder of the lock", () => {
  expect(tryLock(file)).toHaveProperty("release");
  expect(tryLock(file)).toMatchObject({ heldBy: { pid: process.pid } });
});

test("a lock can be taken again after its release", () => {
  (tryLock(file) as Lock).release();
  expect(tryLock(file)).toHaveProperty("release");
});

test("a dead holder does not keep the lock, even when its number is in use again", () => {
  (tryLock(file) as Lock).release();
  writeFileSync(file, JSON.stringify({ pid: process.pid, mark: "before the last restart" }));
  expect(tryLock(file)).toHaveProperty("release");
});

test("an unreadable lock file is replaced", () => {
  (tryLock(file) as Lock).release();
  writeFileSync(file, "");
  expect(tryLock(file)).toHaveProperty("release");
});

test("a late release does not take the lock away from its new holder", () => {
  const first = tryLock(file) as Lock;
  writeFileSync(file, JSON.stringify({ pid: process.pid, mark: "another" }));
  first.release();
  expect(readdirSync(path.dirname(file))).toEqual(["stack.lock"]);
});
