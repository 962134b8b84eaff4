import { expect, test } from "vitest";
import { utcInstant } from "../../job/instants";
import type { ReportFacts } from "../../warehouse/reports/facts";
import { Format } from "./format";
import { runFacts, verdictBanner } from "./summary";
import { english } from "./words-en";
import { spanish } from "./words-es";

const JANUARY = utcInstant(Date.UTC(2026, 0, 1));
const FEBRUARY = utcInstant(Date.UTC(2026, 1, 1));
const MINUTE_BEFORE = utcInstant(Date.UTC(2026, 0, 31, 23, 59));

const complete = {
  takenAt: FEBRUARY,
  company: undefined,
  run: {
    runId: 7,
    entity: "items",
    table: "raw.qb_items",
    pipeline: "qb_items_backfill",
    magePipelineRunId: null,
    reads: "by-change",
    proof: "counts",
    rangeStart: JANUARY,
    rangeEnd: FEBRUARY,
    requestedEnd: FEBRUARY,
    pageSize: 1_000,
    state: "complete",
    unavailableCode: null,
    unavailableText: null,
    attempts: 1,
    pages: 1,
    plannedCount: 80,
    plannedCalls: 4,
    sourceCount: 80,
    distinctCount: 80,
    departedCount: 0,
    failureCode: null,
    failureMessage: null,
    startedAt: FEBRUARY,
    fetchedAt: FEBRUARY,
    loadedAt: FEBRUARY,
    finishedAt: FEBRUARY,
    exportMs: 1,
    clockMs: { loader: 1, exporter: 1, validator: 1 },
  },
  days: [],
  calls: [],
  months: [],
  monthlyCap: null,
  rejected: { total: 0, reasons: [], first: [] },
  notices: [],
  outside: { unread: 0, firstUnread: [], future: 0, untimed: 0 },
  previous: undefined,
  checks: ["windows_loaded", "times_are_utc"].map((name) => ({ name, offenders: 0, says: "", statement: "" })),
  statements: { calls: "", comparison: undefined },
} satisfies ReportFacts;

const bannerIn = (facts: ReportFacts, language: "en" | "es") =>
  verdictBanner(facts, language === "en" ? english : spanish, new Format(language)).text.replace(/<[^>]+>/g, "");

test("a complete run claims the checks that decide the verdict, and not the points that are still open", () => {
  expect(bannerIn(complete, "en")).toContain("and the 2 checks that decide the verdict passed.");
  expect(bannerIn(complete, "es")).toContain("y pasaron las 2 verificaciones que deciden el veredicto.");
});

test("the verdict names the range that is proven, and says where that is less than was asked for", () => {
  const clipped = { ...complete, run: { ...complete.run, rangeEnd: MINUTE_BEFORE } };
  expect(bannerIn(complete, "en")).not.toContain("less than was asked for");
  expect(bannerIn(complete, "en")).toContain("from 2026-01-01 (included) to 2026-02-01 (not included), UTC");
  expect(bannerIn(clipped, "en")).toContain(
    "This is less than was asked for, 2026-02-01: what is later than 2026-01-31 23:59:00 UTC was still being written.",
  );
  expect(bannerIn(clipped, "es")).toContain("Es menos de lo que se pidió, 2026-02-01:");
});

test("the verdict says how many records left the range before they were read, and how many no range reaches", () => {
  const outside = { unread: 20, firstUnread: ["12", "13", "14"], future: 1, untimed: 2 };
  expect(bannerIn(complete, "en")).not.toContain("left the range");
  expect(bannerIn({ ...complete, outside }, "en")).toContain(
    "Records that left the range before they were read: 20 (12, 13, 14 …). No copy of them is held;",
  );
  expect(bannerIn({ ...complete, outside }, "en")).toContain("1 stamped in the future, 2 without a time.");
  expect(bannerIn({ ...complete, outside }, "es")).toContain("antes de ser leídos: 20 (12, 13, 14 …).");
});

test.each([
  ["counts", "by counts of the whole range"],
  ["ids", "record by record, by id"],
  [null, "none yet"],
] as const)("the run's facts say how it was proved (%s)", (proof, said) => {
  const facts = { ...complete, run: { ...complete.run, proof } };
  expect(runFacts(facts, english, new Format("en")).text).toContain(said);
});
