import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** A day of a run, as the ledger has it. */
export interface DayFacts {
  readonly start: UtcInstant;
  readonly end: UtcInstant;
  readonly state: "pending" | "fetched" | "loaded";
  readonly verdict: "complete" | "moved" | "deleted" | "short" | "rejected" | null;
  readonly rows: number;
  readonly sourceCount: number | null;
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly stale: number;
  /** Rejected records, including the unreadable ones, which were never read. */
  readonly rejected: number;
}

/** Every day of a run, in order. */
export async function readDays(db: Db, runId: number): Promise<DayFacts[]> {
  const { rows } = await db.query<DayFacts>(
    `select w.window_start_utc as start, w.window_end_utc as "end", w.state, w.verdict, w.rows,
            w.source_count as "sourceCount", w.inserted, w.updated, w.changed, w.stale,
            coalesce(x.rejected, 0)::bigint as rejected
     from backfill.run_window w
     left join (
       select window_start_utc, count(*) as rejected
       from backfill.rejected_record
       where run_id = $1
       group by 1
     ) as x using (window_start_utc)
     where w.run_id = $1
     order by w.window_start_utc`,
    [runId],
  );
  return rows;
}
