import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, utcInstant } from "../job/instants";
import { type Grain, grainFor, type LoggedSpan, labelOf, WindowLines } from "./window-lines";

/** The lines of a history that begins on a day and has a number of rows on each day from there. */
function linesOf(grain: Grain, firstDay: string, rowsOfDays: readonly number[]): LoggedSpan<"rows" | "pages">[] {
  const said: LoggedSpan<"rows" | "pages">[] = [];
  const lines = new WindowLines<"rows" | "pages">(grain, "rows", (span) => said.push(span));
  for (const [index, rows] of rowsOfDays.entries()) {
    lines.add(utcInstant(Date.parse(firstDay) + index * DAY_MS), { rows, pages: 1 });
  }
  lines.end();
  return said;
}

test("each day with rows has its own line, and days without rows in sequence share one", () => {
  expect(linesOf("day", "2026-01-01", [3, 0, 0, 0, 5, 0, 2])).toEqual([
    { label: "2026-01-01", days: 1, counts: { rows: 3, pages: 1 }, quiet: false },
    { label: "2026-01-02 to 2026-01-04", days: 3, counts: { rows: 0, pages: 3 }, quiet: true },
    { label: "2026-01-05", days: 1, counts: { rows: 5, pages: 1 }, quiet: false },
    { label: "2026-01-06", days: 1, counts: { rows: 0, pages: 1 }, quiet: true },
    { label: "2026-01-07", days: 1, counts: { rows: 2, pages: 1 }, quiet: false },
  ]);
});

test("in a log by month the days are added up, and a month with one row is not quiet", () => {
  const days = [...Array(31).fill(0), ...Array(28).fill(0), 4, ...Array(30).fill(0), 1, 1];
  expect(linesOf("month", "2026-01-01", days)).toEqual([
    { label: "2026-01 to 2026-02", days: 59, counts: { rows: 0, pages: 59 }, quiet: true },
    { label: "2026-03", days: 31, counts: { rows: 4, pages: 31 }, quiet: false },
    { label: "2026-04", days: 2, counts: { rows: 2, pages: 2 }, quiet: false },
  ]);
});

test("a range without rows is one line, and a range without days has no line", () => {
  expect(linesOf("day", "2026-01-01", Array(90).fill(0))).toEqual([
    { label: "2026-01-01 to 2026-03-31", days: 90, counts: { rows: 0, pages: 90 }, quiet: true },
  ]);
  expect(linesOf("day", "2026-01-01", [])).toEqual([]);
});

test("a range of three months is logged by day, a longer one by month", () => {
  expect([grainFor(1), grainFor(92), grainFor(93), grainFor(7_305)]).toEqual(["day", "day", "month", "month"]);
  const day = utcInstant(Date.UTC(2026, 0, 5));
  expect([labelOf("day", day), labelOf("month", day)]).toEqual(["2026-01-05", "2026-01"]);
});

test("twenty years are at most a line a month, whichever days had rows", () => {
  const everySecondMonth = Array.from({ length: 7_305 }, (_, day) => (Math.floor(day / 30.4) % 2 === 0 ? 7 : 0));
  for (const days of [Array<number>(7_305).fill(7), everySecondMonth]) {
    const said = linesOf(grainFor(days.length), "2006-01-01", days);
    expect(said.length).toBeGreaterThan(100);
    expect(said.length).toBeLessThanOrEqual(240);
  }
});

const histories = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })), { maxLength: 200 });

test("no day and no row is lost or logged twice, by day or by month", () => {
  fc.assert(
    fc.property(histories, fc.constantFrom<Grain>("day", "month"), (days, grain) => {
      const said = linesOf(grain, "2026-01-20", days);
      const sum = (pick: (span: LoggedSpan<"rows" | "pages">) => number) =>
        said.reduce((total, span) => total + pick(span), 0);
      expect(sum((span) => span.days)).toBe(days.length);
      expect(sum((span) => span.counts.rows)).toBe(days.reduce((total, rows) => total + rows, 0));
      for (const span of said) expect(span.quiet).toBe(span.counts.rows === 0);
    }),
  );
});
