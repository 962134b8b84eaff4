import type { EntityName } from "../entities/entity";
import type { Log } from "../log/log";
import { logCheck, logSummary, logUnavailableVerdict, logVerdict, verdictTable } from "../log/validator-log";
import { grainFor } from "../log/window-lines";
import type { Warehouse } from "../warehouse/database/connection";
import { bookLoadVerdict, loadOfRun } from "../warehouse/ledger/loads";
import { addToMarks } from "../warehouse/ledger/marks";
import { unansweredDays } from "../warehouse/ledger/unanswered-days";
import { bookVerdict, type Check } from "../warehouse/raw/checks";
import { type OutsideRecords, readOutsides } from "../warehouse/reports/outside-records";
import { NAMED_MAX, readRejected } from "../warehouse/reports/rejected-records";
import { type RunSummary, readRunSummaries } from "../warehouse/reports/run-summary";
import { reportWindows } from "../warehouse/reports/windows";
import { incomplete } from "./incomplete";
import { keepReports } from "./keep-report";
import type { Output } from "./run-block";

/** If this run was the last of its load to get a verdict, gives the load its verdict. */
export async function endLoadOfRun(warehouse: Warehouse, runId: number): Promise<void> {
  const loadId = await loadOfRun(warehouse.db, runId);
  if (loadId !== undefined) await bookLoadVerdict(warehouse.db, loadId);
}

/** A run and the answers to its checks. */
export interface CheckedRun {
  readonly entity: EntityName;
  readonly runId: number;
  readonly checks: readonly Check[];
}

/** A run that has its verdict. */
export interface JudgedRun extends CheckedRun {
  readonly failed: readonly Check[];
  readonly summary: RunSummary;
  readonly outside: OutsideRecords;
}

/** Gives runs their verdicts, in one transaction. */
export async function giveVerdicts(warehouse: Warehouse, runs: readonly CheckedRun[]): Promise<JudgedRun[]> {
  const runIds = runs.map(({ runId }) => runId);
  const judged = runs.map((run) => ({ ...run, failed: run.checks.filter(({ offenders }) => offenders > 0) }));
  const [good, bad] = [
    judged.filter(({ failed }) => failed.length === 0),
    judged.filter(({ failed }) => failed.length > 0),
  ];
  await warehouse.transaction(async (db) => {
    await bookVerdict(
      db,
      good.map(({ runId }) => runId),
      "complete",
    );
    if (bad.length > 0)
      await bookVerdict(
        db,
        bad.map(({ runId }) => runId),
        "incomplete",
      );
    await addToMarks(db, runIds);
  });
  const summaries = new Map(
    (await readRunSummaries(warehouse.db, { runIds })).map((summary) => [summary.runId, summary]),
  );
  const outsides = await readOutsides(warehouse.db, runIds);
  return judged.map((run) => {
    const [summary, outside] = [summaries.get(run.runId), outsides.get(run.runId)];
    if (summary === undefined || outside === undefined) throw new RangeError(`there is no run ${run.runId}`);
    return { ...run, summary, outside };
  });
}

/** @throws CompletenessError `RUN_INCOMPLETE`. */
export async function sayVerdict(
  log: Log,
  warehouse: Warehouse,
  { entity, runId, checks, failed, summary, outside }: JudgedRun,
): Promise<void> {
  for (const check of checks) logCheck(log, check);
  logSummary(log, summary);
  logVerdict(log, summary, verdictOf(failed), failed, checks.length, outside);
  if (failed.length === 0) return;
  const rejected = await readRejected(warehouse.db, runId, NAMED_MAX);
  throw incomplete(failed, entity, rejected, await unansweredDays(warehouse.db, runId));
}

function verdictOf(failed: readonly Check[]): "complete" | "incomplete" {
  return failed.length === 0 ? "complete" : "incomplete";
}

/**
 * Gives a run its verdict, from the answers to its checks.
 *
 * @throws CompletenessError `RUN_INCOMPLETE`.
 */
export async function judgeRun(log: Log, warehouse: Warehouse, run: CheckedRun): Promise<Output> {
  const [judged] = await giveVerdicts(warehouse, [run]);
  if (judged === undefined) throw new RangeError(`there is no run ${run.runId}`);
  await sayVerdict(log, warehouse, judged);
  await keepReports(log, warehouse, run, run.checks);
  const { summary } = judged;
  const grain = grainFor(summary.windows);
  const lines = await reportWindows(warehouse.db, run.entity, run.runId, grain);
  return {
    run_id: run.runId,
    dry_run: false,
    verdict: "complete",
    range_start_utc: summary.rangeStart,
    range_end_utc: summary.rangeEnd,
    table: verdictTable(summary, "complete", grain, lines),
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
