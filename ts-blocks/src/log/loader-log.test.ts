import { expect, test } from "vitest";
import { DAY_MS, type TimeRange, utcInstant } from "../job/instants";
import { LoaderLog } from "./loader-log";
import type { Fields } from "./log";

/** The part of a line that a person sees on Mage's log page without opening the line. */
const VISIBLE = 75;

function listen() {
  const lines: { level: string; message: string; fields: Fields | undefined }[] = [];
  const progress: string[] = [];
  const log = new LoaderLog({
    log: (level, message, fields) => lines.push({ level, message, fields }),
    metric: () => {},
    progress: (done, total, unit) => progress.push(`${done} of ${total} ${unit}`),
  });
  return { log, lines, progress };
}

/** A number of days from the first of January, 2006, each with the same counts. */
const days = (count: number, counts = { rows: 0, pages: 0, durationMs: 0 }) =>
  Array.from({ length: count }, (_, day) => {
    const start = Date.UTC(2006, 0, 1) + day * DAY_MS;
    return { start: utcInstant(start), end: utcInstant(start + DAY_MS), ...counts };
  });
const range: TimeRange = { start: utcInstant(Date.UTC(2006, 0, 1)), end: utcInstant(Date.UTC(2026, 0, 1)) };
/** A history larger than any real one is likely to be. */
const plan = {
  range,
  records: 9_999_999,
  windows: 7_305,
  segments: 1,
  calls: 10_003,
  minutesAtLimit: 20.006,
  monthShare: 0.020006,
};

test.each<[string, (log: LoaderLog) => void, string]>([
  ["the plan", (log) => log.plan(plan, false), "qb.plan 7,305 windows, 9,999,999 records, about 10,003 calls"],
  ["a dry run", (log) => log.plan(plan, true), "qb.plan 7,305 windows, 9,999,999 records, about 10,003 calls; dry run"],
  [
    "a small plan",
    (log) => log.plan({ ...plan, windows: 1, records: 1, calls: 1 }, false),
    "qb.plan 1 window, 1 record, about 1 call",
  ],
  [
    "another address",
    (log) => log.notIntuit("calls", "http://simulator:8080"),
    "qb.address NOT INTUIT: calls go to http://simulator:8080",
  ],
  ["the company", (log) => log.company("Peña & Hijos", "sandbox"), "qb.company Peña & Hijos (sandbox)"],
  [
    "an earlier end",
    (log) => log.clipped(range, range),
    "qb.plan ends at 2026-01-01T00:00:00Z: later records are still being",
  ],
  ["a fresh start", (log) => log.startedOver(2), "qb.plan started over: 2 unfinished runs of this range abandoned"],
  [
    "a resumed run",
    (log) => log.resumed({ runId: 123_456, state: "loading", attempts: 1, pages: 9_999 }),
    "qb.plan goes on with run 123456 at page 10000 (attempt 2)",
  ],
  [
    "a pause",
    (log) => log.wait("HTTP 429, fault 3001: Try again later", 60_500),
    "qb.wait 60.5 s: HTTP 429, fault 3001: Try again later",
  ],
  ["another reading", (log) => log.reread(days(30)), "qb.window 30 days short of the source's count: read again"],
  [
    "the proof",
    (log) =>
      log.fetched({
        pages: 1,
        rows: 1,
        calls: 10_003,
        source: 9_999_999,
        distinct: 9_999_999,
        departed: 0,
        proof: "counts",
        durationMs: 1,
        sourceMs: 0,
        stagingMs: 0,
      }),
    "qb.fetched 9,999,999 records, as many as 9,999,999 at the source",
  ],
  [
    "a difference",
    (log) =>
      log.fetched({
        pages: 1,
        rows: 1,
        calls: 5,
        source: 1_784,
        distinct: 1_783,
        departed: 0,
        proof: "counts",
        durationMs: 1,
        sourceMs: 0,
        stagingMs: 0,
      }),
    "qb.fetched 1,783 records, but 1,784 at the source; 5 calls",
  ],
])("of %s, what matters is seen without opening the line", (_, tell, important) => {
  const { log, lines } = listen();
  tell(log);
  expect(lines.map(({ message }) => message.slice(0, VISIBLE).slice(0, important.length))).toEqual([important]);
});

