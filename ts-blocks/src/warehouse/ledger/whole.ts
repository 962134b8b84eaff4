import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import type { FetchedWindow } from "./staging";

/** What the staged pages of a list that is read whole hold. */
export interface StagedWhole {
  readonly pages: number;
  /** Distinct records. Each record without an id counts by itself. */
  readonly distinct: number;
  /** Equal for two readings that brought the same ids. */
  readonly fingerprint: string;
  readonly durationMs: number;
}

/** @param fromPage leaves out the pages before it, which are of earlier readings. */
export async function stagedWhole(db: Db, runId: number, fromPage = 1): Promise<StagedWhole> {
  const { rows } = await db.query<StagedWhole>(
    `with page as materialized (
       select page_number, duration_ms, record_ids from backfill.staged_page where run_id = $1 and page_number >= $2
     ), key as (
       select id, count(*) as times from page cross join unnest(record_ids) as id group by id
     )
     select (select count(*) from page) as pages,
            coalesce((select sum(case when id is null then times else 1 end)::bigint from key), 0) as distinct,
            coalesce((select md5(string_agg(id, ' ' order by id collate "C")) from key), '') as fingerprint,
            coalesce((select sum(duration_ms) from page), 0) as "durationMs"`,
    [runId, fromPage],
  );
  return rows[0] as StagedWhole;
}

/** Removes the pages of an earlier reading. None of them has become rows: that begins only when the whole list is read. */
export async function discardPages(db: Db, runId: number): Promise<void> {
  await db.query("delete from backfill.staged_page where run_id = $1", [runId]);
  await db.query("update backfill.run set pages = 0 where run_id = $1", [runId]);
}

/** Adds to the pages that a run has staged. */
export async function bookPage(db: Db, runId: number): Promise<void> {
  await db.query("update backfill.run set pages = pages + 1 where run_id = $1", [runId]);
}

/** Books the one window of a list that was read to its end, and the one segment of the run. */
export async function bookWhole(db: Db, runId: number, read: StagedWhole): Promise<FetchedWindow[]> {
  await db.query("update backfill.run_segment set seek_utc = end_utc, tie_offset = 0 where run_id = $1", [runId]);
  const { rows } = await db.query<{ start: UtcInstant; end: UtcInstant }>(
    `update backfill.run_window
     set state = 'fetched', attempts = attempts + 1, rows = $2, pages = $3, duration_ms = $4
     where run_id = $1
     returning window_start_utc as start, window_end_utc as "end"`,
    [runId, read.distinct, read.pages, read.durationMs],
  );
  return rows.map((window) => ({ ...window, rows: read.distinct, pages: read.pages, durationMs: read.durationMs }));
}
