import type { Bridge } from "../bridge/bridge";
import { BackfillError } from "../errors";
import { postgresError, type Warehouse } from "../warehouse/connection";
import { recordFailure } from "../warehouse/runs";
import { failureOf } from "./run-block";

/** Does the work, and keeps what the operator is told beside the run if it fails. A database that is gone keeps nothing. */
export async function bookingFailure<T>(
  bridge: Pick<Bridge, "cleaned">,
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
    throw error;
  }
}
