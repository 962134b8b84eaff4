import type { EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** The part of an entity that is known to be whole. */
export interface Mark {
  readonly entity: EntityName;
  /** Start of the first proven range, and end of the last one. */
  readonly from: UtcInstant;
  readonly to: UtcInstant;
  /** QuickBooks' clock when it last counted all records and the number of live rows was the same. */
  readonly wholeAt: UtcInstant | null;
  /** End of the last complete sync. */
  readonly syncedAt: UtcInstant | null;
}

/** Adds the ranges of complete runs, each of another entity, to what is known to be whole. */
export async function addToMarks(db: Db, runIds: readonly number[]): Promise<void> {
  await db.query(
    `insert into backfill.entity_mark as known (entity, covered, whole_at_utc, whole_count, synced_at_utc)
     select run.entity, tstzmultirange(tstzrange(run.range_start_utc, run.range_end_utc)), whole_at_utc, whole_count,
            case when load.kind = 'sync' then run.range_end_utc end
     from backfill.run
     left join backfill.load using (load_id)
     where run_id = any ($1::bigint[]) and run.state = 'complete'
     order by run.entity
     on conflict (entity) do update
       set covered = known.covered + excluded.covered,
           whole_at_utc = coalesce(excluded.whole_at_utc, known.whole_at_utc),
           whole_count = coalesce(excluded.whole_count, known.whole_count),
           synced_at_utc = coalesce(excluded.synced_at_utc, known.synced_at_utc),
           changed_at_utc = now()`,
    [runIds],
  );
}

/** The marks of those of some entities that have one. */
export async function readMarks(db: Db, entities: readonly EntityName[]): Promise<Mark[]> {
  const { rows } = await db.query<Mark>(
    `select entity, lower(covered) as "from", upper(covered) as "to", whole_at_utc as "wholeAt", synced_at_utc as "syncedAt"
     from backfill.entity_mark
     where entity = any ($1::text[])`,
    [entities],
  );
  return rows;
}
