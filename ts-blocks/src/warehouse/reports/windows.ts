import { type EntityName, rawTable } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** What the ledger says and what the table holds, for one window or for a month of windows. */
export interface WindowReport {
  readonly from: UtcInstant;
  readonly windows: number;
  readonly rows: number;
  readonly inTable: number;
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly stale: number;
  /** Records that are not in the table, including the unreadable ones, which were never read. */
  readonly rejected: number;
  readonly sourceCount: number | null;
  readonly pages: number;
  readonly verdict: "complete" | "moved" | "deleted" | "short" | "rejected" | "unproven";
}

/** One line for each UTC day or month of the run, in order. */
export async function reportWindows(
  db: Db,
  entity: EntityName,
  runId: number,
  grain: "day" | "month",
): Promise<WindowReport[]> {
  const { rows } = await db.query<WindowReport>(
    `with line as (
       -- Appended and grouped, and not joined: Postgres' statistics know only earlier runs. A planner that expects one window
       -- would go through all rows again for each window.
       select window_start_utc, rows, 0 as in_table, inserted, updated, changed, stale, rejected + unreadable as rejected,
              source_count, pages, verdict, true as is_window
       from backfill.run_window
       where run_id = $1
       union all
       select extract_window_start_utc, 0, count(*), 0, 0, 0, 0, 0, null, 0, null, false
       from ${rawTable(entity)}
       where run_id = $1
       group by 1
     ), report as (
       -- A window has one line of the ledger. Rows of a window that is not in the ledger are left out.
       select window_start_utc, sum(rows) as rows, sum(in_table) as in_table, sum(inserted) as inserted, sum(updated) as updated,
              sum(changed) as changed, sum(stale) as stale, sum(rejected) as rejected, max(source_count) as source_count,
              sum(pages) as pages, max(verdict) as verdict
       from line
       group by 1
       having bool_or(is_window)
     )
     select date_trunc($2, window_start_utc, 'UTC') as "from",
            count(*) as windows,
            sum(rows)::bigint as rows,
            sum(in_table)::bigint as "inTable",
            sum(inserted)::bigint as inserted,
            sum(updated)::bigint as updated,
            sum(changed)::bigint as changed,
            sum(stale)::bigint as stale,
            sum(rejected)::bigint as rejected,
            case when count(source_count) = count(*) then sum(source_count)::bigint end as "sourceCount",
            sum(pages)::bigint as pages,
            case
              when bool_or(verdict = 'short') then 'short'
              when bool_or(verdict is null) then 'unproven'
              when bool_or(verdict = 'rejected') then 'rejected'
              when bool_or(verdict = 'deleted') then 'deleted'
              when bool_or(verdict = 'moved') then 'moved'
              else 'complete'
            end as verdict
     from report
     group by 1
     order by 1`,
    [runId, grain],
  );
  return rows;
}
