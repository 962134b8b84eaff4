import { type EntityName, rawTable } from "../../entities/entity";
import type { TimeRange, UtcInstant, Window } from "../../job/instants";
import type { Db } from "../database/connection";

export interface Held {
  /** Distinct records. An unreadable record counts if it surely lies in the range, since the source counts it as well. */
  readonly distinct: number;
  /** Distinct records without those that have left the range. */
  readonly held: number;
  /** Starts of the days that at least one record has left. */
  readonly movedDays: readonly UtcInstant[];
}

/**
 * The records that a run has read of a range: staged, or rows already. A record without a usable time (none, or one outside of
 * the run's range) has the time of its place on its page. `$1` is the run, `$2` and `$3` are the range, `$4` the departed ids.
 *
 * There is no join of records with records, or with days: Postgres' statistics know only earlier runs, and a planner that
 * expects few rows would choose a nested loop. An "in" between "select" and "from" is a lookup in a hash table, as long as the
 * list fits in work_mem.
 */
const RECORD = (entity: EntityName) => `record as materialized (
  select id, updated_at, coalesce(id = any ($4::text[]), false) as has_departed
  from (
    select key.id, key.updated_at
    from backfill.staged_page page
    cross join unnest(page.record_ids, page.record_updated_at_utc) as key (id, updated_at)
    where page.run_id = $1 and page.last_updated_at_utc >= $2 and page.first_updated_at_utc < $3
      and key.updated_at >= $2 and key.updated_at < $3
    union all
    select id, near_utc
    from (
      select key.id, key.updated_at, run.range_start_utc, run.range_end_utc,
             coalesce(
               max(key.updated_at) filter (where key.updated_at between run.range_start_utc and run.range_end_utc)
                 over (partition by page.page_number order by key.nth),
               segment.start_utc
             ) as near_utc
      from backfill.run
      join backfill.staged_page page using (run_id)
      join backfill.run_segment segment using (run_id, segment_number)
      cross join unnest(page.record_ids, page.record_updated_at_utc) with ordinality as key (id, updated_at, nth)
      where run_id = $1 and (
          array_position(page.record_updated_at_utc, null) is not null
          or page.first_updated_at_utc < run.range_start_utc or page.last_updated_at_utc >= run.range_end_utc
        )
    ) as untimed
    where (updated_at is null or updated_at < range_start_utc or updated_at >= range_end_utc)
      and near_utc >= $2 and near_utc < $3
    union all
    select id, source_updated_at_utc
    from ${rawTable(entity)}
    where run_id = $1 and source_updated_at_utc >= $2 and source_updated_at_utc < $3
  ) as key
)`;

/**
 * What this run has read of a range: staged records, records that are already rows, and records known to be unreadable. A
 * record without a usable time (none, or one outside of the run's range) is counted at its place on its page.
 *
 * @param departed ids that have left the range since they were read.
 */
export async function countHeld(
  db: Db,
  entity: EntityName,
  runId: number,
  range: TimeRange,
  departed: readonly string[],
): Promise<Held> {
  const { rows } = await db.query<Held>(
    `with ${RECORD(entity)}, again as materialized (
       -- Read once more with a later time: the earlier copy has left its day.
       select id from record where id is not null group by id having min(updated_at) < max(updated_at)
     ), marked as (
       select id, updated_at, has_departed, id in (select id from again) as is_again from record
     ), left_day as materialized (
       select (updated_at at time zone 'UTC')::date as day from marked where has_departed
       union
       select (updated_at at time zone 'UTC')::date
       from (
         select updated_at, max(updated_at) over (partition by id) as newest from marked where is_again
       ) as copy
       where updated_at < newest
     ), tally as (
       select count(distinct id) as known, count(distinct id) filter (where has_departed) as departed,
              count(*) filter (where id is null) as nameless
       from record
     ), unreadable as (
       select count(*) as within
       from backfill.rejected_record
       where run_id = $1 and reason = 'UNREADABLE' and not_before_utc >= $2 and not_before_utc < $3
     )
     select known + nameless + within as distinct, known - departed + nameless + within as held,
            array(
              -- A window is a UTC day, clipped at the ends of the range: the day alone tells which window a record is in.
              select to_char(window_start_utc, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              from (
                select window_start_utc, (window_start_utc at time zone 'UTC')::date in (select day from left_day) as is_left
                from backfill.run_window
                where run_id = $1
              ) as w
              where is_left
            ) as "movedDays"
     from tally cross join unreadable`,
    [runId, range.start, range.end, departed],
  );
  return rows[0] as Held;
}

