import { ENTITIES, type EntityName, rawTable } from "../../entities/entity";
import type { Db } from "../database/connection";
import { memberOf } from "./members";

/** One question to the database about a run. */
export interface Check {
  readonly name: string;
  /** The number of records or days that fail the check; 0 is a pass. */
  readonly offenders: number;
  /** The answer as a sentence. */
  readonly says: string;
}

/** The SyncToken in a row's payload; null if it cannot be read. */
function namedToken(entity: EntityName): string {
  const token = memberOf(entity, "payload", "SyncToken");
  return `case when ${token} ~ '^[0-9]{1,18}$' then (${token})::bigint end`;
}

/**
 * The instant that a text names; null if it names none. Another program may have written anything there. One such row must not
 * make the question fail.
 */
function instantIn(text: string): string {
  return `case when pg_input_is_valid(${text}, 'timestamptz') then date_trunc('second', (${text})::timestamptz) end`;
}

/** The tables that the questions are about. `$1` is the run. */
const GROUND = (entity: EntityName, table = rawTable(entity)) => `with run as (
  select * from backfill.run where run_id = $1
), ledger as materialized (
  select *, inserted + updated - moved_out - taken_over as expected from backfill.run_window where run_id = $1
), kept as materialized (
  select extract_window_start_utc as window_start_utc,
         count(*) as rows,
         -- A list that is read whole has one window, which holds its rows whatever their times.
         count(*) filter (
           where (source_updated_at_utc < extract_window_start_utc or source_updated_at_utc >= extract_window_end_utc)
             and (select reads from run) = 'by-change'
         ) as outside,
         count(*) filter (where ${instantIn("named.at")} is distinct from source_updated_at_utc) as other_instant
  from ${table}
  -- Each reading unpacks the whole payload: read once for both uses, the checks take a third less time.
  cross join lateral (select ${memberOf(entity, "payload", "MetaData.LastUpdatedTime")} as at offset 0) as named
  where run_id = $1
  group by 1
), day as materialized (
  select coalesce(ledger.rows, 0) as read_rows,
         coalesce(ledger.inserted + ledger.updated + ledger.stale + ledger.rejected, 0) as accounted,
         coalesce(ledger.expected, 0) as expected,
         coalesce(ledger.taken_over, 0) as taken_over,
         coalesce(kept.rows, 0) as found,
         coalesce(kept.outside, 0) as outside,
         coalesce(kept.other_instant, 0) as other_instant
  from ledger
  full join kept using (window_start_utc)
), later as materialized (
  -- Days of later runs of the entity: rows that they took over are theirs, and must be there as their ledgers say.
  select run_id, window_start_utc, sum(expected) as expected, sum(found) as found
  from (
    select run_id, window_start_utc, inserted + updated - moved_out - taken_over as expected, 0 as found
    from backfill.run_window
    where run_id in (select later.run_id from backfill.run later join run using (entity) where later.run_id > $1)
    union all
    select run_id, extract_window_start_utc, 0, count(*)
    from ${table}
    where run_id in (select later.run_id from backfill.run later join run using (entity) where later.run_id > $1)
    group by 1, 2
  ) as side
  group by 1, 2
), stale as materialized (
  -- Copies that were not written. The row that is held must be newer, by SyncToken first, and its payload must say so.
  select count(*) as records,
         count(*) filter (where removed
                             or (named_token, named_instant) is not distinct from (sync_token, source_updated_at_utc)
                            and (coalesce(sync_token, -1), coalesce(source_updated_at_utc, '-infinity'))
                              > (stale_token, stale_instant)) as newer
  from (
    select kept.sync_token, kept.source_updated_at_utc,
           -- Found to be gone after the copy was asked for: it is not brought back.
           coalesce(kept.deleted_seen_at_utc is not null, false) as removed,
           ${namedToken(entity)} as named_token,
           ${instantIn(memberOf(entity, "payload", "MetaData.LastUpdatedTime"))} as named_instant,
           coalesce(s.sync_token, -1) as stale_token,
           coalesce(s.source_updated_at_utc, '-infinity') as stale_instant
    from backfill.stale_record s
    left join ${table} kept on kept.id = s.record_id
    where s.run_id = $1
  ) as copy
), unmet as materialized (
  -- Live rows of the range that an earlier run wrote and this one did not meet. The proof marked what has gone, and named
  -- what has left the range since.
  select count(*) as rows
  from ${table} kept
  cross join run
  where ${ENTITIES[entity].leaves !== "never"} and kept.run_id < $1 and kept.deleted_seen_at_utc is null
    -- Known before a row is read, so that a run that reads changes does not scan the table.
    and (select reads from run) <> 'changes'
    and (run.reads = 'whole' or run.reads = 'by-change'
           and kept.source_updated_at_utc >= run.range_start_utc and kept.source_updated_at_utc < run.range_end_utc)
    and not exists (
      select from backfill.run_finding f where f.run_id = $1 and f.finding = 'edited' and f.record_id = kept.id
    )
    and not exists (select from backfill.stale_record s where s.run_id = $1 and s.record_id = kept.id)
)`;

/** Checks of the table's rows. They fail when something other than this program has removed or changed rows. */
const CHECKS_OF_ROWS: ReadonlySet<string> = new Set([
  "rows_match_the_ledger",
  "stale_rows_are_held",
  "rows_inside_their_window",
  "times_are_utc",
]);

export function isOfRows(check: string): boolean {
  return CHECKS_OF_ROWS.has(check);
}

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
       (select count(*) from day where found <> expected) + (select count(*) from later where found <> expected) as offenders,
       (select format('%s rows of this run in the table, as many as the ledger says, window by window%s', sum(found),
                      case when sum(taken_over) > 0 then format('; %s that later runs have taken over are theirs', sum(taken_over)) end)
        from day) as says`,
  `select 'stale_rows_are_held' as name,
       (select records - newer from stale) as offenders,
       (select format('%s stale records, of each of which the table holds a newer copy', records) from stale) as says`,
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
       ) + (select rows from unmet) as offenders,
       format('QuickBooks %s %s records for the range, this run held %s%s%s',
              case run.proof when 'ids' then 'lists' else 'counts' end, run.source_count, run.distinct_count,
              case when run.departed_count > 0 then format(', of which %s have left it since', run.departed_count) end,
              (select case when rows > 0 then format('; the table holds %s more', rows) end from unmet)) as says
from run`,
];

/**
 * Asks only Postgres whether a loaded run is all there. Each check counts what is wrong, so that a failed check says how much.
 */
export async function checkRun(db: Db, entity: EntityName, runId: number): Promise<Check[]> {
  const { rows } = await db.query<Check>(`${GROUND(entity)}\n${QUESTIONS.join("\nunion all\n")}`, [runId]);
  return rows;
}

/** The statement of each check by itself, in the same order, for anyone who wants to ask again. */
export function checkStatements(entity: EntityName, runId: number): string[] {
  return QUESTIONS.map((question) => `${GROUND(entity)}\n${question}`.replaceAll("$1", String(runId)));
}

/** Ends runs with the validator's verdict. */
export async function bookVerdict(
  db: Db,
  runIds: readonly number[],
  verdict: "complete" | "incomplete",
): Promise<void> {
  // A run that was abandoned meanwhile keeps its state.
  await db.query(
    `update backfill.run
     set state = $2, finished_at_utc = now()
     where run_id = any ($1::bigint[]) and state in ('loaded', 'complete', 'incomplete')`,
    [runIds, verdict],
  );
}
