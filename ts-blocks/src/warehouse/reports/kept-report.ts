import type { EntityName } from "../../entities/entity";
import type { Db } from "../database/connection";

/** Keeps a run's report. It replaces an earlier report of the same run. */
export async function keepReport(db: Db, runId: number, version: string, html: string): Promise<void> {
  await db.query(
    `insert into backfill.report (run_id, version, html)
     values ($1, $2, $3)
     on conflict (run_id) do update set version = excluded.version, html = excluded.html, made_at_utc = now()`,
    [runId, version, html],
  );
}

/** The report as it was when the run last ended; undefined if none was kept. */
export async function keptReport(db: Db, runId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ html: string }>("select html from backfill.report where run_id = $1", [runId]);
  return rows[0]?.html;
}

/**
 * Whether a run's report is kept. A sync has a run for each entity and may come every hour. So its reports are made only when
 * somebody asks for them.
 */
export async function isKept(db: Db, runId: number): Promise<boolean> {
  const { rows } = await db.query<{ kept: boolean }>(
    `select load.kind is distinct from 'sync' as kept
     from backfill.run
     left join backfill.load using (load_id)
     where run_id = $1`,
    [runId],
  );
  return rows[0]?.kept ?? false;
}

/** Runs of the entity without a report, the newest first. One that is between two blocks may be among them; it does no harm. */
export async function runsWithoutReport(
  db: Db,
  entity: EntityName,
  { except, atMost }: { readonly except: number; readonly atMost: number },
): Promise<number[]> {
  const { rows } = await db.query<{ runId: number }>(
    `select run_id as "runId"
     from backfill.run
     left join backfill.load using (load_id)
     where entity = $1 and run_id <> $2 and load.kind is distinct from 'sync' and not exists (select from backfill.report where report.run_id = run.run_id)
     order by run_id desc
     limit $3`,
    [entity, except, atMost],
  );
  return rows.map(({ runId }) => runId);
}
