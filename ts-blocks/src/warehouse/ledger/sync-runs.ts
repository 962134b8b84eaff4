import type { EntityName } from "../../entities/entity";
import type { TimeRange, UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** A run of a sync, and its entity. */
export interface SyncRun {
  readonly entity: EntityName;
  readonly runId: number;
}

/** What the runs of a sync have in common. */
export interface SyncRuns {
  readonly loadId: number;
  readonly pipeline: string;
  readonly magePipelineRunId: number | null;
  readonly pageSize: number;
  readonly plannedAt: UtcInstant;
  readonly keepVersions: boolean;
}

export interface NewSyncRun {
  readonly entity: EntityName;
  readonly reads: "whole" | "changes";
  readonly range: TimeRange;
  readonly planned: number;
}

/** Writes a run for each entity of a sync, each with one segment and one window. @returns the numbers of the runs. */
export async function createSyncRuns(
  db: Db,
  { loadId, pipeline, magePipelineRunId, pageSize, plannedAt, keepVersions }: SyncRuns,
  runs: readonly NewSyncRun[],
): Promise<ReadonlyMap<EntityName, number>> {
  const { rows } = await db.query<SyncRun>(
    `with created as (
       insert into backfill.run (load_id, pipeline, mage_pipeline_run_id, page_size, max_days_per_query, planned_at_utc, planned_calls,
                                 keep_versions, entity, reads, range_start_utc, range_end_utc, requested_start_utc,
                                 requested_end_utc, planned_count)
       select $1, $2, $3, $4, 0, $5, 0, $6, entity, reads, start_utc, end_utc, start_utc, end_utc, planned
       from unnest($7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[], $11::bigint[])
              with ordinality as wanted (entity, reads, start_utc, end_utc, planned, nth)
       order by nth
       returning run_id, entity, range_start_utc, range_end_utc
     ), segment as (
       insert into backfill.run_segment (run_id, segment_number, start_utc, end_utc, seek_utc)
       select run_id, 1, range_start_utc, range_end_utc, range_start_utc from created
     ), run_window as (
       insert into backfill.run_window (run_id, window_start_utc, window_end_utc)
       select run_id, range_start_utc, range_end_utc from created
     )
     select run_id as "runId", entity from created`,
    [
      loadId,
      pipeline,
      magePipelineRunId,
      pageSize,
      plannedAt,
      keepVersions,
      runs.map(({ entity }) => entity),
      runs.map(({ reads }) => reads),
      runs.map(({ range }) => range.start),
      runs.map(({ range }) => range.end),
      runs.map(({ planned }) => planned),
    ],
  );
  return new Map(rows.map(({ entity, runId }) => [entity, runId]));
}

/**
 * Books that the runs of a sync have read all changes: what they have staged is what the source has. Each run has one segment
 * and one window.
 *
 * @returns how many records each has staged. Each record without an id counts by itself.
 */
export async function bookRead(db: Db, runIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ runId: number; records: number }>(
    `with page as materialized (
       select run_id, duration_ms, record_ids from backfill.staged_page where run_id = any ($1::bigint[])
     ), staged as materialized (
       select run_id, count(*) as pages, sum(duration_ms) as duration_ms from page group by run_id
     ), record as materialized (
       select run_id, count(distinct id) + count(*) filter (where id is null) as records
       from page
       cross join unnest(record_ids) as id
       group by run_id
     ), read as materialized (
       select run_id, coalesce(pages, 0) as pages, coalesce(duration_ms, 0) as duration_ms, coalesce(records, 0) as records
       from unnest($1::bigint[]) as run (run_id)
       left join staged using (run_id)
       left join record using (run_id)
     ), segment as (
       update backfill.run_segment s
       set seek_utc = end_utc, tie_offset = 0
       from read
       where s.run_id = read.run_id
     ), run_window as (
       update backfill.run_window w
       set state = 'fetched', attempts = attempts + 1, rows = read.records, pages = read.pages, duration_ms = read.duration_ms,
           source_count = null, verdict = 'complete'
       from read
       where w.run_id = read.run_id
     ), run as (
       update backfill.run r
       set state = 'fetched', fetched_at_utc = now(), source_count = records, distinct_count = records, departed_count = 0,
           proof = 'counts'
       from read
       where r.run_id = read.run_id and r.state = 'loading'
     )
     select run_id as "runId", records from read`,
    [runIds],
  );
  return new Map(rows.map(({ runId, records }) => [runId, records]));
}

/** A count of a whole entity at the source. */
export interface WholeCount {
  readonly runId: number;
  readonly at: UtcInstant;
  readonly count: number;
}

/** Books that the source counted whole entities, and that the number of live rows will be the same. */
export async function bookWholeCounts(db: Db, counts: readonly WholeCount[]): Promise<void> {
  if (counts.length === 0) return;
  await db.query(
    `update backfill.run
     set whole_at_utc = counted.at, whole_count = counted.records
     from unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) as counted (run_id, at, records)
     where run.run_id = counted.run_id`,
    [counts.map(({ runId }) => runId), counts.map(({ at }) => at), counts.map(({ count }) => count)],
  );
}
