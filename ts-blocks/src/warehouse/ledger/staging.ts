import type { TimeRange, UtcInstant, Window } from "../../job/instants";
import type { Db } from "../database/connection";

export interface StagedPage {
  readonly pageNumber: number;
  readonly segmentNumber: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly durationMs: number;
  /** Id of each record in order, null where it has none. */
  readonly recordIds: readonly (string | null)[];
  /** LastUpdatedTime of each record in order, null where it has none. */
  readonly recordUpdatedAt: readonly (UtcInstant | null)[];
  /** SyncToken of each record in order, null where it has none. */
  readonly recordSyncTokens: readonly (string | null)[];
  /** Only for a list that is read whole: the start of the window that holds all its records, whatever their times. */
  readonly filedAt?: UtcInstant;
  /** Where each record starts in `records`, in bytes from 0, and how long it is. */
  readonly recordStarts: readonly number[];
  readonly recordBytes: readonly number[];
  /** The members of the records, for the drift register: path, types, the number of records, the id of one of them. */
  readonly fields?: readonly object[];
  /** `head + records + tail` is the body as received. */
  readonly head: string;
  /** In UTF-8. As bytes, pg sends it as it is; as text, pg would encode it and copy it twice more (5 ms a page). */
  readonly records: Buffer;
  readonly tail: string;
}

/** Keeps a page for the exporter. */
export async function stagePage(db: Db, runId: number, page: StagedPage): Promise<void> {
  await db.query({
    name: "stage-page",
    text: `insert into backfill.staged_page (run_id, page_number, segment_number, request, row_count, duration_ms,
                                             first_updated_at_utc, last_updated_at_utc, record_ids, record_updated_at_utc,
                                             record_sync_tokens, record_starts, record_bytes, envelope_head, records,
                                             envelope_tail, filed_at_utc, fields)
           values ($1, $2, $3, $4, cardinality($6::text[]), $5,
                   coalesce($14, (select min(t) from unnest($7::timestamptz[]) as t)),
                   coalesce($14, (select max(t) from unnest($7::timestamptz[]) as t)),
                   $6, $7, $13, $8, $9, $10, $11, $12, $14, $15)`,
    values: [
      runId,
      page.pageNumber,
      page.segmentNumber,
      JSON.stringify(page.request),
      page.durationMs,
      page.recordIds,
      page.recordUpdatedAt,
      page.recordStarts,
      page.recordBytes,
      page.head,
      page.records,
      page.tail,
      page.recordSyncTokens,
      page.filedAt ?? null,
      JSON.stringify(page.fields ?? []),
    ],
  });
}

/** The number of the run's last staged page; 0 before the first. Pages are numbered only by the program that reads the run. */
export async function lastPageNumber(db: Db, runId: number): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    "select coalesce(max(page_number), 0) as last from backfill.staged_page where run_id = $1",
    [runId],
  );
  return (rows[0] as { last: number }).last;
}

/** Ids that one segment has staged of one second. */
export async function heldBySegment(
  db: Db,
  runId: number,
  segmentNumber: number,
  second: TimeRange,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct key.id
     from backfill.staged_page page
     cross join unnest(page.record_ids, page.record_updated_at_utc) as key (id, updated_at)
     where page.run_id = $1 and page.segment_number = $2
       and page.last_updated_at_utc >= $3 and page.first_updated_at_utc < $4
       and key.updated_at >= $3 and key.updated_at < $4 and key.id is not null`,
    [runId, segmentNumber, second.start, second.end],
  );
  return rows.map((row) => row.id);
}

/** A day that has just been read to its end. */
export interface FetchedWindow extends Window {
  /** Distinct records. */
  readonly rows: number;
  /** Pages that held at least one of these records. */
  readonly pages: number;
  readonly durationMs: number;
}

/** What was read just now: from a segment's earlier position to its present one. */
export interface StretchRead extends TimeRange {
  readonly pages: number;
}

/**
 * Books staged pages, and every day that the read parts of the segments now cover. The distinct records of a day are counted
 * from the staged pages, so that a row that was read twice at a page's edge counts once. Call it in the transaction that
 * advances a segment, after everything that takes long.
 *
 * There are two statements, since one would join the days with themselves. Without statistics of a new table, the planner
 * would use a nested loop for that: 36 s at 13,000 days.
 */
export async function bookPages(db: Db, runId: number, read: StretchRead): Promise<FetchedWindow[]> {
  // One at a time: if two workers finish the two halves of a day at the same moment, each would see the other half as unread,
  // and neither would book the day.
  await db.query("update backfill.run set pages = pages + $2 where run_id = $1", [runId, read.pages]);
  if (read.start === read.end) return [];
  const covered = await db.query<Window>(
    `with unread as materialized (
       select seek_utc, end_utc from backfill.run_segment where run_id = $1 and seek_utc < end_utc
     )
     update backfill.run_window w
     set state = 'fetched', attempts = attempts + 1, rows = 0, pages = 0, duration_ms = 0
     where run_id = $1 and state = 'pending' and window_start_utc < $3 and window_end_utc > $2
       and not exists (
         select from unread where unread.seek_utc < w.window_end_utc and unread.end_utc > w.window_start_utc
       )
     returning window_start_utc as start, window_end_utc as "end"`,
    [runId, read.start, read.end],
  );
  const days = covered.rows.sort((a, b) => (a.start < b.start ? -1 : 1));
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) return [];
  const counted = await db.query<{ start: UtcInstant; rows: number; pages: number; durationMs: number }>(
    `with counted as materialized (
       -- A window is a UTC day, clipped at the start of the range: the day alone tells which window a record is in.
       select run_id, greatest(date_trunc('day', key.updated_at, 'UTC'), run.range_start_utc) as window_start_utc,
              count(distinct key.id) + count(*) filter (where key.id is null) as rows,
              count(distinct page.page_number) as pages,
              round(sum(page.duration_ms::numeric / page.row_count))::bigint as duration_ms
       from backfill.run
       join backfill.staged_page page using (run_id)
       cross join unnest(page.record_ids, page.record_updated_at_utc) as key (id, updated_at)
       where run_id = $1 and page.last_updated_at_utc >= $2 and page.first_updated_at_utc < $3
         and key.updated_at >= $2 and key.updated_at < $3
       group by 1, 2
     )
     update backfill.run_window w
     set rows = counted.rows, pages = counted.pages, duration_ms = counted.duration_ms
     from counted
     -- The run's id comes from counted and not from $1: then Postgres looks each day up by its key.
     where w.run_id = counted.run_id and w.window_start_utc = counted.window_start_utc
       -- Days between two covered ones may be under way: other workers read them.
       and counted.window_start_utc = any ($4::timestamptz[])
     returning w.window_start_utc as start, w.rows, w.pages, w.duration_ms as "durationMs"`,
    [runId, first.start, last.end, days.map(({ start }) => start)],
  );
  const withRows = new Map(counted.rows.map((day) => [day.start, day]));
  return days.map((day) => ({ rows: 0, pages: 0, durationMs: 0, ...withRows.get(day.start), ...day }));
}

/** The days of a run that are not read to their end, in order, and how many there are in all. */
export async function windowsToRead(db: Db, runId: number): Promise<{ total: number; open: UtcInstant[] }> {
  const { rows } = await db.query<{ window_start_utc: UtcInstant; state: string }>(
    "select window_start_utc, state from backfill.run_window where run_id = $1 order by window_start_utc",
    [runId],
  );
  return { total: rows.length, open: rows.filter((row) => row.state === "pending").map((row) => row.window_start_utc) };
}
