import type { EntityName } from "../../entities/entity";
import type { Db } from "../database/connection";
import { shippedStatement } from "../database/statement";

/** If most records had a member, and this many records come without it, the member is reported as vanished. */
const UNSEEN_MIN = 100;

/** Keeps as a notice of the run each member of the entity's records that has vanished. */
export async function noteVanishedFields(db: Db, entity: EntityName, runId: number): Promise<void> {
  const values = { run_id: runId, entity, unseen_min: UNSEEN_MIN };
  await db.query(shippedStatement("note_vanished_fields", {}, values));
}

/** Enters in the drift register that QuickBooks says that the company does not have the entity. */
export async function noteUnavailable(db: Db, entity: EntityName, runId: number): Promise<void> {
  await db.query(
    `insert into backfill.field_seen as known (entity, path, types, records, records_until, first_run_id, last_run_id)
     values ($1, '', '{unavailable}', 0, 0, $2, $2)
     on conflict (entity, path) do update
     set types = (select array_agg(distinct type order by type) from unnest(known.types || excluded.types) as type)`,
    [entity, runId],
  );
}

/** An observation of a run that is not a failure. */
export interface Notice {
  readonly kind: "new_path" | "new_type" | "vanished_path" | "orphans";
  readonly path: string;
  /** Types, counts and ids, for people. */
  readonly detail: string;
}

/** The notices of a run, in a stable order. */
export async function readNotices(db: Db, runId: number): Promise<Notice[]> {
  const { rows } = await db.query<Notice>(
    "select kind, path, detail from backfill.notice where run_id = $1 order by kind, path",
    [runId],
  );
  return rows;
}
