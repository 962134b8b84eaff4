import type { EntityName } from "../entities/entity";
import type { Log } from "../log/log";
import { logCheck, logSummary, logUnavailableVerdict, logVerdict, verdictTable } from "../log/validator-log";
import { grainFor } from "../log/window-lines";
import type { Warehouse } from "../warehouse/database/connection";
import { bookLoadVerdict, loadOfRun } from "../warehouse/ledger/loads";
import { addToMark } from "../warehouse/ledger/marks";
import { unansweredDays } from "../warehouse/ledger/unanswered-days";
import { bookVerdict, type Check } from "../warehouse/raw/checks";
import { readOutside } from "../warehouse/reports/outside-records";
import { NAMED_MAX, readRejected } from "../warehouse/reports/rejected-records";
import { readRunSummary } from "../warehouse/reports/run-summary";
import { reportWindows } from "../warehouse/reports/windows";
import { incomplete } from "./incomplete";
import { keepReports } from "./keep-report";
import type { Output } from "./run-block";

/** If this run was the last of its load to get a verdict, gives the load its verdict. */
export async function endLoadOfRun(warehouse: Warehouse, runId: number): Promise<void> {
  const loadId = await loadOfRun(warehouse.db, runId);
  if (loadId !== undefined) await bookLoadVerdict(warehouse.db, loadId);
}

/**
 * Gives a run its verdict, from the answers to its checks.
 *
 * @throws CompletenessError `RUN_INCOMPLETE`.
 */
export async function judgeRun(
  log: Log,
  warehouse: Warehouse,
  { entity, runId }: { readonly entity: EntityName; readonly runId: number },
  checks: readonly Check[],
): Promise<Output> {
  for (const check of checks) logCheck(log, check);
  const failed = checks.filter((check) => check.offenders > 0);
  const verdict = failed.length === 0 ? "complete" : "incomplete";
  await warehouse.transaction(async (db) => {
    await bookVerdict(db, runId, verdict);
    await addToMark(db, runId);
  });
  const summary = await readRunSummary(warehouse.db, runId);
  logSummary(log, summary);
  logVerdict(log, summary, verdict, failed, checks.length, await readOutside(warehouse.db, runId));
  if (failed.length > 0) {
    const rejected = await readRejected(warehouse.db, runId, NAMED_MAX);
    throw incomplete(failed, entity, rejected, await unansweredDays(warehouse.db, runId));
  }
  await keepReports(log, warehouse, { runId, entity }, checks);
  const grain = grainFor(summary.windows);
  const lines = await reportWindows(warehouse.db, entity, runId, grain);
  return {
    run_id: runId,
    dry_run: false,
    verdict,
    range_start_utc: summary.rangeStart,
    range_end_utc: summary.rangeEnd,
    table: verdictTable(summary, verdict, grain, lines),
  };
}

/** The company does not have the entity: nothing was read, and nothing is missing. */
export async function sayUnavailable(
  log: Log,
  warehouse: Warehouse,
  { entity, runId }: { readonly entity: EntityName; readonly runId: number },
): Promise<Output> {
  logUnavailableVerdict(log, runId, entity);
  await keepReports(log, warehouse, { runId, entity }, []);
  const table = [{ window: `all (run ${runId})`, verdict: "unavailable", rows: 0 }];
  return { run_id: runId, dry_run: false, verdict: "unavailable", table };
}
