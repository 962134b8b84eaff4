import type { EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import type { RunState } from "../ledger/runs";

/** A run in one line, as in the ledger. */
export interface RunSummary {
  readonly runId: number;
  readonly entity: EntityName;
  readonly rangeStart: UtcInstant;
  readonly rangeEnd: UtcInstant;
  /** The requested end. It is later than rangeEnd if it reached into the present. */
  readonly requestedEnd: UtcInstant;
  readonly state: RunState;
  readonly windows: number;
  readonly windowsWithRows: number;
  /** Windows read to their end. */
  readonly windowsRead: number;
  /** Windows whose rows are in schema raw. */
  readonly windowsLoaded: number;
  readonly pages: number;
  readonly rows: number;
  /** Calls to QuickBooks, failed ones included. Signing in is not one of them; Intuit does not count it either. */
  readonly calls: number;
  /** From the first attempt's start to the verdict, or to now. */
  readonly seconds: number;
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly stale: number;
  readonly rejected: number;
  readonly sourceCount: number | null;
  readonly verdict: "complete" | "incomplete" | "unavailable" | "unfinished";
}

/** Summaries of some runs, oldest first. A run is named by our run id or by Mage's pipeline run id. */
export async function readRunSummaries(
  db: Db,
  by: { readonly runIds: readonly number[] } | { readonly magePipelineRunIds: readonly number[] },
): Promise<RunSummary[]> {
  const [column, ids] = "runIds" in by ? ["r.run_id", by.runIds] : ["r.mage_pipeline_run_id", by.magePipelineRunIds];
  const { rows } = await db.query<RunSummary>(
    `select r.run_id as "runId", r.entity, r.range_start_utc as "rangeStart", r.range_end_utc as "rangeEnd",
            r.requested_end_utc as "requestedEnd", r.state,
            w.windows, w.windows_with_rows as "windowsWithRows", w.windows_read as "windowsRead", w.windows_loaded as "windowsLoaded",
            r.pages, w.rows, u.calls,
            extract(epoch from coalesce(r.finished_at_utc, now()) - r.started_at_utc)::float8 as seconds,
            w.inserted, w.updated, w.changed, w.stale,
            (select count(*) from backfill.rejected_record x where x.run_id = r.run_id) as rejected,
            r.source_count as "sourceCount",
            case when r.state in ('complete', 'incomplete', 'unavailable') then r.state else 'unfinished' end as verdict
     from backfill.run r
     cross join lateral (
       select count(*) as windows,
              count(*) filter (where rows > 0) as windows_with_rows,
              count(*) filter (where state <> 'pending') as windows_read,
              count(*) filter (where state = 'loaded') as windows_loaded,
              coalesce(sum(rows), 0)::bigint as rows,
              coalesce(sum(inserted), 0)::bigint as inserted,
              coalesce(sum(updated), 0)::bigint as updated,
              coalesce(sum(changed), 0)::bigint as changed,
              coalesce(sum(stale), 0)::bigint as stale
       from backfill.run_window
       where run_id = r.run_id
     ) as w
     cross join lateral (
       select coalesce(sum(calls + failed), 0)::bigint as calls
       from backfill.api_usage
       where run_id = r.run_id and kind <> 'token'
     ) as u
     where ${column} = any ($1::bigint[])
     order by r.run_id`,
    [ids],
  );
  return rows;
}

/** The summary of one run that exists. */
export async function readRunSummary(db: Db, runId: number): Promise<RunSummary> {
  const [summary] = await readRunSummaries(db, { runIds: [runId] });
  if (summary === undefined) throw new RangeError(`there is no run ${runId}`);
  return summary;
}
