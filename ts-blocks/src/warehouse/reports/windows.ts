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
    `with kept as (
       select extract_window_start_utc as window_start_utc, count(*) as rows
       from ${rawTable(entity)}
       where run_id = $1
       group by 1
     )
     select date_trunc($2, w.window_start_utc, 'UTC') as "from",
            count(*) as windows,
            sum(w.rows)::bigint as rows,
            sum(coalesce(kept.rows, 0))::bigint as "inTable",
            sum(w.inserted)::bigint as inserted,
            sum(w.updated)::bigint as updated,
            sum(w.changed)::bigint as changed,
            sum(w.stale)::bigint as stale,
            sum(w.rejected + w.unreadable)::bigint as rejected,
            case when count(w.source_count) = count(*) then sum(w.source_count)::bigint end as "sourceCount",
            sum(w.pages)::bigint as pages,
            case
              when bool_or(w.verdict = 'short') then 'short'
              when bool_or(w.verdict is null) then 'unproven'
              when bool_or(w.verdict = 'rejected') then 'rejected'
              when bool_or(w.verdict = 'deleted') then 'deleted'
              when bool_or(w.verdict = 'moved') then 'moved'
              else 'complete'
            end as verdict
     from backfill.run_window w
     left join kept using (window_start_utc)
     where w.run_id = $1
     group by 1
     order by 1`,
    [runId, grain],
  );
  return rows;
}