/** Readable records of a run that are still in a range, by the day of their newest copy, `2026-01-05`. */
export async function heldByDay(
  db: Db,
  entity: EntityName,
  runId: number,
  range: TimeRange,
  departed: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ day: string; records: number }>(
    `with ${RECORD(entity)}, newest as (
       select max(updated_at) as updated_at from record where id is not null and not has_departed group by id
       union all
       select updated_at from record where id is null
     )
     select to_char(updated_at, 'YYYY-MM-DD') as day, count(*) as records from newest group by 1`,
    [runId, range.start, range.end, departed],
  );
  return new Map(rows.map(({ day, records }) => [day, records]));
}

/** Unreadable records of a run, by the day under which each is booked. */
export async function unreadableByDay(db: Db, runId: number): Promise<ReadonlyMap<UtcInstant, number>> {
  const { rows } = await db.query<{ day: UtcInstant; records: number }>(
    `select window_start_utc as day, count(*) as records
     from backfill.rejected_record
     where run_id = $1 and reason = 'UNREADABLE'
     group by 1`,
    [runId],
  );
  return new Map(rows.map(({ day, records }) => [day, records]));
}

/** `rejected`: a record of the day is not in schema raw, because it could not be read or stored. */
export type WindowVerdict = "complete" | "moved" | "deleted" | "short" | "rejected";

/** Books what the source counts for some days, and the verdict that follows for each. */
export async function bookVerdicts(
  db: Db,
  runId: number,
  days: readonly (Window & { sourceCount: number | null; verdict: WindowVerdict })[],
): Promise<void> {
  await db.query(
    `update backfill.run_window w
     set source_count = d.source_count, verdict = d.verdict
     from unnest($2::timestamptz[], $3::bigint[], $4::text[]) as d (start_utc, source_count, verdict)
     where w.run_id = $1 and w.window_start_utc = d.start_utc`,
    [runId, days.map((d) => d.start), days.map((d) => d.sourceCount), days.map((d) => d.verdict)],
  );
}

/** Marks days to be read again. Give them segments in the same transaction. */
export async function reopenWindows(db: Db, runId: number, days: readonly Window[]): Promise<void> {
  await db.query(
    `update backfill.run_window
     set state = 'pending', verdict = null, source_count = null, failure_message = null
     where run_id = $1 and window_start_utc = any ($2::timestamptz[])`,
    [runId, days.map((d) => d.start)],
  );
}

/** Live rows of the entity's table, from any run. */
export async function countRows(
  db: Db,
  entity: EntityName,
  range: TimeRange,
): Promise<{ readonly inRange: number; readonly inAll: number }> {
  const { rows } = await db.query<{ inRange: number; inAll: number }>(
    `select count(*) filter (where source_updated_at_utc >= $1 and source_updated_at_utc < $2) as "inRange",
            count(*) as "inAll"
     from ${rawTable(entity)}
     where deleted_seen_at_utc is null`,
    [range.start, range.end],
  );
  return rows[0] as { inRange: number; inAll: number };
}

/** All days of a run, in order. */
export async function runWindows(db: Db, runId: number): Promise<Window[]> {
  const { rows } = await db.query<Window>(
    `select window_start_utc as start, window_end_utc as "end"
     from backfill.run_window
     where run_id = $1
     order by window_start_utc`,
    [runId],
  );
  return rows;
}
