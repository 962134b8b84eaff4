import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { waitFor } from "../../src/console/time";
import { utcInstant } from "../../src/job/instants";
import { Warehouse } from "../../src/warehouse/database/connection";
import { rejectUnreadable } from "../../src/warehouse/ledger/rejected";
import { createRun } from "../../src/warehouse/ledger/runs";
import { advanceSegment, openSegments, type Segment, splitSegment } from "../../src/warehouse/ledger/segments";
import { bookPages, lastPageNumber, stagePage } from "../../src/warehouse/ledger/staging";
import { bookUnanswered } from "../../src/warehouse/ledger/unanswered-days";
import { releaseStaging } from "../../src/warehouse/raw/export";
import { createDatabase, type TestDatabase } from "../support/database";

const at = (text: string) => utcInstant(new Date(text));
const day = { start: at("2026-01-05"), end: at("2026-01-06") };

async function runOfOneDay(warehouse: Warehouse): Promise<number> {
  const run = await createRun(warehouse.db, {
    entity: "items",
    pipeline: "qb_items_backfill",
    magePipelineRunId: null,
    reads: "by-change",
    range: day,
    requested: day,
    pageSize: 1000,
    maxDaysPerQuery: 0,
    planned: { count: 0, at: at("2026-02-01") },
    plannedCalls: 5,
    segments: [day],
    windows: [day],
    keepVersions: false,
  });
  return run.runId;
}

test("a day whose two halves are finished at the same moment by two workers is booked", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  const runId = await runOfOneDay(warehouse);
  const [whole] = (await openSegments(warehouse.db, runId)) as [Segment];
  const noon = at("2026-01-05T12:00:00Z");
  const later = (await splitSegment(warehouse.db, runId, whole, noon)) as Segment;
  const earlier = { ...whole, end: noon };

  const [one, two] = [await warehouse.connect(), await warehouse.connect()];
  await one.query("begin");
  await two.query("begin");
  await advanceSegment(one, runId, earlier, { seek: noon, tieOffset: 0 });
  await advanceSegment(two, runId, later, { seek: day.end, tieOffset: 0 });
  const first = await bookPages(one, runId, { ...day, pages: 1 });
  const second = bookPages(two, runId, { ...day, pages: 1 });
  await one.query("commit");
  const booked = [...first, ...(await second)];
  await two.query("commit");

  expect(booked).toHaveLength(1);
  expect(await db.value("select state from backfill.run_window")).toBe("fetched");
  one.release();
  two.release();
  await warehouse.close();
});

const emptyPage = {
  ...{ segmentNumber: 1, request: {}, durationMs: 1, head: "", records: Buffer.from("[]"), tail: "" },
  ...{ recordIds: [], recordUpdatedAt: [], recordSyncTokens: [], recordStarts: [], recordBytes: [] },
};
const unreadable = { near: day.start, notBefore: day.start, notAfter: day.start, detail: "4002", request: {} };

test("two workers that meet unreadable records at the same moment take turns, and neither fails", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  const runId = await runOfOneDay(warehouse);
  const [one, two] = [await warehouse.connect(), await warehouse.connect()];
  await one.query("begin");
  await two.query("begin");
  await stagePage(one, runId, { ...emptyPage, pageNumber: 1 });
  await stagePage(two, runId, { ...emptyPage, pageNumber: 2 });

  const rejected = [one, two].map(async (worker) => {
    await rejectUnreadable(worker, runId, "items", [unreadable]);
    await worker.query("commit");
  });

  expect(await Promise.allSettled(rejected)).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
  expect(await db.rows("select unreadable::int from backfill.run_window")).toEqual([{ unreadable: 1 }]);
  one.release();
  two.release();
  await warehouse.close();
});

test("a worker that leaves a day unread and another that books a record of that day take turns", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  const runId = await runOfOneDay(warehouse);
  const [leaving, booking] = [await warehouse.connect(), await warehouse.connect()];
  await leaving.query("begin");
  await booking.query("begin");
  await bookUnanswered(leaving, runId, day.start, "HTTP 500");

  const booked = (async () => {
    await rejectUnreadable(booking, runId, "items", [unreadable]);
    await booking.query("commit");
  })();
  await waitFor({ what: "a worker that waits", timeoutMs: 60_000, intervalMs: 5 }, async () => {
    const waiting = await db.rows(
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    return waiting.length > 0 || undefined;
  });
  await bookPages(leaving, runId, { ...day, pages: 0 });
  await leaving.query("commit");

  await booked;
  expect(await db.rows("select unreadable::int, failure_message from backfill.run_window")).toEqual([
    { unreadable: 1, failure_message: "HTTP 500" },
  ]);
  leaving.release();
  booking.release();
  await warehouse.close();
});

