import { type EntityName, rawTable } from "../../entities/entity";
import type { Db } from "../database/connection";
import { memberOf } from "./members";

/** One question put to the database about a run. */
export interface Check {
  readonly name: string;
  /** Number of offenders; 0 is a pass. */
  readonly offenders: number;
  /** The answer as a sentence. */
  readonly says: string;
}

/** What the questions are asked of. `$1` is the run. */
const GROUND = (entity: EntityName, table = rawTable(entity)) => `with run as (
  select * from backfill.run where run_id = $1
), ledger as materialized (
  select * from backfill.run_window where run_id = $1
), kept as materialized (
  select extract_window_start_utc as window_start_utc,
         count(*) as rows,
         -- A list that is read whole has one window, which holds its rows whatever their times.
         count(*) filter (
           where (source_updated_at_utc < extract_window_start_utc or source_updated_at_utc >= extract_window_end_utc)
             and (select reads from run) = 'by-change'
         ) as outside,
         count(*) filter (
           where date_trunc('second', (${memberOf(entity, "payload", "MetaData.LastUpdatedTime")})::timestamptz)
                 is distinct from source_updated_at_utc
         ) as other_instant
  from ${table}
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
          from ${table} taken
          where later.exists and taken.run_id > $1
            and taken.source_updated_at_utc >= ledger.window_start_utc) as taken_over,
         coalesce(kept.outside, 0) as outside,
         coalesce(kept.other_instant, 0) as other_instant
  from ledger
  full join kept using (window_start_utc)
  cross join (
    select exists (select from ${table} where run_id > $1) as exists
  ) as later
)`;

const QUESTIONS: readonly string[] = [
  `select 'windows_cover_the_range' as name,
       (select count(*) from (
          select window_start_utc is distinct from
                   coalesce(lag(window_end_utc) over (order by window_start_utc), run.range_start_utc) as gap
          from ledger cross join run
        ) as seam where gap)
       + (select (max(window_end_utc) is distinct from run.range_end_utc)::integer from ledger cross join run group by run.range_end_utc)
         as offenders,
       (select format('%s daily windows from %s to %s, without gap or overlap', count(*),
                      to_char(min(window_start_utc), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                      to_char(max(window_end_utc), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) from ledger) as says`,
  `select 'windows_are_utc_days' as name,
       (select count(*) from ledger cross join run
        where (window_start_utc <> date_trunc('day', window_start_utc, 'UTC') and window_start_utc <> run.range_start_utc)
           or (window_end_utc <> date_trunc('day', window_end_utc, 'UTC') and window_end_utc <> run.range_end_utc)) as offenders,
       'every window starts and ends at midnight UTC, or at an end of the range' as says`,
  `select 'windows_loaded' as name,
       (select count(*) from ledger where state <> 'loaded') as offenders,
       'every window was read and loaded' as says`,
  `select 'rows_read_are_accounted_for' as name,
       (select count(*) from day where read_rows <> accounted) as offenders,
       format('%s rows read = inserted + updated + stale + rejected, window by window', (select sum(read_rows) from day)) as says`,
  `select 'rows_match_the_ledger' as name,
       (select count(*) from day where found > expected or expected > found + taken_over) as offenders,
       format('%s rows of this run in the table, as many as the ledger says, window by window', (select sum(found) from day)) as says`,
  `select 'rows_inside_their_window' as name,
       (select coalesce(sum(outside), 0)::bigint from day) as offenders,
       'no row lies outside the window it is filed under' as says`,
  `select 'times_are_utc' as name,
       (select coalesce(sum(other_instant), 0)::bigint from day) as offenders,
       'source_updated_at_utc is the instant that the payload names, in every row' as says`,
  `select 'nothing_rejected' as name,
       (select count(*) from backfill.rejected_record where run_id = $1) as offenders,
       'no record had to be set aside' as says`,
  `select 'source_count_agrees' as name,
       greatest(
         (select count(*) from ledger where verdict is null or verdict = 'short'),
         (run.departed_count is not null and run.source_count <> run.distinct_count - run.departed_count)::integer
       ) as offenders,
       format('QuickBooks %s %s records for the range, this run held %s%s',
              case run.proof when 'ids' then 'lists' else 'counts' end, run.source_count, run.distinct_count,
              case when run.departed_count > 0 then format(', of which %s have left it since', run.departed_count) end) as says
from run`,
];

/**
 * Asks Postgres, and nothing but Postgres, whether a loaded run is all there. Each check counts what is wrong, so that a
 * failed one says how much.
 */
export async function checkRun(db: Db, entity: EntityName, runId: number): Promise<Check[]> {
  const { rows } = await db.query<Check>(`${GROUND(entity)}\n${QUESTIONS.join("\nunion all\n")}`, [runId]);
  return rows;
}

/** The statement of each check by itself, in the same order, for who wants to ask again. */
export function checkStatements(entity: EntityName, runId: number): string[] {
  return QUESTIONS.map((question) => `${GROUND(entity)}\n${question}`.replaceAll("$1", String(runId)));
}

/** Ends the run with the validator's verdict. */
export async function bookVerdict(db: Db, runId: number, verdict: "complete" | "incomplete"): Promise<void> {
  await db.query("update backfill.run set state = $2, finished_at_utc = now() where run_id = $1", [runId, verdict]);
}
