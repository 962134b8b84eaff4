import type { EntityName } from "../job/entity";
import type { Db } from "./connection";
import { RAW_TABLES } from "./tables";

/** One question put to the database about a run. */
export interface Check {
  readonly name: string;
  /** Number of offenders; 0 is a pass. */
  readonly offenders: number;
  /** The answer as a sentence. */
  readonly says: string;
}

/**
 * Asks Postgres, and nothing but Postgres, whether a loaded run is all there. Each check counts what is wrong, so that a
 * failed one says how much.
 */
export async function checkRun(db: Db, entity: EntityName, runId: number): Promise<Check[]> {
  const { rows } = await db.query<{ name: string; offenders: number; says: string }>(
    `with run as (
       select * from backfill.run where run_id = $1
     ), ledger as materialized (
       select * from backfill.run_window where run_id = $1
     ), kept as materialized (
       select extract_window_start_utc as window_start_utc,
              count(*) as rows,
              count(*) filter (
                where source_updated_at_utc < extract_window_start_utc or source_updated_at_utc >= extract_window_end_utc
              ) as outside,
              count(*) filter (
                where date_trunc('second', (payload #>> '{MetaData,LastUpdatedTime}')::timestamptz)
                      is distinct from source_updated_at_utc
              ) as other_instant
       from ${RAW_TABLES[entity]}
       where run_id = $1
       group by 1
     ), day as materialized (
       select coalesce(ledger.rows, 0) as read_rows,
              coalesce(ledger.inserted + ledger.updated + ledger.stale + ledger.rejected, 0) as accounted,
              coalesce(ledger.inserted + ledger.updated - ledger.moved_out, 0) as expected,
              coalesce(kept.rows, 0) as found,
              -- A later run of an overlapping range has written some of the rows again, and they are its own now; those that
              -- were edited in between lie in a later day.
              (select count(*)
               from ${RAW_TABLES[entity]} taken
               where later.exists and taken.run_id > $1
                 and taken.source_updated_at_utc >= ledger.window_start_utc) as taken_over,
              coalesce(kept.outside, 0) as outside,
              coalesce(kept.other_instant, 0) as other_instant
       from ledger
       full join kept using (window_start_utc)
       cross join (
         select exists (select from ${RAW_TABLES[entity]} where run_id > $1) as exists
       ) as later
     )
     select 'windows_cover_the_range' as name,
            (select count(*) from (
               select window_start_utc is distinct from
                        coalesce(lag(window_end_utc) over (order by window_start_utc), run.range_start_utc) as gap
               from ledger cross join run
             ) as seam where gap)
            + (select (max(window_end_utc) is distinct from run.range_end_utc)::integer from ledger cross join run group by run.range_end_utc)
              as offenders,
            (select format('%s daily windows from %s to %s, without gap or overlap', count(*),
                           to_char(min(window_start_utc), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                           to_char(max(window_end_utc), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) from ledger) as says
     union all
     select 'windows_are_utc_days',
            (select count(*) from ledger cross join run
             where (window_start_utc <> date_trunc('day', window_start_utc, 'UTC') and window_start_utc <> run.range_start_utc)
                or (window_end_utc <> date_trunc('day', window_end_utc, 'UTC') and window_end_utc <> run.range_end_utc)),
            'every window starts and ends at midnight UTC, or at an end of the range'
     union all
     select 'windows_loaded', (select count(*) from ledger where state <> 'loaded'), 'every window was read and loaded'
     union all
     select 'rows_read_are_accounted_for', (select count(*) from day where read_rows <> accounted),
            format('%s rows read = inserted + updated + stale + rejected, window by window', (select sum(read_rows) from day))
     union all
     select 'rows_match_the_ledger', (select count(*) from day where found > expected or expected > found + taken_over),
            format('%s rows of this run in the table, as many as the ledger says, window by window', (select sum(found) from day))
     union all
     select 'rows_inside_their_window', (select coalesce(sum(outside), 0)::bigint from day),
            'no row lies outside the window it is filed under'
     union all
     select 'times_are_utc', (select coalesce(sum(other_instant), 0)::bigint from day),
            'source_updated_at_utc is the instant that the payload names, in every row'
     union all
     select 'nothing_rejected', (select count(*) from backfill.rejected_record where run_id = $1),
            'no record had to be set aside'
     union all
     select 'source_count_agrees', (select count(*) from ledger where verdict is null or verdict = 'short'),
            format('QuickBooks counts %s records for the range, this run held %s', run.source_count, run.distinct_count)
     from run`,
    [runId],
  );
  return rows;
}

/** Ends the run with the validator's verdict. */
export async function bookVerdict(db: Db, runId: number, verdict: "complete" | "incomplete"): Promise<void> {
  await db.query("update backfill.run set state = $2, finished_at_utc = now() where run_id = $1", [runId, verdict]);
}
