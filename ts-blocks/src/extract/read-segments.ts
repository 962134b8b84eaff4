import { BackfillError } from "../errors";
import type { EntityName } from "../job/entity";
import { type RecordKey, readPage } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import { QBO_ENTITIES } from "../qbo/entities";
import { selectPage } from "../qbo/statement";
import type { Warehouse } from "../warehouse/connection";
import {
  advanceSegment,
  bookFetchedWindows,
  type FetchedWindow,
  openSegments,
  type Segment,
  stagePage,
} from "../warehouse/staging";
import type { UsageMeter } from "../warehouse/usage";
import { nextPosition, type Position } from "./seek";

export interface ReadContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  readonly entity: EntityName;
  readonly runId: number;
  readonly pageSize: number;
  /** Called after each commit: what it tells has really happened. */
  readonly onPage: (page: { rows: number; windows: readonly FetchedWindow[] }) => void;
}

/** Reads what is left of a run's segments, one page at a time: memory holds one page, whatever the history. */
export async function readSegments(context: ReadContext): Promise<void> {
  for (const segment of await openSegments(context.warehouse.db, context.runId)) {
    let at = segment;
    while (at.seek < at.end) at = { ...at, ...(await readOnePage(context, at)) };
  }
}

async function readOnePage(context: ReadContext, at: Segment): Promise<Position> {
  const { qbo, entity, pageSize, warehouse, runId, usage } = context;
  const { queryName } = QBO_ENTITIES[entity];
  const start = { from: at.seek, startPosition: at.tieOffset + 1 };
  const statement = selectPage(QBO_ENTITIES[entity], start, at.end, pageSize);
  const answer = await qbo.query("page", statement, (body) => readPage(body, queryName));
  const page = answer.value;
  const next = positionAfter(at, page.keys, pageSize, answer.tid);

  const windows = await warehouse.transaction(async (db) => {
    if (page.keys.length > 0) {
      await stagePage(db, runId, {
        segmentNumber: at.segmentNumber,
        request: {
          statement,
          start_position: start.startPosition,
          max_results: pageSize,
          requested_at_utc: answer.requestedAt,
          intuit_tid: answer.tid ?? null,
        },
        durationMs: answer.durationMs,
        recordIds: page.keys.map((key) => key.id ?? null),
        recordUpdatedAt: page.keys.map((key) => key.updatedAt ?? null),
        head: page.head,
        records: page.records,
        tail: page.tail,
      });
    }
    await advanceSegment(db, runId, at, next);
    const fetched = await bookFetchedWindows(db, runId);
    await usage.book(db, runId, entity);
    return fetched;
  });
  context.onPage({ rows: page.keys.length, windows });
  return next;
}

function positionAfter(at: Segment, keys: readonly RecordKey[], pageSize: number, tid: string | undefined): Position {
  try {
    return nextPosition(at, at.end, keys, pageSize);
  } catch (error) {
    throw error instanceof BackfillError ? error.at({ intuit_tid: tid ?? null }) : error;
  }
}
