import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, millisOf, SECOND_MS, utcInstant } from "./instants";
import { dayOf, utcDayWindows } from "./windows";

const at = (text: string) => utcInstant(new Date(text));
const days = (start: string, end: string) => utcDayWindows({ start: at(start), end: at(end) });

test("from 2026-01-01 to 2026-01-31 there are 30 windows, because the end is not included", () => {
  const windows = days("2026-01-01", "2026-01-31");
  expect(windows).toHaveLength(30);
  expect(windows[0]).toEqual({ start: "2026-01-01T00:00:00Z", end: "2026-01-02T00:00:00Z" });
  expect(windows[29]).toEqual({ start: "2026-01-30T00:00:00Z", end: "2026-01-31T00:00:00Z" });
});

test("a range that begins and ends within a day has its first and last window clipped", () => {
  expect(days("2026-01-01T18:30:00Z", "2026-01-03T06:15:01Z")).toEqual([
    { start: "2026-01-01T18:30:00Z", end: "2026-01-02T00:00:00Z" },
    { start: "2026-01-02T00:00:00Z", end: "2026-01-03T00:00:00Z" },
    { start: "2026-01-03T00:00:00Z", end: "2026-01-03T06:15:01Z" },
  ]);
});

test("a range within one day is one window, even when it is one second long", () => {
  const second = { start: at("2026-01-01T23:59:59Z"), end: at("2026-01-02T00:00:00Z") };
  expect(utcDayWindows(second)).toEqual([second]);
});

test("a leap year has its 29th of February", () => {
  expect(days("2024-02-28", "2024-03-02").map((day) => dayOf(day.start))).toEqual([
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
  ]);
  expect(days("2024-01-01", "2025-01-01")).toHaveLength(366);
  expect(days("2025-01-01", "2026-01-01")).toHaveLength(365);
});

test("days are UTC days: the clock changes of any country neither add nor take an hour", () => {
  for (const day of days("2026-03-01", "2026-12-01")) expect(millisOf(day.end) - millisOf(day.start)).toBe(DAY_MS);
});

const FROM_S = Date.UTC(2004, 0, 1) / SECOND_MS;
const ranges = fc
  .record({ startS: fc.integer({ min: 0, max: 20 * 365 * 86_400 }), lengthS: fc.integer({ min: 1, max: 90 * 86_400 }) })
  .map(({ startS, lengthS }) => ({
    start: utcInstant((FROM_S + startS) * SECOND_MS),
    end: utcInstant((FROM_S + startS + lengthS) * SECOND_MS),
  }));

test("windows cover any range exactly: no gap, no overlap, nothing outside", () => {
  fc.assert(
    fc.property(ranges, (range) => {
      const windows = utcDayWindows(range);
      expect(windows[0]?.start).toBe(range.start);
      expect(windows.at(-1)?.end).toBe(range.end);
      for (const [index, { start, end }] of windows.entries()) {
        expect(millisOf(end)).toBeGreaterThan(millisOf(start));
        if (index > 0) expect(start).toBe(windows[index - 1]?.end);
      }
    }),
  );
});

test("no window of any range is longer than a day, and windows meet at midnight UTC only", () => {
  fc.assert(
    fc.property(ranges, (range) => {
      const windows = utcDayWindows(range);
      for (const { start, end } of windows) expect(millisOf(end) - millisOf(start)).toBeLessThanOrEqual(DAY_MS);
      for (const { start } of windows.slice(1)) expect(start).toMatch(/T00:00:00Z$/);
    }),
  );
});
