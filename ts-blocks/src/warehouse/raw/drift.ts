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

/**
 * Enters the fields that a run asked for by name, and whether QuickBooks took them. The first refusal of a field is a notice: the
 * field is in no record that is read from then on.
 */
export async function noteProbes(
  db: Db,
  entity: EntityName,
  runId: number,
  probes: readonly { readonly name: string; readonly refusedBy: string | null }[],
): Promise<void> {
  await db.query(
    `with probe as (
       select path, refused_by, case when refused_by is null then 'asked' else 'refused' end as type
       from unnest($3::text[], $4::text[]) as probe (path, refused_by)
     ), noticed as (
       insert into backfill.notice (run_id, kind, path, detail)
       select $2, 'refused_field', probe.path,
              format('refused by QuickBooks (%s)%s', refused_by, ', before ' || array_to_string(known.types, ', '))
       from probe
       left join backfill.field_seen known on known.entity = $1 and known.path = probe.path
       where probe.type = 'refused' and not coalesce(known.types @> '{refused}', false)
       on conflict do nothing
     )
     insert into backfill.field_seen as known (entity, path, types, records, records_until, first_run_id, last_run_id)
     select $1, probe.path, array[type], 0, 0, $2, $2 from probe
     on conflict (entity, path) do update
     set types = (select array_agg(distinct type order by type) from unnest(known.types || excluded.types) as type)`,
    [entity, runId, probes.map(({ name }) => name), probes.map(({ refusedBy }) => refusedBy)],
  );
}

/** An observation of a run that is not a failure. */
export interface Notice {
  readonly kind: "new_path" | "new_type" | "vanished_path" | "refused_field" | "orphans";
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
