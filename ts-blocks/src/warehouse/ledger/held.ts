import { type EntityName, rawTable } from "../../entities/entity";
import type { UtcInstant, Window } from "../../job/instants";
import type { Db } from "../database/connection";

export interface Held {
  /** Distinct records; an unreadable one counts where it is sure to lie in the range, for the source counts it. */
  readonly distinct: number;
  /** The same without those that moved away. */
  readonly held: number;
  /** Starts of the days from which at least one record moved away. */
  readonly movedDays: readonly UtcInstant[];
}

/**
 * What this run has read of a range: staged records, those that already became rows, and those known to be unreadable.
 *
 * @param moved ids that were edited since they were read.
 */
export async function countHeld(
  db: Db,
  entity: EntityName,
  runId: number,
  range: Window,
  moved: readonly string[],
): Promise<Held> {
  const { rows } = await db.query<Held>(
    `with record as materialized (
       select key.id, key.updated_at, moved.id is not null as has_moved
       from (
         select key.id, key.updated_at
         from backfill.staged_page page
         cross join unnest(page.record_ids, page.record_updated_at_utc) as key (id, updated_at)
         where page.run_id = $1 and page.last_updated_at_utc >= $2 and page.first_updated_at_utc < $3
           and key.updated_at >= $2 and key.updated_at < $3
         union all
         select id, source_updated_at_utc
         from ${rawTable(entity)}
         where run_id = $1 and source_updated_at_utc >= $2 and source_updated_at_utc < $3
       ) as key
       left join (select distinct id from unnest($4::text[]) as id) as moved using (id)
     ), tally as (
       select count(distinct id) as known, count(distinct id) filter (where has_moved) as moved,
              count(*) filter (where id is null) as nameless
       from record
     ), unreadable as (
       select count(*) as within
       from backfill.rejected_record
       where run_id = $1 and reason = 'UNREADABLE' and not_before_utc >= $2 and not_after_utc < $3
     )
     select known + nameless + within as distinct, known - moved + nameless + within as held,
            array(
              -- A window is a UTC day, clipped at the ends of the range: the day alone tells which window a record is in.
              select to_char(w.window_start_utc, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              from backfill.run_window w
              where w.run_id = $1 and (w.window_start_utc at time zone 'UTC')::date in (
                select (updated_at at time zone 'UTC')::date from record where has_moved
              )
            ) as "movedDays"
     from tally cross join unreadable`,
    [runId, range.start, range.end, moved],
  );
  return rows[0] as Held;
}

/** Starts of the days where an unreadable record may lie before or after: only its neighbours' times are known. */
export async function seamsInDoubt(db: Db, runId: number): Promise<ReadonlySet<UtcInstant>> {
  const { rows } = await db.query<{ seam: UtcInstant }>(
    `select window_start_utc as seam
     from backfill.run_window w
     where run_id = $1 and exists (
       select from backfill.rejected_record r
       where r.run_id = $1 and r.reason = 'UNREADABLE'
         and r.not_before_utc < w.window_start_utc and r.not_after_utc >= w.window_start_utc
     )`,
    [runId],
  );
  return new Set(rows.map(({ seam }) => seam));
}

export type WindowVerdict = "complete" | "moved" | "short";

/** Books what the source counts for some days, and what that says about them. */
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

/** Puts days back to be read again. Give them segments in the same transaction. */
export async function reopenWindows(db: Db, runId: number, days: readonly Window[]): Promise<void> {
  await db.query(
    `update backfill.run_window
     set state = 'pending', verdict = null, source_count = null
     where run_id = $1 and window_start_utc = any ($2::timestamptz[])`,
    [runId, days.map((d) => d.start)],
  );
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
