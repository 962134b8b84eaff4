import { expect, test } from "vitest";
import { utcInstant } from "../job/instants";
import { estimate, planSegments, settledRange } from "./plan";

const at = (text: string) => utcInstant(new Date(text));
const range = (start: string, end: string) => ({ start: at(start), end: at(end) });
const january = range("2026-01-01", "2026-01-31");

test("a range is read in one sequence of pages, however many days it has", () => {
  expect(planSegments(january, 0)).toEqual([january]);
  const tenYears = range("2016-01-01T13:00:00Z", "2026-01-01");
  expect(planSegments(tenYears, 0)).toEqual([tenYears]);
});

test("with one day a query, every day is asked for by itself, the clipped ones too", () => {
  expect(planSegments(january, 1)).toHaveLength(30);
  expect(planSegments(range("2026-01-01T18:00:00Z", "2026-01-02T06:00:00Z"), 1)).toEqual([
    range("2026-01-01T18:00:00Z", "2026-01-02"),
    range("2026-01-02", "2026-01-02T06:00:00Z"),
  ]);
});

test("with seven days a query, thirty days are four full weeks and a rest, end to end", () => {
  expect(planSegments(january, 7)).toEqual([
    range("2026-01-01", "2026-01-08"),
    range("2026-01-08", "2026-01-15"),
    range("2026-01-15", "2026-01-22"),
    range("2026-01-22", "2026-01-29"),
    range("2026-01-29", "2026-01-31"),
  ]);
});

test("more days a query than the range has is the whole range at once", () => {
  expect(planSegments(january, 30)).toEqual([january]);
  expect(planSegments(january, 36_600)).toEqual([january]);
});

test("five years of 17,940 invoices cost about twenty calls, a query a day more than 1,800", () => {
  const fiveYears = range("2021-01-01", "2026-01-01");
  expect(estimate(fiveYears, 17_940, { pageSize: 1000, maxDaysPerQuery: 0 })).toEqual({
    windows: 1_826,
    segments: 1,
    calls: 21,
    minutesAtLimit: 21 / 500,
    monthShare: 21 / 500_000,
  });
  expect(estimate(fiveYears, 17_940, { pageSize: 1000, maxDaysPerQuery: 1 }).calls).toBeGreaterThan(1_826);
});

test("an empty range still costs the page that shows it, the two counts and the look at the company", () => {
  expect(estimate(january, 0, { pageSize: 1000, maxDaysPerQuery: 0 })).toMatchObject({ segments: 1, calls: 4 });
});

test("smaller pages cost more calls", () => {
  expect(estimate(january, 950, { pageSize: 100, maxDaysPerQuery: 0 }).calls).toBe(9 + 1 + 3);
});

test("a range in the past is read to its end", () => {
  expect(settledRange(january, at("2026-02-01"))).toEqual(january);
  expect(settledRange(january, at("2026-01-31T00:01:00Z"))).toEqual(january);
});

test("a range that reaches the present ends a minute behind the source's clock", () => {
  expect(settledRange(january, at("2026-01-31T00:00:59Z"))).toEqual(range("2026-01-01", "2026-01-30T23:59:59Z"));
  expect(settledRange(january, at("2026-01-15T12:00:00Z"))).toEqual(range("2026-01-01", "2026-01-15T11:59:00Z"));
});

test("nothing is settled of a range that starts in the last minute or in the future", () => {
  expect(settledRange(january, at("2026-01-01T00:01:00Z"))).toBeUndefined();
  expect(settledRange(january, at("2025-12-01"))).toBeUndefined();
  expect(settledRange(january, at("2026-01-01T00:01:01Z"))).toEqual(range("2026-01-01", "2026-01-01T00:00:01Z"));
});
