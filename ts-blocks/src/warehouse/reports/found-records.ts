import type { EntityName } from "../../entities/entity";
import type { Db } from "../database/connection";

/** What a sync may find about a record, in the order in which it is shown. */
export const FOUND = ["new", "changed", "removed", "restored"] as const;
export type Found = (typeof FOUND)[number];

/** Records of one entity of which a sync found the same. */
export interface FoundRecords {
  readonly entity: EntityName;
  readonly found: Found;
  /** The first ids; numbers in their order. */
  readonly ids: readonly string[];
}

/** The ids of the records that a sync found new, changed, removed or restored, in no certain order of entities. */
export async function readFoundRecords(db: Db, loadId: number, idsMax: number): Promise<FoundRecords[]> {
  const { rows } = await db.query<FoundRecords>(
    `select entity, finding as found, array_agg(record_id order by place) as ids
     from (
       select r.entity, f.finding, f.record_id,
              row_number() over (partition by r.entity, f.finding order by length(f.record_id), f.record_id) as place
       from backfill.run r
       join backfill.load l using (load_id)
       join backfill.run_finding f using (run_id)
       where r.load_id = $1 and l.kind = 'sync' and f.finding = any ($2::text[])
     ) as named
     where place <= $3
     group by entity, finding`,
    [loadId, FOUND, idsMax],
  );
  return rows;
}
