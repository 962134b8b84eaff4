import type { Db } from "../database/connection";

/**
 * Takes the run's row until the transaction ends. The workers of a run take turns at what they write to its days. A worker
 * takes its turn before it touches a day: two workers, one with the day and one with the turn, would wait for each other.
 *
 * The lock is `for no key update`. Every staged page refers to the run, so `for update` would wait for all workers that are
 * staging, and two of these would wait for each other.
 */
export async function takeTurn(db: Db, runId: number): Promise<void> {
  await db.query("select from backfill.run where run_id = $1 for no key update", [runId]);
}
