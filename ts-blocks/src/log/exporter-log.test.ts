import { expect, test } from "vitest";
import { utcInstant } from "../job/instants";
import { logExport, logExportedWindow } from "./exporter-log";
import type { Fields } from "./log";

function listen() {
  const lines: [level: string, message: string, fields: Fields | undefined][] = [];
  const log = {
    log: (level: string, message: string, fields?: Fields) => void lines.push([level, message, fields]),
    metric: () => {},
    progress: () => {},
  };
  return { log, lines };
}

const counts = { inserted: 1_780, updated: 4, changed: 3, stale: 1, rejected: 0 };

test("a day says how many of its records were new, and how many of those written again had changed", () => {
  const { log, lines } = listen();
  logExportedWindow(log, "day", { ...counts, from: utcInstant(Date.UTC(2026, 0, 5)), windows: 1, rows: 1_785 });
  expect(lines).toEqual([
    [
      "info",
      "qb.export 2026-01-05: 1,780 inserted, 4 updated (3 changed), 1 stale",
      { window: "2026-01-05", windows: 1, rows: 1_785, ...counts },
    ],
  ]);
});

test("the end of an export says what happened to all records, and nothing else when nothing went wrong", () => {
  const { log, lines } = listen();
  logExport(log, 7, { ...counts, removed: 0, restored: 0, total: 20_000 }, 820.4);
  expect(lines).toEqual([
    [
      "info",
      "qb.export 1,780 inserted, 4 updated, 1 stale, 20,000 in the table",
      { run_id: 7, ...counts, removed: 0, restored: 0, total: 20_000, duration_ms: 820 },
    ],
  ]);
});

test("without stale records, the line does not mention them", () => {
  const { log, lines } = listen();
  logExport(log, 7, { ...counts, stale: 0, removed: 0, restored: 0, total: 20_000 }, 1);
  expect(lines[0]?.[1]).toBe("qb.export 1,780 inserted, 4 updated, 20,000 in the table");
});

test("records that Postgres cannot hold are a warning that names them and says where they are", () => {
  const { log, lines } = listen();
  const none = { before: null, after: null };
  const first = { recordId: "900001", page: 1, position: 1, reason: "NOT_JSONB", neighbours: none };
  const day = utcInstant(Date.UTC(2026, 0, 5));
  logExport(log, 7, { ...counts, rejected: 2, removed: 0, restored: 0, total: 20_000 }, 1, [
    { ...first, day, notBefore: null, notAfter: null },
  ]);
  expect(lines[0]).toEqual([
    "warning",
    "qb.rejected 2 records set aside in backfill.rejected_record: 900001 of 2026-01-05 (NOT_JSONB), and 1 more",
    { run_id: 7, rejected: 2 },
  ]);
});

test("rows that were marked as removed or restored are in the line when there are any", () => {
  const { log, lines } = listen();
  logExport(log, 7, { ...counts, stale: 0, removed: 3, restored: 1, total: 20_000 }, 1);
  expect(lines[0]?.[1]).toBe("qb.export 1,780 inserted, 4 updated, 3 removed, 1 restored, 20,000 in the table");
});
