import type { EntityName } from "../../entities/entity";
import type { TimeRange, UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

export type LoadState = "running" | "complete" | "incomplete" | "abandoned";
export type LoadKind = "backfill" | "sync";

/** An entity that a load could not read. */
export interface LoadFailure {
  readonly entity: EntityName;
  readonly code: string;
  readonly message: string;
}

export interface Load {
  readonly loadId: number;
  readonly kind: LoadKind;
  readonly entities: readonly EntityName[];
  readonly range: TimeRange;
  readonly state: LoadState;
  readonly failures: readonly LoadFailure[];
}

interface Started {
  readonly pipeline: string;
  readonly magePipelineRunId: number | null;
}

const COLUMNS = "load_id, kind, entities, range_start_utc, range_end_utc, state, failures";

interface LoadRow {
  load_id: number;
  kind: LoadKind;
  entities: EntityName[];
  range_start_utc: UtcInstant;
  range_end_utc: UtcInstant;
  state: LoadState;
  failures: LoadFailure[];
}

function loadOf(row: LoadRow): Load {
  return {
    loadId: row.load_id,
    kind: row.kind,
    entities: row.entities,
    range: { start: row.range_start_utc, end: row.range_end_utc },
    state: row.state,
    failures: row.failures,
  };
}

/** The newest load of exactly these entities and this range that has no verdict yet. */
export async function unfinishedLoad(
  db: Db,
  entities: readonly EntityName[],
  { start, end }: TimeRange,
): Promise<Load | undefined> {
  const { rows } = await db.query<LoadRow>(
    `select ${COLUMNS}
     from backfill.load
     where kind = 'backfill' and state = 'running' and entities = $1 and range_start_utc = $2 and range_end_utc = $3
     order by load_id desc
     limit 1`,
    [entities, start, end],
  );
  return rows[0] && loadOf(rows[0]);
}

export async function createLoad(
  db: Db,
  load: Started & {
    readonly entities: readonly EntityName[];
    readonly range: TimeRange;
    readonly kind?: LoadKind;
    readonly goesOn?: boolean;
  },
): Promise<Load> {
  const { rows } = await db.query<LoadRow>(
    `insert into backfill.load (pipeline, mage_pipeline_run_id, entities, range_start_utc, range_end_utc, kind, goes_on)
     values ($1, $2, $3, $4, $5, $6, $7)
     returning ${COLUMNS}`,
    [
      load.pipeline,
      load.magePipelineRunId,
      load.entities,
      load.range.start,
      load.range.end,
      load.kind ?? "backfill",
      load.goesOn ?? false,
    ],
  );
  return loadOf(rows[0] as LoadRow);
}

/** The newest load of a pipeline that went on from the marks, broke off, and whose range ended after some instant. */
export async function unfinishedGoingOn(
  db: Db,
  pipeline: string,
  entities: readonly EntityName[],
  after: UtcInstant,
): Promise<Load | undefined> {
  const { rows } = await db.query<LoadRow>(
    `select ${COLUMNS}
     from backfill.load
     where goes_on and state = 'running' and pipeline = $1 and entities = $2 and range_end_utc >= $3
     order by load_id desc
     limit 1`,
    [pipeline, entities, after],
  );
  return rows[0] && loadOf(rows[0]);
}

/** Continues a load, for a new Mage run. */
export async function takeUpLoad(db: Db, loadId: number, { pipeline, magePipelineRunId }: Started): Promise<void> {
  await db.query(
    `update backfill.load
     set attempts = attempts + 1, pipeline = $2, mage_pipeline_run_id = $3, failures = '[]'
     where load_id = $1`,
    [loadId, pipeline, magePipelineRunId],
  );
}

/**
 * Ends every load of exactly these entities and this range that has no verdict. The runs are ended one by one elsewhere.
 *
 * @param goingOn a pipeline whose loads that went on from the marks are ended too, whatever their range is.
 */
export async function abandonLoads(
  db: Db,
  entities: readonly EntityName[],
  { start, end }: TimeRange,
  goingOn: string | null,
): Promise<void> {
  await db.query(
    `update backfill.load
     set state = 'abandoned', finished_at_utc = now()
     where kind = 'backfill' and state = 'running' and entities = $1
       and (range_start_utc = $2 and range_end_utc = $3 or goes_on and pipeline = $4)`,
    [entities, start, end, goingOn],
  );
}

export async function readLoad(db: Db, loadId: number): Promise<Load | undefined> {
  const { rows } = await db.query<LoadRow>(`select ${COLUMNS} from backfill.load where load_id = $1`, [loadId]);
  return rows[0] && loadOf(rows[0]);
}

/** Keeps the failures of the entities that could not be read, as the operator saw them. */
export async function bookFailures(db: Db, loadId: number, failures: readonly LoadFailure[]): Promise<void> {
  await db.query("update backfill.load set failures = $2 where load_id = $1", [loadId, JSON.stringify(failures)]);
}

/** The load that a run belongs to. */
export async function loadOfRun(db: Db, runId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ loadId: number | null }>(
    `select load_id as "loadId" from backfill.run where run_id = $1`,
    [runId],
  );
  return rows[0]?.loadId ?? undefined;
}

/** The load that a run of Mage last worked on. */
export async function loadOfMageRun(db: Db, magePipelineRunId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ loadId: number | null }>(
    `select max(load_id) as "loadId" from backfill.load where mage_pipeline_run_id = $1`,
    [magePipelineRunId],
  );
  return rows[0]?.loadId ?? undefined;
}

/** Makes a run part of a load. */
export async function joinLoad(db: Db, loadId: number, runId: number): Promise<void> {
  await db.query("update backfill.run set load_id = $1 where run_id = $2", [loadId, runId]);
}

/**
 * Gives a load its verdict, if each of its entities has one. The load is complete when every entity is complete, or the
 * company does not have it.
 *
 * @returns the load's state.
 */
export async function bookLoadVerdict(db: Db, loadId: number): Promise<LoadState> {
  const { rows } = await db.query<{ state: LoadState }>(
    `with newest as (
       select distinct on (entity) entity, state
       from backfill.run
       where load_id = $1
       order by entity, run_id desc
     ), judged as (
       select count(*) filter (where state in ('complete', 'unavailable')) as fine,
              count(*) filter (where state = 'incomplete') as wrong
       from newest
     )
     update backfill.load l
     set state = case when judged.wrong > 0 then 'incomplete' else 'complete' end, finished_at_utc = now()
     from judged
     where l.load_id = $1 and l.state = 'running' and judged.fine + judged.wrong >= cardinality(l.entities)
     returning l.state`,
    [loadId],
  );
  return rows[0]?.state ?? (await readLoad(db, loadId))?.state ?? "running";
}
