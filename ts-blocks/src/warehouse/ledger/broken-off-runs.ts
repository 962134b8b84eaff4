import type { EntityName } from "../../entities/entity";
import type { TimeRange } from "../../job/instants";
import type { Db } from "../database/connection";
import { RUN_COLUMNS, type Run, type RunRow, runOf } from "./runs";

/** The newest run of exactly this range that broke off before its verdict. */
export async function unfinishedRun(db: Db, entity: EntityName, requested: TimeRange): Promise<Run | undefined> {
  const { rows } = await db.query<RunRow>(
    `select ${RUN_COLUMNS}
     from backfill.run
     where entity = $1 and requested_start_utc = $2 and requested_end_utc = $3 and state in ('loading', 'fetched', 'loaded')
     order by run_id desc
     limit 1`,
    [entity, requested.start, requested.end],
  );
  return rows[0] && runOf(rows[0]);
}

/** Unfinished runs of other ranges, and the pages that they still have in staging. */
export async function unfinishedElsewhere(
  db: Db,
  entity: EntityName,
  requested: TimeRange,
): Promise<{ runs: number; pages: number }> {
  const { rows } = await db.query<{ runs: number; pages: number }>(
    `select count(distinct r.run_id) as runs, count(p.page_number) as pages
     from backfill.run r
     left join backfill.staged_page p using (run_id)
     where r.entity = $1 and r.state in ('loading', 'fetched', 'loaded')
       and (r.requested_start_utc, r.requested_end_utc) <> ($2, $3)`,
    [entity, requested.start, requested.end],
  );
  return rows[0] as { runs: number; pages: number };
}

/** Continues an unfinished run, for a new Mage run. */
export async function takeUpRun(
  db: Db,
  runId: number,
  attempt: { pipeline: string; magePipelineRunId: number | null; pageSize: number; keepVersions: boolean },
): Promise<void> {
  await db.query(
    `update backfill.run
     set attempts = attempts + 1, pipeline = $2, mage_pipeline_run_id = $3, page_size = $4, keep_versions = $5,
         failure_code = null, failure_message = null
     where run_id = $1`,
    [runId, attempt.pipeline, attempt.magePipelineRunId, attempt.pageSize, attempt.keepVersions],
  );
}

/**
 * Abandons every unfinished run of this range, with its staged pages. Rows that it wrote to schema raw stay.
 *
 * @param goingOn a pipeline whose runs that went on from the mark are abandoned too, whatever their range is.
 */
export async function abandonRuns(
  db: Db,
  entity: EntityName,
  requested: TimeRange,
  goingOn: string | null,
): Promise<number> {
  const { rowCount } = await db.query(
    `with abandoned as (
       update backfill.run
       set state = 'abandoned', finished_at_utc = now()
       where entity = $1 and state in ('loading', 'fetched', 'loaded')
         and (
           requested_start_utc = $2 and requested_end_utc = $3
           or pipeline = $4 and load_id in (select load_id from backfill.load where goes_on)
         )
       returning run_id
     ), dropped as (
       delete from backfill.staged_page where run_id in (select run_id from abandoned)
     ), forgotten as (
       delete from backfill.staged_removal where run_id in (select run_id from abandoned)
     )
     select run_id from abandoned`,
    [entity, requested.start, requested.end, goingOn],
  );
  return rowCount ?? 0;
}
