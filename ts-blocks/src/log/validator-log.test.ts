import { expect, test } from "vitest";
import { utcInstant } from "../job/instants";
import type { Fields } from "./log";
import { logCheck, logSummary, logVerdict, verdictTable } from "./validator-log";

function listen() {
  const lines: [level: string, message: string, fields: Fields | undefined][] = [];
  const log = {
    log: (level: string, message: string, fields?: Fields) => void lines.push([level, message, fields]),
    metric: () => {},
    progress: () => {},
  };
  return { log, lines };
}

const run = {
  runId: 7,
  rangeStart: utcInstant(Date.UTC(2026, 0, 1)),
  rangeEnd: utcInstant(Date.UTC(2026, 0, 31)),
  requestedEnd: utcInstant(Date.UTC(2026, 0, 31)),
  windows: 30,
  windowsWithRows: 2,
  pages: 2,
  rows: 1_784,
  calls: 5,
  seconds: 12.34,
  inserted: 1_780,
  updated: 4,
  changed: 3,
  stale: 0,
  rejected: 0,
  sourceCount: 1_784,
};
const line = {
  from: utcInstant(Date.UTC(2026, 0, 5)),
  windows: 1,
  rows: 1_000,
  inTable: 1_000,
  inserted: 1_000,
  updated: 0,
  changed: 0,
  stale: 0,
  rejected: 0,
  sourceCount: null,
  pages: 1,
  verdict: "complete",
};

test("the table has its totals at the top and the most important columns first, in every row", () => {
  const table = verdictTable(run, "complete", "day", [line, { ...line, rows: 784, inTable: 780, verdict: "moved" }]);
  for (const row of table) {
    expect(Object.keys(row)).toEqual([
      "window",
      "verdict",
      "rows",
      "in_table",
      "source_count",
      "inserted",
      "updated",
      "changed",
      "stale",
      "rejected",
      "windows",
      "pages",
    ]);
  }
  expect(table).toMatchObject([
    {
      window: "all from 2026-01-01 to 2026-01-31 (run 7)",
      verdict: "complete",
      rows: 1_784,
      in_table: 1_780,
      source_count: "1784",
      windows: 30,
    },
    { window: "2026-01-05", verdict: "complete", rows: 1_000, in_table: 1_000, source_count: "", windows: 1 },
    { window: "2026-01-05", verdict: "moved", rows: 784, in_table: 780 },
  ]);
});

test("in a table by month, each row has the name of its month", () => {
  expect(verdictTable(run, "complete", "month", [line])[1]).toMatchObject({ window: "2026-01" });
});

test("the summary is one line with the sizes of the run, and its fields hold every count", () => {
  const { log, lines } = listen();
  logSummary(log, run);
  const [[level, message, fields] = []] = lines;
  expect([level, message]).toEqual(["info", "qb.summary 1,784 rows, 30 windows, 2 pages, 5 calls, 12.3 s"]);
  expect(fields).toMatchObject({ run_id: 7, range_start_utc: "2026-01-01T00:00:00Z", inserted: 1_780, rejected: 0 });
});

test("a check that failed is a warning with its name, and a check that passed says what it found", () => {
  const { log, lines } = listen();
  logCheck(log, { name: "every_day_proven", offenders: 0, says: "every day is proven" });
  logCheck(log, { name: "every_day_proven", offenders: 2, says: "every day is proven" });
  expect(lines.map(([level, message]) => [level, message])).toEqual([
    ["info", "qb.check passed: every day is proven"],
    ["warning", "qb.check FAILED every_day_proven: 2 offenders"],
  ]);
});

test("the last line is the verdict: complete, or incomplete with the names of the checks that failed", () => {
  const { log, lines } = listen();
  logVerdict(log, run, "complete", [], 12);
  logVerdict(
    log,
    run,
    "incomplete",
    [
      { name: "a", offenders: 1, says: "" },
      { name: "b", offenders: 2, says: "" },
    ],
    12,
  );
  const range = {
    range_start_utc: "2026-01-01T00:00:00Z",
    range_end_utc: "2026-01-31T00:00:00Z",
    requested_end_utc: "2026-01-31T00:00:00Z",
    ...{ unread: 0, future: 0, untimed: 0 },
  };
  expect(lines).toEqual([
    [
      "info",
      "qb.verdict complete: all of it is there from 2026-01-01 to 2026-01-31 (12 checks passed)",
      { run_id: 7, verdict: "complete", failed: [], ...range },
    ],
    ["warning", "qb.verdict incomplete: a, b", { run_id: 7, verdict: "incomplete", failed: ["a", "b"], ...range }],
  ]);
});

test("a complete run that ends before the end that was asked for names the range that is proven, and says that it is less", () => {
  const { log, lines } = listen();
  const clipped = { ...run, rangeEnd: utcInstant(Date.UTC(2026, 0, 30, 10, 14, 5)) };
  logVerdict(log, clipped, "complete", [], 12);
  expect(lines[0]?.[1]).toBe(
    "qb.verdict complete: all of it is there from 2026-01-01 to 2026-01-30T10:14:05Z, less than asked (2026-01-31) (12 checks passed)",
  );
});

test("the verdict names the records that left the range before they were read, and counts those that no range reaches", () => {
  const { log, lines } = listen();
  logVerdict(log, run, "complete", [], 12, { unread: 20, firstUnread: ["12", "13", "14"], future: 1, untimed: 0 });
  expect(lines[0]?.[1]).toMatch(
    /\(12 checks passed\); 20 records left the range before they were read \(12, 13, 14, and 17 more\); 1 record in reach of no range$/,
  );
});
