import type { EntityName } from "../../entities/entity";
import type { EntityFacts } from "../../entities/facts";
import type { TimeRange, UtcInstant, Window } from "../../job/instants";
import type { Db } from "../database/connection";

/**
 * The state of a run: loading, then fetched (read and proven), then loaded, then complete or incomplete. A run that is started
 * over becomes abandoned. A run of an entity that the company does not have is unavailable.
 */
export type RunState = "loading" | "fetched" | "loaded" | "complete" | "incomplete" | "abandoned" | "unavailable";

export interface Run {
  readonly runId: number;
  readonly entity: EntityName;
  /** The range that is read. It ends earlier than the requested range if that reaches into the present. */
  readonly range: TimeRange;
  readonly state: RunState;
  readonly attempts: number;
  readonly pages: number;
  /** COUNT(*) before the first page, and the source's clock at that answer. */
  readonly planned: { readonly count: number; readonly at: UtcInstant };
}

export interface RunRow {
  run_id: number;
  entity: EntityName;
  range_start_utc: UtcInstant;
  range_end_utc: UtcInstant;
  state: RunState;
  attempts: number;
  pages: number;
  planned_count: number;
  planned_at_utc: UtcInstant;
}

export const RUN_COLUMNS =
  "run_id, entity, range_start_utc, range_end_utc, state, attempts, pages, planned_count, planned_at_utc";

export function runOf(row: RunRow): Run {
  return {
    runId: row.run_id,
    entity: row.entity,
    range: { start: row.range_start_utc, end: row.range_end_utc },
    state: row.state,
    attempts: row.attempts,
    pages: row.pages,
    planned: { count: row.planned_count, at: row.planned_at_utc },
  };
}

export interface NewRun {
  readonly entity: EntityName;
  readonly pipeline: string;
  readonly magePipelineRunId: number | null;
  readonly reads: EntityFacts["reads"] | "changes";
  readonly range: TimeRange;
  /** The requested range. A run may start earlier, at the end of what is proven, and it ends before the present. */
  readonly requested: TimeRange;
  readonly pageSize: number;
  readonly maxDaysPerQuery: number;
  readonly planned: Run["planned"];
  /** Calls that the plan expects. */
  readonly plannedCalls: number;
  readonly segments: readonly TimeRange[];
  readonly windows: readonly Window[];
  /** Whether a payload that the run replaces or removes is kept. */
  readonly keepVersions: boolean;
}

/** Writes a run with its segments and windows. Call it in a transaction. */
export async function createRun(db: Db, run: NewRun): Promise<Run> {
  const { rows } = await db.query<RunRow>(
    `insert into backfill.run (entity, pipeline, mage_pipeline_run_id, range_start_utc, range_end_utc,
                               requested_start_utc, requested_end_utc, page_size, max_days_per_query, planned_count,
                               planned_at_utc, planned_calls, reads, keep_versions)
     values ($1, $2, $3, $4, $5, $12, $6, $7, $8, $9, $10, $11, $13, $14)
     returning ${RUN_COLUMNS}`,
    [
      run.entity,
      run.pipeline,
      run.magePipelineRunId,
      run.range.start,
      run.range.end,
      run.requested.end,
      run.pageSize,
      run.maxDaysPerQuery,
      run.planned.count,
      run.planned.at,
      run.plannedCalls,
      run.requested.start,
      run.reads,
      run.keepVersions,
    ],
  );
  const created = runOf(rows[0] as RunRow);
  await addSegments(db, created.runId, run.segments);
  await db.query(
    `insert into backfill.run_window (run_id, window_start_utc, window_end_utc)
     select $1, w.start_utc, w.end_utc
     from unnest($2::timestamptz[], $3::timestamptz[]) as w (start_utc, end_utc)`,
    [created.runId, run.windows.map((w) => w.start), run.windows.map((w) => w.end)],
  );
  return created;
}

/** Books that the company does not have the entity: the run has nothing to read, and is finished. */
export async function bookUnavailable(
  db: Db,
  run: Pick<NewRun, "entity" | "pipeline" | "magePipelineRunId" | "reads" | "range" | "pageSize">,
  absence: { readonly code: string; readonly text: string },
): Promise<number> {
  const { rows } = await db.query<{ run_id: number }>(
    `insert into backfill.run (entity, pipeline, mage_pipeline_run_id, reads, range_start_utc, range_end_utc,
                               requested_start_utc, requested_end_utc, page_size, max_days_per_query, planned_count, planned_at_utc, state, unavailable_code,
                               unavailable_text, finished_at_utc)
     values ($1, $2, $3, $4, $5, $6, $5, $6, $7, 0, 0, now(), 'unavailable', $8, $9, now())
     returning run_id`,
    [
      run.entity,
      run.pipeline,
      run.magePipelineRunId,
      run.reads,
      run.range.start,
      run.range.end,
      run.pageSize,
      absence.code,
      absence.text,
    ],
  );
  return (rows[0] as { run_id: number }).run_id;
}

/** Whether QuickBooks has answered for the entity before. */
export async function wasAvailable(db: Db, entity: EntityName): Promise<boolean> {
  const { rows } = await db.query<{ was: boolean }>(
    "select exists (select from backfill.run where entity = $1 and source_count is not null) as was",
    [entity],
  );
  return rows[0]?.was ?? false;
}

