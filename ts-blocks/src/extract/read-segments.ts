import type { EntityName } from "../entities/entity";
import type { UtcInstant } from "../job/instants";
import { pageBytesMax } from "../qbo/answer-size";
import type { QboClient } from "../qbo/client";
import type { Dialect } from "../qbo/dialect";
import type { Warehouse } from "../warehouse/database/connection";
import { rejectUnreadable } from "../warehouse/ledger/rejected";
import { advanceSegment, openSegments, type Segment, splitSegment } from "../warehouse/ledger/segments";
import { bookPages, type FetchedWindow, heldBySegment, lastPageNumber, stagePage } from "../warehouse/ledger/staging";
import type { UsageMeter } from "../warehouse/limits/usage";
import { Narrowing } from "./narrowing";
import { bytesOf } from "./page-read";
import { PageReader } from "./read-page";
import { SegmentPool } from "./segment-pool";
import type { PageCame, Sharing } from "./sharing";
import { nextSteps, type Step } from "./steps";
import { placeUnreadable } from "./unreadable";

export interface ReadContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  readonly entity: EntityName;
  readonly runId: number;
  readonly pageSize: number;
  readonly workers: number;
  /** How often QuickBooks has said that a limit is reached. Each time, one worker stops. */
  readonly throttles: () => number;
  /** Average number of records a millisecond in the range. It shows what is worth sharing. */
  readonly rowsPerMs: number;
  readonly now: () => number;
  /** What this entity shares with the other entities of the load. */
  readonly sharing?: Sharing | undefined;
  /** What QuickBooks accepts in the entity's statements. */
  readonly dialect?: Dialect | undefined;
  /** Called after each commit, so what it reports has really happened. */
  readonly onPage: (page: PageStaged) => void;
  /** The source does not return a day, or part of a day, while it answers for others. */
  readonly onUnansweredDay: (day: UtcInstant, why: string) => void;
}

export interface PageStaged {
  readonly rows: number;
  readonly windows: readonly FetchedWindow[];
  /** How long QuickBooks took for the page, and how long Postgres took to store it. */
  readonly sourceMs: number;
  readonly stagingMs: number;
}

/** What the workers of a run use together. */
interface WorkerTools {
  readonly reader: PageReader;
  readonly pool: SegmentPool;
  readonly narrowing: Narrowing;
  readonly commit: (step: Step, at: Segment) => Promise<Segment>;
  /** Aborted when one of the workers fails. */
  readonly signal: AbortSignal;
  /** Whether the worker that asks must stop, because there is one too many. */
  readonly mustStop: () => boolean;
}

/**
 * Reads what is left of a run's segments, several pages side by side. Memory holds one page for each worker, however long
 * the history is. The first worker that fails stops the others. Pages that are already staged are kept.
 */
export async function readSegments(context: ReadContext): Promise<void> {
  const stop = new AbortController();
  let active = context.workers;
  // The first worker that asks stops. The worker that met the limit is still waiting with its question.
  const mustStop = () => {
    if (active <= Math.max(1, context.workers - context.throttles())) return false;
    active--;
    return true;
  };
  const tools = await prepareTools(context, stop.signal, mustStop);
  const { pool } = tools;
  const work = async () => {
    for (let segment = await pool.take(); segment !== undefined; segment = await pool.take()) {
      if (!(await readSegment(context, tools, segment))) return;
    }
    active--;
  };
  const workers = Array.from({ length: context.workers }, work);
  await Promise.all(workers.map((worker) => worker.catch((error) => stop.abort(error))));
  stop.signal.throwIfAborted();
}

async function prepareTools(context: ReadContext, signal: AbortSignal, mustStop: () => boolean): Promise<WorkerTools> {
  const { warehouse, qbo, entity, dialect, runId, pageSize, workers, rowsPerMs } = context;
  const reader = new PageReader({ qbo, entity, dialect, pageSize, pageBytesMax: pageBytesMax(workers), signal });
  const pool = new SegmentPool(await openSegments(warehouse.db, runId), pageSize, rowsPerMs, (segment, at) =>
    splitSegment(warehouse.db, runId, segment, at),
  );
  const narrowing = new Narrowing(
    {
      warehouse,
      runId,
      onUnansweredDay: context.onUnansweredDay,
      onWindows: (windows) => context.onPage({ rows: 0, windows, sourceMs: 0, stagingMs: 0 }),
    },
    reader,
    pool,
  );
  return { reader, pool, narrowing, commit: await committer(context), signal, mustStop };
}

/** Reads a segment to its end. @returns false if the worker must stop before the end; the segment is then back in the pool. */
async function readSegment(
  context: ReadContext,
  { reader, pool, narrowing, commit, signal, mustStop }: WorkerTools,
  taken: Segment,
): Promise<boolean> {
  let segment = taken;
  const stepped = new Set<string>();
  let beyondSecond = false;
  while (segment.seek < segment.end) {
    signal.throwIfAborted();
    if (mustStop()) {
      pool.giveBack(segment);
      return false;
    }
    let at: Segment = segment;
    const patience = narrowing.patienceWith(segment);
    const steps = nextSteps(reader, { ...stretchOf(context, segment), patience, stepped, beyondSecond });
    const next = async (came?: PageCame) => {
      const { value: step, done } = await steps.next();
      came?.(bytesOf(step?.read));
      if (done || step === undefined) return false;
      at = await commit(step, at);
      beyondSecond = step.next.beyondSecond ?? false;
      pool.moved(at, step.read?.keys.length ?? 0);
      return true;
    };
    try {
      while (await (context.sharing?.inTurn(next) ?? next()));
      segment = at;
    } catch (error) {
      segment = await narrowing.after(error, at);
    }
  }
  return true;
}

function stretchOf({ warehouse, runId }: ReadContext, segment: Segment) {
  return {
    ...segment,
    trustShort: !segment.rereading,
    countSeconds: segment.rereading,
    heldOf: (second: Parameters<typeof heldBySegment>[3]) =>
      heldBySegment(warehouse.db, runId, segment.segmentNumber, second),
  };
}

/** Stages a step and advances its segment in one transaction, so that the ledger never names a page that is not stored. */
async function committer(context: ReadContext): Promise<(step: Step, at: Segment) => Promise<Segment>> {
  const { warehouse, usage, runId, entity, now } = context;
  let pageNumber = await lastPageNumber(warehouse.db, runId);
  return async ({ read, next }, at) => {
    const startedAt = now();
    const pages = read?.pages ?? [];
    const { segment, windows } = await usage.booking(runId, entity, (bookCalls) =>
      warehouse.transaction(async (db) => {
        for (const page of pages) {
          await stagePage(db, runId, { ...page, segmentNumber: at.segmentNumber, pageNumber: ++pageNumber });
        }
        if (read !== undefined) await rejectUnreadable(db, runId, entity, placeUnreadable(read));
        const moved = await advanceSegment(db, runId, at, next);
        // Last, because workers take turns at this statement.
        const fetched = await bookPages(db, runId, { pages: pages.length, start: at.seek, end: moved.seek });
        await bookCalls(db);
        return { segment: moved, windows: fetched };
      }),
    );
    const stagingMs = now() - startedAt;
    usage.staged("page", stagingMs);
    context.onPage({
      rows: pages.reduce((sum, page) => sum + page.recordIds.length, 0),
      windows,
      sourceMs: pages.reduce((sum, page) => sum + page.durationMs, 0),
      stagingMs,
    });
    return segment;
  };
}
