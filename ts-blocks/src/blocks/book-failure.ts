import type { Bridge } from "../bridge/bridge";
import { BackfillError, CompletenessError } from "../errors";
import type { Log } from "../report/log";
import { postgresError, type Warehouse } from "../warehouse/connection";
import { recordFailure } from "../warehouse/runs";
import { keepRunReport } from "./keep-report";
import { failureOf } from "./run-block";

/**
 * Does the work; if it fails, keeps what the operator is told beside the run, and the run's report. A database that is gone
 * keeps nothing.
 */
export async function bookingFailure<T>(
  bridge: Pick<Bridge, "cleaned"> & Log,
  warehouse: Warehouse,
  runId: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = postgresError(thrown);
    if (error instanceof BackfillError) error.at({ run: runId });
    const { code, message, remedy } = failureOf(error);
    await recordFailure(warehouse.db, runId, { code, message: bridge.cleaned(`${message} ${remedy}`) }).catch(
      () => undefined,
    );
    // A verdict comes with its report.
    if (!(error instanceof CompletenessError)) await keepRunReport(bridge, warehouse, runId);
    throw error;
  }
}
