import type { Bridge } from "../bridge/bridge";
import { BackfillError } from "../errors";
import type { Log } from "../log/log";
import { logReport } from "../log/report-log";
import { postgresError, type Warehouse } from "../warehouse/database/connection";
import { recordFailure } from "../warehouse/ledger/runs";
import type { Check } from "../warehouse/raw/checks";
import { drawReport } from "./keep-report";
import { failureOf } from "./run-block";

/**
 * Does the work. If the work fails: keeps the failure with the run, reports it to the operator, and then makes the report of
 * the run. The report comes last because it is slow on a large table. If the database is down, nothing is kept.
 *
 * @param known the answers to the checks, if the work had asked them before it failed.
 */
export async function bookingFailure<T>(
  bridge: Pick<Bridge, "cleaned" | "finish"> & Log,
  warehouse: Warehouse,
  runId: number,
  work: () => Promise<T>,
  known: () => readonly Check[] | undefined = () => undefined,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = postgresError(thrown);
    if (error instanceof BackfillError) error.at({ run: runId });
    const failure = failureOf(error);
    const message = bridge.cleaned(`${failure.message} ${failure.remedy}`);
    await recordFailure(warehouse.db, runId, { code: failure.code, message }).catch(() => undefined);
    logReport(bridge, runId);
    await bridge.finish(failure);
    await drawReport(warehouse, runId, known()).catch(() => undefined);
    throw error;
  }
}
