import { describe, expect, test } from "vitest";
import { DAY_MS, millisOf, type UtcInstant, utcInstant } from "../../job/instants";
import type { DayFacts } from "../../warehouse/reports/days";
import { longestQuiet, markOf, monthsOf, statusOf, statusSpansOf } from "./day-status";

function day(date: string, facts: Partial<DayFacts> = {}): DayFacts {
  const start = `${date}T00:00:00Z` as UtcInstant;
  return {
    start,
    end: utcInstant(millisOf(start) + DAY_MS),
    state: "loaded",
    verdict: "complete",
    rows: 0,
    sourceCount: null,
    inserted: 0,
    updated: 0,
    changed: 0,
    stale: 0,
    rejected: 0,
    ...facts,
  };
}

describe("a day", () => {
  test.each([
    ["with records that were counted is whole", { rows: 3 }, "rows", undefined],
    ["whose records were edited since is whole", { rows: 3, verdict: "moved" }, "rows", undefined],
    ["without records that was counted is empty", {}, "empty", undefined],
    ["that was not read is a gap", { state: "pending", verdict: null }, "unread", "unread"],
    ["that is read and counted but not in the table is open", { state: "fetched" }, "not-loaded", "unproven"],
    ["that was never counted is open", { verdict: null, rows: 3 }, "unproven", "unproven"],
    ["of which the source counts more is short", { rows: 3, verdict: "short" }, "short", "not-complete"],
    ["with a rejected record is not complete", { rows: 3, rejected: 1 }, "rejected", "not-complete"],
  ] as const)("%s", (_, facts, status, mark) => {
    expect(statusOf(day("2026-01-05", facts))).toBe(status);
    expect(markOf(status)).toBe(mark);
  });
});

test("consecutive days in the same state share a span", () => {
  const days = [day("2026-01-01"), day("2026-01-02"), day("2026-01-03", { rows: 1 }), day("2026-01-04")];
  expect(statusSpansOf(days).map(({ status, days: own }) => [status, own.length])).toEqual([
    ["empty", 2],
    ["rows", 1],
    ["empty", 1],
  ]);
  expect(longestQuiet(days)?.days[0].start).toBe("2026-01-01T00:00:00Z");
});

test("a run whose every day has records has no quiet span", () => {
  expect(longestQuiet([day("2026-01-01", { rows: 1 })])).toBeUndefined();
});

test("a month counts each of its days once", () => {
  const days = [
    day("2026-01-30", { rows: 2 }),
    day("2026-01-31"),
    day("2026-02-01", { state: "pending", verdict: null }),
    day("2026-02-02", { rows: 1, verdict: "short" }),
  ];
  expect(monthsOf(days)).toEqual([
    { month: "2026-01", days: 2, rows: 2, withRows: 1, empty: 1, unread: 0, notComplete: 0 },
    { month: "2026-02", days: 2, rows: 1, withRows: 0, empty: 0, unread: 1, notComplete: 1 },
  ]);
});
