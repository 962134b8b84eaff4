import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { packed } from "./pack";

test("the same files give the same bytes, in any order", () => {
  const files = new Map([
    ["b.csv", "1\n"],
    ["a.sql", "select 1\n"],
  ]);
  expect(packed(files)).toEqual(packed(new Map([...files].reverse())));
});

test("the hash of each file is in the pack", () => {
  const files = unzipSync(packed(new Map([["corrida.txt", "corrida número 1\n"]])));
  const hash = createHash("sha256").update("corrida número 1\n").digest("hex");
  expect(Buffer.from(files.SHA256SUMS ?? []).toString()).toBe(`${hash}  corrida.txt\n`);
});
