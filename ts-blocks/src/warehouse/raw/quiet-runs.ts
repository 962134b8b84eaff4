import type { EntityName } from "../../entities/entity";
import type { Db } from "../database/connection";

/** A run that has read no record and found none to be gone. */
export interface QuietRun {
  readonly runId: number;
  readonly entity: EntityName;
  /** Live rows of the entity's table, if the run has counted them and no other run has begun since; otherwise null. */
  readonly live: number | null;
}

/** Those of some runs that the exporter has nothing to write for and nothing to report of. */
export async function quietRuns(db: Db, runIds: readonly number[]): Promise<QuietRun[]> {
  const { rows } = await db.query<QuietRun>(
    `select run_id as "runId", entity,
            case when not exists (select from backfill.run later where later.entity = r.entity and later.run_id > r.run_id)
                 then whole_count end as live
     from backfill.run r
     where run_id = any ($1::bigint[]) and state = 'fetched' and pages = 0
       and not exists (select from backfill.run_window w where w.run_id = r.run_id and w.state <> 'fetched')
       and not exists (select from backfill.staged_page p where p.run_id = r.run_id)
       and not exists (select from backfill.staged_removal g where g.run_id = r.run_id)
       and not exists (select from backfill.rejected_record x where x.run_id = r.run_id)
       and not exists (select from backfill.notice n where n.run_id = r.run_id)
     order by run_id`,
    [runIds],
  );
  return rows;
}

/** Books quiet runs as loaded, in one statement. */
export async function bookQuietRuns(db: Db, runIds: readonly number[]): Promise<void> {
  await db.query(
    `with quiet as (
       update backfill.run
       set state = 'loaded', loaded_at_utc = now()
       where run_id = any ($1::bigint[]) and state = 'fetched'
       returning run_id
     )
     update backfill.run_window w set state = 'loaded' from quiet where w.run_id = quiet.run_id`,
    [runIds],
  );
}