test("unusual events are warnings, all others are information", () => {
  const { log, lines } = listen();
  log.plan(plan, false);
  log.notIntuit("calls", "http://simulator:8080");
  log.clipped(range, range);
  log.wait("HTTP 503", 1_000);
  log.reread(days(1));
  expect(lines.map(({ level }) => level)).toEqual(["info", "warning", "warning", "warning", "warning"]);
});

test("a dry run says what the real run would cost, and that nothing is written", () => {
  const { log, lines } = listen();
  log.plan(plan, true);
  expect(lines[0]?.message).toMatch(
    /; dry run: 21 min at the limit, 2\.001 % of a month's free reads; nothing is written$/,
  );
  expect(lines[0]?.fields).toMatchObject({ records: 9_999_999, calls: 10_003, dry_run: true });
});

test("a day with rows has its counts, days without rows share a line, and every number is in the fields, too", () => {
  const { log, lines } = listen();
  log.reading({ total: 30, open: days(30).map((day) => day.start) });
  const [first, second, third] = days(3, { rows: 1_784, pages: 2, durationMs: 820.4 });
  if (!first || !second || !third) throw new Error("three days were made");
  log.windows([first, { ...second, rows: 0, pages: 0 }]);
  log.windows([{ ...third, rows: 0, pages: 0, durationMs: 0 }]);
  log.fetched({
    pages: 2,
    rows: 1_784,
    calls: 5,
    source: 1_784,
    distinct: 1_784,
    departed: 0,
    proof: "counts",
    durationMs: 820,
    sourceMs: 0,
    stagingMs: 0,
  });
  expect(lines.map(({ message }) => message)).toEqual([
    "qb.window 2006-01-01: 1,784 rows on 2 pages, 0.8 s",
    "qb.window 2006-01-02 to 2006-01-03: no rows in 2 days",
    "qb.fetched 1,784 records, as many as 1,784 at the source; 5 calls",
  ]);
  expect(lines[0]?.fields).toMatchObject({ window: "2006-01-01", windows: 1, rows: 1_784, pages: 2 });
});

test("days that several workers finish at the same time are logged in the order of days", () => {
  const { log, lines } = listen();
  const all = days(4, { rows: 7, pages: 1, durationMs: 100 });
  log.reading({ total: 4, open: all.map((day) => day.start) });
  const [first, second, third, fourth] = all;
  if (!first || !second || !third || !fourth) throw new Error("four days were made");
  for (const day of [third, first, fourth, second]) log.windows([day]);
  log.fetched({
    pages: 1,
    rows: 28,
    calls: 5,
    source: 28,
    distinct: 28,
    departed: 0,
    proof: "counts",
    durationMs: 1,
    sourceMs: 0,
    stagingMs: 0,
  });
  expect(lines.slice(0, 4).map(({ message }) => message.slice(10, 20))).toEqual([
    "2006-01-01",
    "2006-01-02",
    "2006-01-03",
    "2006-01-04",
  ]);
});

test("twenty years are logged in a few hundred lines, and their progress in a few dozen", () => {
  const { log, lines, progress } = listen();
  log.reading({ total: 7_305, open: days(7_305).map((day) => day.start) });
  for (const day of days(7_305, { rows: 3, pages: 1, durationMs: 900 })) log.windows([day]);
  log.fetched({
    pages: 1,
    rows: 21_915,
    calls: 5,
    source: 21_915,
    distinct: 21_915,
    departed: 0,
    proof: "counts",
    durationMs: 1,
    sourceMs: 0,
    stagingMs: 0,
  });
  expect(lines).toHaveLength(240 + 1);
  expect(lines[0]?.message).toBe("qb.window 2006-01: 93 rows, 27.9 s");
  expect(progress.length).toBeLessThanOrEqual(48);
  expect(progress.at(-1)).toBe("7305 of 7305 windows");
});
