import type { EntityName } from "../../entities/entity";
import type { Db } from "../database/connection";

/** What a run asked for in addition to the plain statement. */
export interface StatementPart {
  /** The name for a person: `Sku`, `include=enhancedAllCustomFields`. */
  readonly name: string;
  /** Intuit's code; null if QuickBooks accepted the part. */
  readonly refusedBy: string | null;
}

/** Keeps the outcome of each part. A run that was continued has asked for the parts again. */
export async function bookStatementParts(db: Db, runId: number, parts: readonly StatementPart[]): Promise<void> {
  await db.query(
    `insert into backfill.statement_part (run_id, part, refused_by)
     select $1, part, refused_by
     from unnest($2::text[], $3::text[]) as asked (part, refused_by)
     on conflict (run_id, part) do update set refused_by = excluded.refused_by`,
    [runId, parts.map(({ name }) => name), parts.map(({ refusedBy }) => refusedBy)],
  );
}

/** Entities whose last run that asked for a part was refused it. @param part its name for a person. */
export async function refusedLast(
  db: Db,
  part: string,
  entities: readonly EntityName[],
): Promise<ReadonlySet<EntityName>> {
  const { rows } = await db.query<{ entity: EntityName }>(
    `select entity
     from (
       select distinct on (entity) entity, refused_by
       from backfill.statement_part
       join backfill.run using (run_id)
       where part = $1 and entity = any ($2::text[])
       order by entity, run_id desc
     ) as last
     where refused_by is not null`,
    [part, entities],
  );
  return new Set(rows.map(({ entity }) => entity));
}

export async function statementParts(db: Db, runId: number): Promise<StatementPart[]> {
  const { rows } = await db.query<StatementPart>(
    `select part as name, refused_by as "refusedBy" from backfill.statement_part where run_id = $1 order by part`,
    [runId],
  );
  return rows;
}
