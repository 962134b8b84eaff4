import type { Db } from "./connection";

/** Keeps a run's report in the place of an earlier one of the same run. */
export async function keepReport(db: Db, runId: number, version: string, html: string): Promise<void> {
  await db.query(
    `insert into backfill.report (run_id, version, html)
     values ($1, $2, $3)
     on conflict (run_id) do update set version = excluded.version, html = excluded.html, made_at_utc = now()`,
    [runId, version, html],
  );
}

/** The report as it was when the run last ended; undefined when none was kept. */
export async function keptReport(db: Db, runId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ html: string }>("select html from backfill.report where run_id = $1", [runId]);
  return rows[0]?.html;
}