/** Adds segments after the last one of the run. */
export async function addSegments(db: Db, runId: number, segments: readonly TimeRange[]): Promise<void> {
  await db.query(
    `insert into backfill.run_segment (run_id, segment_number, start_utc, end_utc, seek_utc)
     select $1, s.position + (select coalesce(max(segment_number), 0) from backfill.run_segment where run_id = $1),
            s.start_utc, s.end_utc, s.start_utc
     from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as s (start_utc, end_utc, position)`,
    [runId, segments.map((s) => s.start), segments.map((s) => s.end)],
  );
}

/** The newest run of an entity in a load, in any state. */
export async function runOfLoad(db: Db, loadId: number, entity: EntityName): Promise<Run | undefined> {
  const { rows } = await db.query<RunRow>(
    `select ${RUN_COLUMNS} from backfill.run where load_id = $1 and entity = $2 order by run_id desc limit 1`,
    [loadId, entity],
  );
  return rows[0] && runOf(rows[0]);
}

/** Where each run of a load was asked to start. */
export async function startsOfLoad(db: Db, loadId: number): Promise<ReadonlyMap<EntityName, UtcInstant>> {
  const { rows } = await db.query<{ entity: EntityName; start: UtcInstant }>(
    "select entity, requested_start_utc as start from backfill.run where load_id = $1 order by run_id",
    [loadId],
  );
  return new Map(rows.map(({ entity, start }) => [entity, start]));
}

/**
 * Where a run must start so that no moment lies between it and an earlier run. A run that was asked up to the present was
 * proven to an instant a little before it, but the next range starts at the end that was asked for.
 *
 * @returns the end of the proven range; undefined if no moment is left out.
 */
export async function provenUpTo(db: Db, entity: EntityName, start: UtcInstant): Promise<UtcInstant | undefined> {
  const { rows } = await db.query<{ end: UtcInstant | null }>(
    `select max(range_end_utc) as "end"
     from backfill.run
     where entity = $1 and state = 'complete' and requested_end_utc >= $2 and range_end_utc < requested_end_utc
       and range_end_utc < $2
       -- Not where another run has read what lies between.
       and not exists (
         select from backfill.run other
         where other.entity = $1 and other.state = 'complete'
           and other.range_start_utc <= run.range_end_utc and other.range_end_utc >= $2
       )`,
    [entity, start],
  );
  return rows[0]?.end ?? undefined;
}

export async function readRun(db: Db, runId: number): Promise<Run | undefined> {
  return (await readRuns(db, [runId]))[0];
}

/** Those of some runs that exist, the oldest first. */
export async function readRuns(db: Db, runIds: readonly number[]): Promise<Run[]> {
  const { rows } = await db.query<RunRow>(
    `select ${RUN_COLUMNS} from backfill.run where run_id = any ($1::bigint[]) order by run_id`,
    [runIds],
  );
  return rows.map(runOf);
}

/** Makes a run longer while it is read: adds the days after its end, and updates its plan. */
export async function extendRun(
  db: Db,
  runId: number,
  longer: { readonly range: TimeRange; readonly windows: readonly Window[]; readonly planned: Run["planned"] },
): Promise<void> {
  const { range, windows, planned } = longer;
  const [first, ...rest] = windows;
  if (first === undefined) return;
  // The run's last day may end in the middle of a UTC day. Then that day is made longer.
  const { rowCount } = await db.query(
    `update backfill.run_window w
     set window_end_utc = $3, state = 'pending', verdict = null, source_count = null
     where run_id = $1 and window_end_utc = $2 and date_trunc('day', $2::timestamptz, 'UTC') < $2`,
    [runId, first.start, first.end],
  );
  const added = rowCount === 0 ? windows : rest;
  await db.query(
    `insert into backfill.run_window (run_id, window_start_utc, window_end_utc)
     select $1, w.start_utc, w.end_utc
     from unnest($2::timestamptz[], $3::timestamptz[]) as w (start_utc, end_utc)`,
    [runId, added.map((w) => w.start), added.map((w) => w.end)],
  );
  await addSegments(db, runId, [{ start: first.start, end: range.end }]);
  await db.query(
    "update backfill.run set range_end_utc = $2, planned_count = $3, planned_at_utc = $4 where run_id = $1",
    [runId, range.end, planned.count, planned.at],
  );
}

export async function markFetched(
  db: Db,
  runId: number,
  proof: {
    kind: string;
    source: number;
    distinct: number;
    departed: number;
    unread?: { records: number };
    elsewhere?: { before: number; after: number; future: number; untimed: number };
  },
): Promise<void> {
  await db.query(
    `update backfill.run
     set state = 'fetched', fetched_at_utc = now(), source_count = $2, distinct_count = $3, departed_count = $4,
         unread_count = $5, proof = $6, source_before_count = $7, source_after_count = $8, source_future_count = $9,
         source_untimed_count = $10
     where run_id = $1 and state = 'loading'`,
    [
      runId,
      proof.source,
      proof.distinct,
      proof.departed,
      proof.unread?.records ?? null,
      proof.kind,
      proof.elsewhere?.before ?? null,
      proof.elsewhere?.after ?? null,
      proof.elsewhere?.future ?? null,
      proof.elsewhere?.untimed ?? null,
    ],
  );
}

/** Keeps a failure, as the operator saw it, with the run that failed. */
export async function recordFailure(db: Db, runId: number, failure: { code: string; message: string }): Promise<void> {
  await db.query("update backfill.run set failure_code = $2, failure_message = $3 where run_id = $1", [
    runId,
    failure.code,
    failure.message,
  ]);
}

export async function latestRunId(db: Db): Promise<number | undefined> {
  const { rows } = await db.query<{ runId: number | null }>(`select max(run_id) as "runId" from backfill.run`);
  return rows[0]?.runId ?? undefined;
}
