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

export async function statementParts(db: Db, runId: number): Promise<StatementPart[]> {
  const { rows } = await db.query<StatementPart>(
    `select part as name, refused_by as "refusedBy" from backfill.statement_part where run_id = $1 order by part`,
    [runId],
  );
  return rows;
}
