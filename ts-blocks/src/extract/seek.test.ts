import fc from "fast-check";
import { expect, test } from "vitest";
import { SECOND_MS, type UtcInstant, utcInstant } from "../job/instants";
import type { RecordKey } from "../qbo/answer";
import { nextPosition, type PageSize, type Position } from "./seek";

const START_MS = Date.UTC(2026, 0, 1);
/** The instant that is a number of seconds after the start of the segment. */
const at = (second: number) => utcInstant(START_MS + second * SECOND_MS);
const END = at(86_400);
const start: Position = { seek: at(0), tieOffset: 0 };
const pageOf = (...seconds: number[]): RecordKey[] =>
  seconds.map((second, index) => ({ id: String(index + 1), updatedAt: at(second) }));
const size = (asked: number, more: Partial<PageSize> = {}): PageSize => ({
  asked,
  unreadable: 0,
  trustShort: true,
  ...more,
});

test("a page that is not full is the last page of its segment", () => {
  expect(nextPosition(start, END, pageOf(5, 6), size(3))).toEqual({ seek: END, tieOffset: 0 });
  expect(nextPosition(start, END, [], size(3))).toEqual({ seek: END, tieOffset: 0 });
});

test("after a full page the last second is read again from its first row, because a row of it may be unread", () => {
  expect(nextPosition(start, END, pageOf(5, 6, 6), size(3))).toEqual({ seek: at(6), tieOffset: 0 });
  expect(nextPosition({ seek: at(6), tieOffset: 3 }, END, pageOf(6, 6, 7), size(3))).toEqual({
    seek: at(7),
    tieOffset: 0,
  });
});

test("a second that fills a whole page is stepped through by row number", () => {
  expect(nextPosition({ seek: at(6), tieOffset: 0 }, END, pageOf(6, 6, 6), size(3))).toEqual({
    seek: at(6),
    tieOffset: 3,
  });
  expect(nextPosition({ seek: at(6), tieOffset: 3 }, END, pageOf(6, 6, 6), size(3))).toEqual({
    seek: at(6),
    tieOffset: 6,
  });
  expect(nextPosition({ seek: at(6), tieOffset: 6 }, END, pageOf(6), size(3))).toEqual({ seek: END, tieOffset: 0 });
});

test("a page with more rows than asked for counts as full, and its rows are not asked for again by number", () => {
  expect(nextPosition(start, END, pageOf(5, 6, 6, 7), size(3))).toEqual({ seek: at(7), tieOffset: 0 });
  expect(nextPosition({ seek: at(6), tieOffset: 0 }, END, pageOf(6, 6, 6, 6), size(3))).toEqual({
    seek: at(6),
    tieOffset: 4,
  });
});

test("records without a time neither move the position nor stop the reading", () => {
  const timeless: RecordKey = { id: "9", updatedAt: undefined };
  const [five, six] = pageOf(5, 6) as [RecordKey, RecordKey];
  expect(nextPosition(start, END, [timeless, five, timeless], size(3))).toEqual({ seek: at(5), tieOffset: 0 });
  expect(nextPosition(start, END, [five, six, timeless], size(3))).toEqual({ seek: at(6), tieOffset: 0 });
  expect(nextPosition(start, END, [timeless, timeless, timeless], size(3))).toEqual({
    seek: at(0),
    tieOffset: 3,
    beyondSecond: true,
  });
});

test.each([
  ["out of order", [5, 9, 7, 10], 10],
  ["far ahead of those after it", [5, 80_000, 7, 10], 10],
  ["before what was asked for", [2, 5, 7, 10], 10],
  ["at the end, which is not included", [5, 7, 10, 86_400], 10],
])("one record with a stamp %s costs itself: the others say how far the page reached", (_, seconds, reached) => {
  expect(nextPosition({ seek: at(5), tieOffset: 0 }, END, pageOf(...seconds), size(4))).toEqual({
    seek: at(reached),
    tieOffset: 0,
  });
});

test.each([
  ["out of order", [9, 8, 7, 6, 5], /4 of 5 records, from record 1 of 2026-01-01T00:00:09Z/],
  ["before what was asked for", [0, 1, 2, 3], /4 of 4 records/],
])("a page whose records are %s stops the run: nothing could be promised of it", (_, seconds, message) => {
  expect(() => nextPosition({ seek: at(5), tieOffset: 0 }, END, pageOf(...seconds), size(4))).toThrow(
    expect.objectContaining({ code: "QBO_PAGE_ORDER", exitCode: 65, message: expect.stringMatching(message) }),
  );
});

interface Row {
  readonly id: string;
  readonly updatedAt: UtcInstant;
}

/** Reads a source of rows in the order of their seconds, as the loader does. Each page carries `extra` rows beyond its size. */
function readAll(rows: readonly Row[], pageSize: number, extra: number): { ids: Set<string>; pages: number } {
  const ids = new Set<string>();
  let position: Position = start;
  let pages = 0;
  while (position.seek < END) {
    if (++pages > 3 * rows.length + 3) throw new Error("it does not come to an end");
    const { seek, tieOffset } = position;
    const page = rows.filter((row) => row.updatedAt >= seek).slice(tieOffset, tieOffset + pageSize + extra);
    for (const { id } of page) ids.add(id);
    position = nextPosition(position, END, page, size(pageSize));
  }
  return { ids, pages };
}

/** Few seconds and many rows, so that most rows share their second with others. */
const sources = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 86_399 })), { maxLength: 120 })
  .map((seconds) =>
    seconds.sort((a, b) => a - b).map((second, id): Row => ({ id: String(id), updatedAt: at(second) })),
  );

test("every record of a source is read, for any page size and any seconds that records share", () => {
  fc.assert(
    fc.property(sources, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 0, 1, 3), (rows, pageSize, extra) => {
      expect(readAll(rows, pageSize, extra).ids.size).toBe(rows.length);
    }),
  );
});

test("records that share no second cost one repeated row per page", () => {
  const rows = Array.from({ length: 10_000 }, (_, index): Row => ({ id: String(index), updatedAt: at(index) }));
  expect(readAll(rows, 1_000, 0)).toMatchObject({ pages: 11 });
});

test("a source that is known to shorten its pages is read until a page is empty", () => {
  const wary = size(3, { trustShort: false });
  expect(nextPosition(start, END, pageOf(5, 6), wary)).toEqual({ seek: at(6), tieOffset: 0 });
  expect(nextPosition({ seek: at(6), tieOffset: 0 }, END, pageOf(6), wary)).toEqual({ seek: at(6), tieOffset: 1 });
  expect(nextPosition({ seek: at(6), tieOffset: 1 }, END, [], wary)).toEqual({ seek: END, tieOffset: 0 });
});

test("a record that cannot be rendered keeps its position among the rows of its second", () => {
  const one = size(1, { unreadable: 1 });
  expect(nextPosition({ seek: at(6), tieOffset: 2 }, END, [], one)).toEqual({ seek: at(6), tieOffset: 3 });
});
