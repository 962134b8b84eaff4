import { expect, test } from "vitest";
import { RowsAtOnce } from "./rows-at-once";

const MB = 1_000_000;

test("records of ordinary length are read in pages of the size asked for", () => {
  const rows = new RowsAtOnce(1_000, 4 * MB);
  rows.came(1_000, 1_200_000);
  expect(rows.now).toBe(1_000);
  rows.came(0, 0);
  expect(rows.now).toBe(1_000);
});

test("of long records, a page has as many as fill three quarters of an answer", () => {
  const rows = new RowsAtOnce(1_000, 4 * MB);
  rows.came(50, 50 * 40_000);
  expect(rows.now).toBe(75);
});

test("after an answer that was too long a quarter of the records is asked for, and no worker undoes what another has found", () => {
  const rows = new RowsAtOnce(1_000, 4 * MB);
  rows.wereTooLong(1_000);
  rows.wereTooLong(1_000);
  expect(rows.now).toBe(250);
  rows.wereTooLong(250);
  expect(rows.now).toBe(62);
  for (const _ of [1, 2, 3, 4]) rows.wereTooLong(rows.now);
  expect(rows.now).toBe(1);
});

test("when records are short again, the pages grow step by step", () => {
  const rows = new RowsAtOnce(1_000, 4 * MB);
  rows.came(10, 10 * 300_000);
  expect(rows.now).toBe(10);
  rows.came(10, 10 * 1_000);
  expect(rows.now).toBe(40);
  rows.came(40, 40 * 1_000);
  rows.came(160, 160 * 1_000);
  rows.came(640, 640 * 1_000);
  expect(rows.now).toBe(1_000);
});
