import type { Db } from "../database/connection";

/**
 * Takes the run's row until the transaction ends. The workers of a run take turns at what they write to its days. A worker
 * takes its turn before it touches a day: one that held a day and then waited for its turn could wait for ever.
 *
 * The lock is the weaker one. Every staged page refers to the run, so `for update` would wait for all workers that are
 * staging, and two workers could wait for each other.
 */
export async function takeTurn(db: Db, runId: number): Promise<void> {
  await db.query("select from backfill.run where run_id = $1 for no key update", [runId]);
}