test("a worker does not wait for the page that another is staging", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  const runId = await runOfOneDay(warehouse);
  const slow = await warehouse.connect();
  await slow.query("begin");
  await stagePage(slow, runId, { ...emptyPage, pageNumber: 1 });

  await warehouse.transaction((quick) => stagePage(quick, runId, { ...emptyPage, pageNumber: 2 }));

  expect(await db.rows("select page_number from backfill.staged_page")).toEqual([{ page_number: 2 }]);
  await slow.query("commit");
  slow.release();
  expect(await lastPageNumber(warehouse.db, runId)).toBe(2);
  await warehouse.close();
});

test("a segment is cut only where its reader has not been, and both halves together are the whole", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  const runId = await runOfOneDay(warehouse);
  const [whole] = (await openSegments(warehouse.db, runId)) as [Segment];
  const moved = await advanceSegment(warehouse.db, runId, whole, { seek: at("2026-01-05T12:00:00Z"), tieOffset: 0 });

  expect(await splitSegment(warehouse.db, runId, moved, at("2026-01-05T11:00:00Z"))).toBeUndefined();
  const later = await splitSegment(warehouse.db, runId, moved, at("2026-01-05T18:00:00Z"));

  expect(later).toMatchObject({ start: at("2026-01-05T18:00:00Z"), end: day.end, seek: at("2026-01-05T18:00:00Z") });
  const back = await advanceSegment(warehouse.db, runId, moved, { seek: at("2026-01-05T20:00:00Z"), tieOffset: 4 });
  // Its reader had asked for more than is now its own; it stops at the cut.
  expect(back).toMatchObject({ seek: at("2026-01-05T18:00:00Z"), end: at("2026-01-05T18:00:00Z"), tieOffset: 0 });
  await expect(advanceSegment(warehouse.db, runId, moved, { seek: day.end, tieOffset: 0 })).rejects.toMatchObject({
    code: "SEGMENT_MOVED",
  });
  await warehouse.close();
});

const ONE_MB = 2 ** 20;
const PAGES = 40;

/** A run whose 4 MB of pages have been staged and, all but some, have become rows. */
async function stageAndExport(db: TestDatabase, warehouse: Warehouse, left: number): Promise<void> {
  const runId = await runOfOneDay(warehouse);
  for (let pageNumber = 1; pageNumber <= PAGES; pageNumber++) {
    await stagePage(warehouse.db, runId, {
      ...emptyPage,
      pageNumber,
      records: Buffer.from(randomBytes(ONE_MB / 20).toString("hex")),
    });
  }
  await db.rows("delete from backfill.staged_page where page_number > $1", [left]);
}

const stagingBytes = (db: TestDatabase) =>
  db.value<number>("select pg_total_relation_size('backfill.staged_page')::int");

test("once no page of any run is there, the disk of the staging table is given back", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  await stageAndExport(db, warehouse, 0);
  const before = await stagingBytes(db);

  const released = await releaseStaging(warehouse.db, ONE_MB);

  expect(released).toBeGreaterThan(3 * ONE_MB);
  expect(await stagingBytes(db)).toBe(before - released);
  expect(await releaseStaging(warehouse.db, ONE_MB)).toBe(0);
  await warehouse.close();
});

test("a page that is not yet rows stays, whatever disk the staging table takes", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  await stageAndExport(db, warehouse, 1);

  expect(await releaseStaging(warehouse.db, ONE_MB)).toBe(0);
  expect(await db.rows("select page_number from backfill.staged_page")).toEqual([{ page_number: 1 }]);
  await warehouse.close();
});

test("no run waits for a person who reads the staging table: a later run gives the disk back", async () => {
  await using db = await createDatabase();
  const warehouse = await Warehouse.open(db.settings, "test");
  await stageAndExport(db, warehouse, 0);
  const person = await warehouse.connect();
  await person.query("begin");
  await person.query("select count(*) from backfill.staged_page");

  expect(await releaseStaging(warehouse.db, ONE_MB)).toBe(0);
  await person.query("commit");
  person.release();
  expect(await releaseStaging(warehouse.db, ONE_MB)).toBeGreaterThan(0);
  await warehouse.close();
});
