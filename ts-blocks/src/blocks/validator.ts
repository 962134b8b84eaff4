import type { EntityName } from "../entities/entity";
import { CompletenessError } from "../errors";
import type { Log } from "../log/log";
import { logCheck, logSummary, logUnavailableVerdict, logVerdict, verdictTable } from "../log/validator-log";
import { grainFor } from "../log/window-lines";
import type { Warehouse } from "../warehouse/database/connection";
import { holdingEntity } from "../warehouse/database/lock";
import { bookVerdict, type Check, checkRun } from "../warehouse/raw/checks";
import { readRunSummary } from "../warehouse/reports/run-summary";
import { reportWindows } from "../warehouse/reports/windows";
import { bookingFailure } from "./book-failure";
import { keepReports } from "./keep-report";
import { openWarehouse } from "./open-warehouse";
import { type BlockContext, type Output, runBlock } from "./run-block";
import { postgresSecrets } from "./secrets";
import { entityOf, runFromUpstream, runReadyFor } from "./upstream";

/** Asks Postgres whether the run is all there, and says so: by a table, by a verdict, and by failing if it is not. */
async function validate({ bridge, message }: BlockContext): Promise<Output> {
  const entity = entityOf(message);
  const { run_id: runId } = runFromUpstream(message);
  if (runId === null) {
    bridge.log("info", "qb.verdict none: this is a dry run");
    return { run_id: null, dry_run: true, table: [{ window: "dry run", verdict: "nothing was read or written" }] };
  }
  const warehouse = await openWarehouse(bridge, await postgresSecrets(bridge), `qb_validator ${entity}`);
  try {
    let checks: Check[] | undefined;
    const work = async () => {
      const run = await runReadyFor(warehouse.db, runId, ["loaded", "complete", "incomplete", "unavailable"]);
      if (run.state === "unavailable") return await tellUnavailable(bridge, warehouse, { entity, runId });
      checks = await checkRun(warehouse.db, entity, runId);
      return await judgeRun(bridge, warehouse, { entity, runId }, checks);
    };
    return await holdingEntity(warehouse, entity, () => bookingFailure(bridge, warehouse, runId, work, () => checks));
  } finally {
    await warehouse.close();
  }
}

async function judgeRun(
  log: Log,
  warehouse: Warehouse,
  { entity, runId }: { readonly entity: EntityName; readonly runId: number },
  checks: readonly Check[],
): Promise<Output> {
  for (const check of checks) logCheck(log, check);
  const failed = checks.filter((check) => check.offenders > 0);
  const verdict = failed.length === 0 ? "complete" : "incomplete";
  await bookVerdict(warehouse.db, runId, verdict);
  const summary = await readRunSummary(warehouse.db, runId);
  logSummary(log, summary);
  logVerdict(log, runId, verdict, failed, checks.length);
  if (failed.length > 0) throw incomplete(failed);
  await keepReports(log, warehouse, { runId, entity }, checks);
  const grain = grainFor(summary.windows);
  const lines = await reportWindows(warehouse.db, entity, runId, grain);
  return { run_id: runId, dry_run: false, verdict, table: verdictTable(summary, verdict, grain, lines) };
}

/** The company does not have the entity: nothing was read, and nothing is missing. */
async function tellUnavailable(
  log: Log,
  warehouse: Warehouse,
  { entity, runId }: { readonly entity: EntityName; readonly runId: number },
): Promise<Output> {
  logUnavailableVerdict(log, runId, entity);
  await keepReports(log, warehouse, { runId, entity }, []);
  const table = [{ window: `all (run ${runId})`, verdict: "unavailable", rows: 0 }];
  return { run_id: runId, dry_run: false, verdict: "unavailable", table };
}

function incomplete(failed: readonly { name: string; offenders: number }[]): CompletenessError {
  const what = failed.map((check) => `${check.name} (${check.offenders})`).join(", ");
  return new CompletenessError("RUN_INCOMPLETE", `The run is not complete; failed checks: ${what}.`, {
    remedy:
      "Run the same range again; if a check fails again, look at backfill.run_window and backfill.rejected_record for this run.",
  });
}

void runBlock(validate);
