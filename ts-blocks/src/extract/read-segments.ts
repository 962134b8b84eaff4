import { BackfillError } from "../errors";
import type { EntityName } from "../job/entity";
import { millisOf, SECOND_MS, type UtcInstant, utcInstant } from "../job/instants";
import { readCount } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import { QBO_ENTITIES } from "../qbo/entities";
import { selectCount } from "../qbo/statement";
import type { Db, Warehouse } from "../warehouse/connection";
import { rejectUnreadable } from "../warehouse/rejected";
import {
  advanceSegment,
  bookFetchedWindows,
  type FetchedWindow,
  openSegments,
  type Segment,
  splitSegment,
  stagePage,
} from "../warehouse/staging";
import type { UsageMeter } from "../warehouse/usage";
import { type PageRead, PageReader } from "./read-page";
import { nextPosition, type Position } from "./seek";
import { SegmentPool } from "./segment-pool";
import { placeUnreadable } from "./unreadable";

export interface ReadContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  readonly entity: EntityName;
  readonly runId: number;
  readonly pageSize: number;
  readonly workers: number;
  /** How often QuickBooks has said that a limit is reached: each time one worker less goes on. */
  readonly throttles: () => number;
  /** Records a millisecond on the average of the range, to judge what is worth sharing. */
  readonly rowsPerMs: number;
  readonly now: () => number;
  /** Called after each commit: what it tells has really happened. */
  readonly onPage: (page: PageStaged) => void;
}

export interface PageStaged {
  readonly rows: number;
  readonly windows: readonly FetchedWindow[];
  /** How long QuickBooks took for it, and how long Postgres did. */
  readonly sourceMs: number;
  readonly stagingMs: number;
}

/** How often one second is paged through until as many of its records are seen as the source counts. */
const PASSES_MAX = 30;

/**
 * Reads what is left of a run's segments, several pages side by side: memory holds a page a worker, whatever the history.
 *
 * @param thorough pages a second that fills a page until its count agrees; for days whose count did not.
 */
export async function readSegments(context: ReadContext, thorough: boolean): Promise<void> {
  const { warehouse, runId, pageSize, rowsPerMs } = context;
  const reader = new PageReader(context.qbo, context.entity);
  const pool = new SegmentPool(await openSegments(warehouse.db, runId), pageSize, rowsPerMs, (segment, at) =>
    splitSegment(warehouse.db, runId, segment, at),
  );
  let active = context.workers;
  const isOneTooMany = (worker: number) => worker >= context.workers - context.throttles() && active > 1;
  const work = async (worker: number) => {
    for (let segment = await pool.take(); segment !== undefined; segment = await pool.take()) {
      while (segment.seek < segment.end) {
        if (isOneTooMany(worker)) {
          active--;
          pool.giveBack(segment);
          return;
        }
        const read = await readNext(context, reader, segment, thorough);
        segment = read.segment;
        pool.moved(segment, read.rows);
      }
    }
    active--;
  };
  await Promise.all(Array.from({ length: context.workers }, (_, worker) => work(worker)));
}

async function readNext(
  context: ReadContext,
  reader: PageReader,
  at: Segment,
  thorough: boolean,
): Promise<{ segment: Segment; rows: number }> {
  // Stepping by row number stays inside its second: what a departing record shifts over is then in that second too, where
  // it is looked for.
  const until = at.tieOffset > 0 ? earlierOf(secondAfter(at.seek), at.end) : at.end;
  const page = await reader.read({
    from: at.seek,
    until,
    startPosition: at.tieOffset + 1,
    maxResults: context.pageSize,
  });
  const next = positionAfter(at, until, page, context.pageSize, thorough);
  const stuckInOneSecond = next.tieOffset > 0;
  if (stuckInOneSecond && (thorough || !reader.ordersTies)) {
    return { segment: await readWholeSecond(context, reader, at), rows: page.keys.length };
  }
  const segment = await commit(context, [page], at, next);
  return { segment, rows: page.keys.length };
}

