import type { EntityName } from "../job/entity";
import type { Window } from "../job/instants";
import type { Db } from "./connection";
import { RAW_TABLES } from "./tables";

/** Distinct records of a range that this run has read: staged ones, and those that already became rows. */
export async function countHeld(db: Db, entity: EntityName, runId: number, range: Window): Promise<number> {
  const { rows } = await db.query<{ held: number }>(
    `select count(distinct id) + count(*) filter (where id is null) as held
     from (
       select key.id
       from backfill.staged_page page
       cross join unnest(page.record_ids, page.record_updated_at_utc) as key (id, updated_at)
       where page.run_id = $1 and page.last_updated_at_utc >= $2 and page.first_updated_at_utc < $3
         and key.updated_at >= $2 and key.updated_at < $3
       union all
       select id
       from ${RAW_TABLES[entity]}
       where run_id = $1 and source_updated_at_utc >= $2 and source_updated_at_utc < $3
     ) as record`,
    [runId, range.start, range.end],
  );
  return (rows[0] as { held: number }).held;
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
