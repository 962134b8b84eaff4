import { expect, test } from "vitest";
import { DAY_MS, utcInstant } from "../job/instants";
import { logExport, logExportedWindow } from "./exporter-log";
import { LoaderLog } from "./loader-log";
import type { Log } from "./log";
import { logCheck, logSummary, logVerdict, verdictTable } from "./validator-log";
import { grainFor } from "./window-lines";

/** A history longer than any real one is likely to be, with records on every day. */
const DAYS = 7_305;
const FIRST = Date.UTC(2006, 0, 1);
const days = Array.from({ length: DAYS }, (_, day) => ({
  start: utcInstant(FIRST + day * DAY_MS),
  end: utcInstant(FIRST + (day + 1) * DAY_MS),
  rows: 7,
  pages: 1,
  durationMs: 20,
}));
const range = { start: utcInstant(FIRST), end: utcInstant(FIRST + DAYS * DAY_MS) };
const grain = grainFor(DAYS);
const MONTHS = 240;
const counts = { inserted: 210, updated: 0, changed: 0, stale: 0, rejected: 0 };
const months = Array.from({ length: MONTHS }, (_, month) => ({
  ...counts,
  from: utcInstant(Date.UTC(2006, month, 1)),
  windows: 30,
  rows: 210,
  inTable: 210,
  pages: 1,
  sourceCount: null,
  verdict: "complete",
}));

/** Counts what becomes a line in Mage: log lines, and also progress and metrics. */
function counting(): { log: Log; lines: () => number } {
  let lines = 0;
  const line = () => void lines++;
  return { log: { log: line, metric: line, progress: line }, lines: () => lines };
}

test("twenty years with records on every day are at most 300 lines for qb_loader, and so they are for qb_exporter", () => {
  const loader = counting();
  const loaderLog = new LoaderLog(loader.log);
  loaderLog.plan(
    { range, records: 51_135, windows: DAYS, segments: 4, calls: 60, minutesAtLimit: 1, monthShare: 0.1 },
    false,
  );
  loaderLog.company("Larkspur", "sandbox");
  loaderLog.reading({ total: DAYS, open: days.map(({ start }) => start) });
  for (const day of days) loaderLog.windows([day]);
  const source = {
    source: 51_135,
    distinct: 51_135,
    departed: 0,
    proof: "counts",
    durationMs: 60_000,
    sourceMs: 1,
    stagingMs: 1,
  };
  loaderLog.fetched({ pages: 52, rows: 51_135, calls: 60, ...source });

  const exporter = counting();
  for (const month of months) logExportedWindow(exporter.log, grain, month);
  logExport(exporter.log, 1, { ...counts, removed: 0, restored: 0, total: 51_135 }, 60_000);

  for (const { lines } of [loader, exporter]) {
    expect(lines()).toBeGreaterThanOrEqual(MONTHS);
    expect(lines()).toBeLessThanOrEqual(300);
  }
});

test("for qb_validator they are a line a check, and a table with a row a month", () => {
  const validator = counting();
  const run = {
    ...counts,
    runId: 1,
    rangeStart: range.start,
    rangeEnd: range.end,
    requestedEnd: range.end,
    windows: DAYS,
    windowsWithRows: DAYS,
    pages: 52,
    rows: 51_135,
    calls: 60,
    seconds: 60,
    sourceCount: 51_135,
  };
  for (let check = 0; check < 9; check++) logCheck(validator.log, { name: "c", offenders: 0, says: "so it is" });
  logSummary(validator.log, run);
  logVerdict(validator.log, run, "complete", [], 9);

  expect(validator.lines()).toBeLessThanOrEqual(12);
  expect(verdictTable(run, "complete", grain, months)).toHaveLength(1 + MONTHS);
});
