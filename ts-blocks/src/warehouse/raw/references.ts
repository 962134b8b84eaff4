import type { Db } from "../database/connection";

/** References by their state, in the words of `backfill.reference_state`. */
export interface ReferenceCounts {
  readonly resolves: number;
  readonly never: number;
  readonly notLoaded: number;
  readonly orphan: number;
}

/**
 * Looks up every reference of every record. References to records that are not held are kept as notices of the runs of the
 * entities that refer to them. It reads all records.
 */
export async function noteOrphans(db: Db, runIds: readonly number[]): Promise<ReferenceCounts> {
  const { rows } = await db.query<ReferenceCounts>(
    `with state as materialized (
       select * from backfill.reference_state
     ), noticed as (
       insert into backfill.notice as known (run_id, kind, path, detail)
       select run.run_id, 'orphans', format('%s to %s', member, refers_to),
              format('%s references to %s that are not held: %s%s; for example in %s', times,
                     case ids when 1 then '1 id' else ids || ' ids' end,
                     array_to_string(first_ids, ', '), case when ids > cardinality(first_ids) then ' …' end, example)
       from state
       join backfill.run using (entity)
       where state.state = 'orphan' and run.run_id = any ($1)
       on conflict (run_id, kind, path) do update set detail = excluded.detail
     )
     select coalesce(sum(times) filter (where state = 'resolves'), 0)::bigint as resolves,
            coalesce(sum(times) filter (where state = 'never'), 0)::bigint as never,
            coalesce(sum(times) filter (where state = 'not loaded'), 0)::bigint as "notLoaded",
            coalesce(sum(times) filter (where state = 'orphan'), 0)::bigint as orphan
     from state`,
    [runIds],
  );
  return rows[0] as ReferenceCounts;
}
