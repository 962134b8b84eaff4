import type { EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import type { LoadState } from "../ledger/loads";
import { type ReportFacts, readPlace } from "./facts";

/** Everything that the page of all syncs says. It holds no record's content. */
export interface SyncSeries extends Pick<ReportFacts, "takenAt" | "company"> {
  /** The newest ones, newest first. */
  readonly syncs: readonly SyncFacts[];
  /** How many syncs the ledger has. */
  readonly total: number;
  /** Undefined before the first complete sync. */
  readonly known: SyncedTo | undefined;
}

/** How far all entities together have been synced. */
export interface SyncedTo {
  readonly entities: number;
  /** QuickBooks' clock: the changes of every entity are here up to this instant. */
  readonly asOf: UtcInstant;
  /** The entity that is furthest behind. */
  readonly oldest: EntityName;
  /** QuickBooks' clock: every entity that was ever counted whole was counted at this instant or later. */
  readonly wholeAt: UtcInstant | null;
  /** Entities of which no count has proven the whole, or which QuickBooks does not count. */
  readonly neverCounted: readonly EntityName[];
}

/** One sync. */
export interface SyncFacts {
  readonly loadId: number;
  readonly state: LoadState;
  readonly startedAt: UtcInstant;
  readonly entities: number;
  /** Entities that were not read, or are not complete. */
  readonly failed: number;
  readonly inserted: number;
  readonly changed: number;
  readonly removed: number;
  readonly restored: number;
  /** Signing in is not one of them; Intuit does not count it either. */
  readonly calls: number;
  /** QuickBooks' clock: the changes up to this instant were read. */
  readonly asOf: UtcInstant;
  /** From the end of the last complete sync before it to its own end: how old the data had become. Null for the first one. */
  readonly ageBeforeMs: number | null;
}

/** @param syncsMax how many of the newest syncs are read. */
export async function readSyncSeries(db: Db, syncsMax: number): Promise<SyncSeries> {
  const { rows: counted } = await db.query<{ total: number }>(
    "select count(*) as total from backfill.load where kind = 'sync'",
  );
  const { takenAt, company } = await readPlace(db);
  return {
    takenAt,
    company,
    syncs: await readSyncs(db, syncsMax),
    total: counted[0]?.total ?? 0,
    known: await readSyncedTo(db),
  };
}

async function readSyncedTo(db: Db): Promise<SyncedTo | undefined> {
  const { rows } = await db.query<Omit<SyncedTo, "neverCounted"> & { neverCounted: EntityName[] | null }>(
    `select count(*) as entities, min(synced_at_utc) as "asOf",
            (array_agg(entity order by synced_at_utc, entity))[1] as oldest, min(whole_at_utc) as "wholeAt",
            array_agg(entity order by entity) filter (where whole_at_utc is null) as "neverCounted"
     from backfill.entity_mark
     where synced_at_utc is not null
     having count(*) > 0`,
  );
  const [known] = rows;
  return known && { ...known, neverCounted: known.neverCounted ?? [] };
}

async function readSyncs(db: Db, syncsMax: number): Promise<SyncFacts[]> {
  const { rows } = await db.query<SyncFacts>(
    `with newest as materialized (
       select * from backfill.load where kind = 'sync' order by load_id desc limit $1
     ), found as materialized (
       -- By run first: a run of a sync has one window, and several kinds of calls.
       select r.load_id, count(*) filter (where r.failure_code is not null or r.state = 'incomplete') as failed,
              coalesce(sum(w.inserted), 0) as inserted, coalesce(sum(w.changed), 0) as changed,
              coalesce(sum(r.removed_count), 0) as removed, coalesce(sum(w.restored), 0) as restored,
              coalesce(sum(u.calls), 0) as calls
       from newest
       join backfill.run r using (load_id)
       left join lateral (
         select sum(inserted) as inserted, sum(changed) as changed, sum(restored) as restored
         from backfill.run_window
         where run_id = r.run_id
       ) as w on true
       left join lateral (
         select sum(calls + failed) as calls from backfill.api_usage where run_id = r.run_id and kind <> 'token'
       ) as u on true
       group by r.load_id
     )
     select l.load_id as "loadId", l.state, l.started_at_utc as "startedAt", cardinality(l.entities) as entities,
            greatest(jsonb_array_length(l.failures), coalesce(f.failed, 0))::integer as failed,
            coalesce(f.inserted, 0)::bigint as inserted, coalesce(f.changed, 0)::bigint as changed,
            coalesce(f.removed, 0)::bigint as removed, coalesce(f.restored, 0)::bigint as restored,
            (coalesce(f.calls, 0) + coalesce(shared.calls, 0))::bigint as calls,
            l.range_end_utc as "asOf",
            round(1000 * extract(epoch from l.range_end_utc - before.range_end_utc))::float8 as "ageBeforeMs"
     from newest l
     left join found f using (load_id)
     left join lateral (
       select sum(calls + failed) as calls from backfill.load_usage where load_id = l.load_id and kind <> 'token'
     ) as shared on true
     left join lateral (
       select range_end_utc
       from backfill.load earlier
       where kind = 'sync' and state = 'complete' and earlier.load_id < l.load_id
       order by load_id desc
       limit 1
     ) as before on true
     order by l.load_id desc`,
    [syncsMax],
  );
  return rows;
}
