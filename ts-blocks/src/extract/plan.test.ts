import { expect, test } from "vitest";
import { utcInstant } from "../job/instants";
import { estimate, planSegments, settledRange } from "./plan";

const at = (text: string) => utcInstant(new Date(text));
const range = (start: string, end: string) => ({ start: at(start), end: at(end) });
const january = range("2026-01-01", "2026-01-31");
/** How the range is read: without a limit of days and by one worker, unless a test says otherwise. */
const reading = (more: { pageSize?: number; maxDaysPerQuery?: number; workers?: number } = {}) => ({
  pageSize: 1000,
  maxDaysPerQuery: 0,
  workers: 1,
  ...more,
});

test("a range is read in one sequence of pages, however many days it has", () => {
  expect(planSegments(january, reading(), 5_000)).toEqual([january]);
  const tenYears = range("2016-01-01T13:00:00Z", "2026-01-01");
  expect(planSegments(tenYears, reading(), 5_000)).toEqual([tenYears]);
});

test("several workers get whole days with equal numbers of records, and no more workers get days than there is work", () => {
  expect(planSegments(january, reading({ workers: 4 }), 17_940)).toEqual([
    range("2026-01-01", "2026-01-09"),
    range("2026-01-09", "2026-01-17"),
    range("2026-01-17", "2026-01-25"),
    range("2026-01-25", "2026-01-31"),
  ]);
  expect(planSegments(january, reading({ workers: 4 }), 3_999)).toHaveLength(2);
  expect(planSegments(january, reading({ workers: 4 }), 900)).toEqual([january]);
  expect(planSegments(range("2026-01-01", "2026-01-02"), reading({ workers: 4 }), 50_000)).toHaveLength(1);
});

test("with one day per query, every day is asked for alone, clipped days too", () => {
  expect(planSegments(january, reading({ maxDaysPerQuery: 1 }), 5_000)).toHaveLength(30);
  expect(
    planSegments(range("2026-01-01T18:00:00Z", "2026-01-02T06:00:00Z"), reading({ maxDaysPerQuery: 1 }), 5_000),
  ).toEqual([range("2026-01-01T18:00:00Z", "2026-01-02"), range("2026-01-02", "2026-01-02T06:00:00Z")]);
});

test("with seven days per query, thirty days are four full weeks and a remainder, without gaps", () => {
  expect(planSegments(january, reading({ maxDaysPerQuery: 7 }), 5_000)).toEqual([
    range("2026-01-01", "2026-01-08"),
    range("2026-01-08", "2026-01-15"),
    range("2026-01-15", "2026-01-22"),
    range("2026-01-22", "2026-01-29"),
    range("2026-01-29", "2026-01-31"),
  ]);
});

test("with more days per query than the range has, the whole range is one query", () => {
  expect(planSegments(january, reading({ maxDaysPerQuery: 30 }), 5_000)).toEqual([january]);
  expect(planSegments(january, reading({ maxDaysPerQuery: 36_600 }), 5_000)).toEqual([january]);
});

test("five years of 17,940 invoices cost about twenty calls, and with a query per day more than 1,800", () => {
  const fiveYears = range("2021-01-01", "2026-01-01");
  expect(estimate(fiveYears, 17_940, reading())).toEqual({
    windows: 1_826,
    segments: 1,
    calls: 22,
    minutesAtLimit: 22 / 500,
    monthShare: 22 / 500_000,
  });
  expect(estimate(fiveYears, 17_940, reading({ maxDaysPerQuery: 1 })).calls).toBeGreaterThan(1_826);
});

test("an empty range costs one page, two counts, the list of edits and the company call", () => {
  expect(estimate(january, 0, reading())).toMatchObject({ segments: 1, calls: 5 });
});

test("smaller pages cost more calls", () => {
  expect(estimate(january, 950, reading({ pageSize: 100 })).calls).toBe(9 + 1 + 4);
});

test("a range in the past is read to its end", () => {
  expect(settledRange(january, at("2026-02-01"))).toEqual(january);
  expect(settledRange(january, at("2026-01-31T00:01:00Z"))).toEqual(january);
});

test("a range that reaches the present ends a minute behind the source's clock", () => {
  expect(settledRange(january, at("2026-01-31T00:00:59Z"))).toEqual(range("2026-01-01", "2026-01-30T23:59:59Z"));
  expect(settledRange(january, at("2026-01-15T12:00:00Z"))).toEqual(range("2026-01-01", "2026-01-15T11:59:00Z"));
});

test("a range that starts in the last minute or in the future has no settled part", () => {
  expect(settledRange(january, at("2026-01-01T00:01:00Z"))).toBeUndefined();
  expect(settledRange(january, at("2025-12-01"))).toBeUndefined();
  expect(settledRange(january, at("2026-01-01T00:01:01Z"))).toEqual(range("2026-01-01", "2026-01-01T00:00:01Z"));
});
