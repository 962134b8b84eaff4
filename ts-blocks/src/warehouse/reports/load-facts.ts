import type { EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import type { LoadState } from "../ledger/loads";
import type { RunState } from "../ledger/runs";
import { type CallFacts, type ReportFacts, readMonths, readPlace } from "./facts";
import { type FoundRecords, readFoundRecords } from "./found-records";

/** Everything that a load's report says. It holds no record's content. */
export interface LoadFacts extends Pick<ReportFacts, "takenAt" | "company" | "monthlyCap" | "months"> {
  readonly load: {
    readonly loadId: number;
    readonly kind: string;
    readonly pipeline: string;
    readonly magePipelineRunId: number | null;
    readonly rangeStart: UtcInstant;
    readonly rangeEnd: UtcInstant;
    readonly state: LoadState;
    readonly attempts: number;
    readonly startedAt: UtcInstant;
    readonly finishedAt: UtcInstant | null;
    /** Elapsed time until the verdict, or until now. */
    readonly clockMs: number;
  };
  /** In the order of the load. */
  readonly entities: readonly LoadedEntity[];
  /** In the order of the load. Entities without a proven run are left out. */
  readonly known: readonly KnownWhole[];
  /** What a sync found, by id; nothing for a backfill. */
  readonly found: readonly FoundRecords[];
  /** Calls that were made for several entities together. */
  readonly shared: readonly Pick<CallFacts, "month" | "kind" | "calls" | "failed">[];
}

/** What all runs together have proven of an entity. */
export interface KnownWhole {
  readonly entity: EntityName;
  /** Start of the first proven range, and end of the last one. */
  readonly from: UtcInstant;
  readonly to: UtcInstant;
  /** Ranges between them that no run has proven. */
  readonly gaps: number;
  readonly firstGapStart: UtcInstant | null;
  readonly firstGapEnd: UtcInstant | null;
  /** QuickBooks' clock when it last counted the whole entity, and its count, which was the number of live rows as well. */
  readonly wholeAt: UtcInstant | null;
  readonly wholeCount: number | null;
}

/** The result of one entity: its newest run of the load. */
export interface LoadedEntity {
  readonly entity: EntityName;
  /** Null if no run of the entity was made. */
  readonly runId: number | null;
  readonly state: RunState | null;
  /** The entity is read whole: it has one window and no days. */
  readonly isWhole: boolean;
  /** Records of the range at the source; null until they are counted. */
  readonly counted: number | null;
  /** Distinct records that the run holds. */
  readonly held: number;
  readonly days: number;
  readonly openDays: number;
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly rejected: number;
  /** Rows marked as gone from QuickBooks, and marked rows whose records are live again. */
  readonly removed: number;
  readonly restored: number;
  /** Records of the whole entity at QuickBooks, if the run counted them; the live rows are as many. */
  readonly wholeCount: number | null;
  /** Its own calls, failed ones included. */
  readonly calls: number;
  /** Time of its calls, its staging and its rows, added up over all workers. */
  readonly workMs: number;
  readonly unavailableCode: string | null;
  readonly unavailableText: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  /** The parts that QuickBooks did not accept: `Sku (4001)`. */
  readonly refused: readonly string[];
}

/** A page names this many records of an entity that were found new, changed, removed or restored. */
const FOUND_IDS_MAX = 20;

/** Undefined when there is no such load. */
export async function readLoadFacts(db: Db, loadId: number): Promise<LoadFacts | undefined> {
  const { rows } = await db.query<LoadFacts["load"]>(
    `select load_id as "loadId", kind, pipeline, mage_pipeline_run_id as "magePipelineRunId",
            range_start_utc as "rangeStart", range_end_utc as "rangeEnd", state, attempts,
            started_at_utc as "startedAt", finished_at_utc as "finishedAt",
            round(1000 * extract(epoch from coalesce(finished_at_utc, now()) - started_at_utc))::float8 as "clockMs"
     from backfill.load
     where load_id = $1`,
    [loadId],
  );
  const [load] = rows;
  if (load === undefined) return undefined;
  const shared = await readShared(db, loadId);
  const months = await db.query<{ month: string }>(
    `select distinct to_char(u.month_utc, 'YYYY-MM') as month
     from backfill.api_usage u
     join backfill.run r using (run_id)
     where r.load_id = $1
     order by 1`,
    [loadId],
  );
  const called = [...new Set([...months.rows, ...shared].map(({ month }) => month))];
  return {
    ...(await readPlace(db)),
    load,
    entities: await readEntities(db, loadId),
    known: await readKnown(db, loadId),
    found: await readFoundRecords(db, loadId, FOUND_IDS_MAX),
    shared,
    months: await readMonths(db, called),
  };
}

/** The newest load, if it is one of several entities. A load of one entity has nothing that its run does not have. */
export async function newestOfSeveral(db: Db): Promise<number | undefined> {
  const { rows } = await db.query<{ loadId: number; entities: number }>(
    `select load_id as "loadId", cardinality(entities) as entities
     from backfill.load
     order by load_id desc
     limit 1`,
  );
  const [newest] = rows;
  return newest !== undefined && newest.entities > 1 ? newest.loadId : undefined;
}

export async function latestLoadId(db: Db): Promise<number | undefined> {
  const { rows } = await db.query<{ loadId: number | null }>(`select max(load_id) as "loadId" from backfill.load`);
  return rows[0]?.loadId ?? undefined;
}

async function readKnown(db: Db, loadId: number): Promise<KnownWhole[]> {
  const { rows } = await db.query<KnownWhole>(
    `select mark.entity, lower(mark.covered) as "from", upper(mark.covered) as "to", coalesce(gap.gaps, 0) as gaps,
            gap.first_start as "firstGapStart", gap.first_end as "firstGapEnd",
            mark.whole_at_utc as "wholeAt", mark.whole_count as "wholeCount"
     from backfill.load l
     cross join unnest(l.entities) with ordinality as named (entity, place)
     join backfill.entity_mark mark using (entity)
     left join lateral (
       select count(*) as gaps, min(lower(span)) as first_start, min(upper(span)) as first_end
       from unnest(tstzmultirange(range_merge(mark.covered)) - mark.covered) as span
     ) as gap on true
     where l.load_id = $1
     order by named.place`,
    [loadId],
  );
  return rows;
}

async function readShared(db: Db, loadId: number): Promise<LoadFacts["shared"]> {
  const { rows } = await db.query<LoadFacts["shared"][number]>(
    `select to_char(month_utc, 'YYYY-MM') as month, kind, calls, failed
     from backfill.load_usage
     where load_id = $1
     order by month_utc, kind`,
    [loadId],
  );
  return rows;
}

async function readEntities(db: Db, loadId: number): Promise<LoadedEntity[]> {
  const { rows } = await db.query<LoadedEntity>(
    `select named.entity, r.run_id as "runId", r.state, coalesce(r.reads, e.reads) = 'whole' as "isWhole",
            r.source_count as counted, coalesce(r.distinct_count, w.rows, 0)::bigint as held,
            coalesce(w.days, 0)::bigint as days, coalesce(w.open_days, 0)::bigint as "openDays",
            coalesce(w.inserted, 0)::bigint as inserted, coalesce(w.updated, 0)::bigint as updated,
            coalesce(w.changed, 0)::bigint as changed, coalesce(x.rejected, 0)::bigint as rejected,
            coalesce(r.removed_count, 0)::bigint as removed, coalesce(w.restored, 0)::bigint as restored,
            coalesce(u.calls, 0)::bigint as calls, (coalesce(u.work_ms, 0) + coalesce(r.export_ms, 0))::bigint as "workMs",
            r.whole_count as "wholeCount", r.unavailable_code as "unavailableCode", r.unavailable_text as "unavailableText",
            coalesce(f.failure ->> 'code', r.failure_code) as "failureCode",
            coalesce(f.failure ->> 'message', r.failure_message) as "failureMessage",
            coalesce(p.refused, '{}') as refused
     from backfill.load l
     cross join unnest(l.entities) with ordinality as named (entity, place)
     left join backfill.entity e using (entity)
     left join lateral (
       select * from backfill.run where load_id = l.load_id and entity = named.entity order by run_id desc limit 1
     ) as r on true
     left join lateral (
       select count(*) as days, sum(rows) as rows, sum(inserted) as inserted, sum(updated) as updated, sum(changed) as changed,
              sum(restored) as restored,
              count(*) filter (
                where state <> 'loaded' or verdict is null or verdict = 'short' or exists (
                  select from backfill.rejected_record x
                  where x.run_id = run_window.run_id and x.window_start_utc = run_window.window_start_utc
                )
              ) as open_days
       from backfill.run_window
       where run_id = r.run_id and r.state <> 'unavailable'
     ) as w on true
     left join lateral (
       select count(*) as rejected from backfill.rejected_record where run_id = r.run_id
     ) as x on true
     left join lateral (
       select sum(calls + failed) filter (where kind <> 'token') as calls, sum(source_ms + staging_ms) as work_ms
       from backfill.api_usage
       where run_id = r.run_id
     ) as u on true
     left join lateral (
       select array_agg(format('%s (%s)', part, refused_by) order by part) as refused
       from backfill.statement_part
       where run_id = r.run_id and refused_by is not null
     ) as p on true
     left join lateral (
       select failure from jsonb_array_elements(l.failures) as failure where failure ->> 'entity' = named.entity limit 1
     ) as f on true
     where l.load_id = $1
     order by named.place`,
    [loadId],
  );
  return rows;
}
