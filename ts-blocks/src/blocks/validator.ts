import type { Bridge } from "../bridge/bridge";
import type { Warehouse } from "../warehouse/database/connection";
import { holdingEntity } from "../warehouse/database/lock";
import { type Check, checkRun } from "../warehouse/raw/checks";
import { bookingFailure } from "./book-failure";
import { endLoadOfRun, judgeRun, sayUnavailable } from "./judge-run";
import { openWarehouse } from "./open-warehouse";
import { type BlockContext, type Output, runBlock } from "./run-block";
import { postgresSecrets } from "./secrets";
import { programName, runReadyFor, runsFromUpstream } from "./upstream";
import { validateLoad } from "./validate-load";
import { sayingWaits } from "./waiting";

/** Asks Postgres whether the runs are complete. The answer is a table and a verdict; an incomplete run is a failure. */
async function validate({ bridge, message }: BlockContext): Promise<Output> {
  const { runIds, loadId } = runsFromUpstream(message);
  const [first] = runIds;
  if (first === undefined) {
    bridge.log("info", "qb.verdict none: this is a dry run");
    return { run_id: null, dry_run: true, table: [{ window: "dry run", verdict: "nothing was read or written" }] };
  }
  const warehouse = await openWarehouse(bridge, await postgresSecrets(bridge), programName("validator", message));
  try {
    return loadId === undefined
      ? await validateRun(bridge, warehouse, first)
      : await validateLoad(bridge, warehouse, runIds, loadId);
  } finally {
    await warehouse.close();
  }
}

const READY = ["loaded", "complete", "incomplete", "unavailable"] as const;

async function validateRun(bridge: Bridge, warehouse: Warehouse, runId: number): Promise<Output> {
  const { entity, state } = await runReadyFor(warehouse.db, runId, READY);
  let checks: Check[] | undefined;
  const work = async () => {
    if (state === "unavailable") return await sayUnavailable(bridge, warehouse, { entity, runId });
    checks = await checkRun(warehouse.db, entity, runId);
    return await judgeRun(bridge, warehouse, { entity, runId, checks });
  };
  const kept = () => bookingFailure(bridge, warehouse, runId, work, () => checks);
  const judged = () => kept().finally(() => endLoadOfRun(warehouse, runId));
  return await holdingEntity(warehouse, entity, judged, sayingWaits(bridge, entity));
}

void runBlock(validate);