/**
 * A second with more records than a page, from a source that orders them differently each time or that changes meanwhile:
 * paging through it once would miss some, so it is paged through until as many are seen as were counted before. Records
 * only ever leave a second of the past; when one did, nobody knows whether it was among the seen, so they are counted anew.
 */
async function readWholeSecond(context: ReadContext, reader: PageReader, at: Segment): Promise<Segment> {
  const second = { start: at.seek, end: secondAfter(at.seek) };
  const { qbo, pageSize } = context;
  const countStatement = selectCount(QBO_ENTITIES[context.entity], second);
  let segment = at;
  let counted = -1;
  let seen = new Set<string>();
  const kept = new Set<string>();
  for (let pass = 1; pass <= PASSES_MAX; pass++) {
    const { count } = (await qbo.query("count", countStatement, readCount)).value;
    if (count !== counted) seen = new Set();
    counted = count;
    let unreadable = 0;
    for (let startPosition = 1; startPosition <= count && seen.size < count; ) {
      const page = await reader.read({ from: second.start, until: second.end, startPosition, maxResults: pageSize });
      for (const id of idsOf(page)) seen.add(id);
      unreadable += page.unreadable.length;
      // By what came, not by what was asked for: a page may be shorter or longer than that.
      const rows = page.keys.length + page.unreadable.length;
      if (rows === 0) break;
      startPosition += rows;
      // A page without news is not worth keeping a second time.
      if (page.unreadable.length === 0 && idsOf(page).every((id) => kept.has(id))) continue;
      segment = await commit(context, [page], segment, segment);
      for (const id of idsOf(page)) kept.add(id);
    }
    if (seen.size + unreadable >= count) break;
  }
  return commit(context, [], segment, { seek: second.end, tieOffset: 0 });
}

function secondAfter(instant: UtcInstant): UtcInstant {
  return utcInstant(millisOf(instant) + SECOND_MS);
}

function earlierOf(one: UtcInstant, other: UtcInstant): UtcInstant {
  return one < other ? one : other;
}

function idsOf(page: PageRead): string[] {
  return page.keys.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/** Stages what was read and moves the segment on, in one transaction: the ledger never tells of what is not there. */
async function commit(context: ReadContext, reads: readonly PageRead[], at: Segment, next: Position): Promise<Segment> {
  const { warehouse, usage, runId, entity, now } = context;
  const startedAt = now();
  const { segment, windows } = await usage.booking(runId, entity, (bookCalls) =>
    warehouse.transaction(async (db) => {
      for (const read of reads) await stage(db, context, read, at);
      const moved = await advanceSegment(db, runId, at, next);
      const fetched = await bookFetchedWindows(db, runId, { start: at.seek, end: moved.seek });
      await bookCalls(db);
      return { segment: moved, windows: fetched };
    }),
  );
  const pages = reads.flatMap((read) => read.pages);
  context.onPage({
    rows: pages.reduce((sum, page) => sum + page.recordIds.length, 0),
    windows,
    sourceMs: pages.reduce((sum, page) => sum + page.durationMs, 0),
    stagingMs: now() - startedAt,
  });
  return segment;
}

async function stage(db: Db, { runId, entity }: ReadContext, read: PageRead, at: Segment): Promise<void> {
  for (const page of read.pages) await stagePage(db, runId, { ...page, segmentNumber: at.segmentNumber });
  await rejectUnreadable(db, runId, entity, placeUnreadable(read, at.seek));
}

function positionAfter(at: Segment, until: UtcInstant, page: PageRead, pageSize: number, thorough: boolean): Position {
  try {
    const size = { asked: pageSize, unreadable: page.unreadable.length, trustShort: !thorough };
    return nextPosition(at, until, page.keys, size);
  } catch (error) {
    throw error instanceof BackfillError ? error.at({ intuit_tid: page.tid ?? null }) : error;
  }
}
