import { SYNC_PIPELINE } from "../src/blocks/upstream";
import { LocalError } from "../src/console/errors";
import type { Progress } from "../src/console/progress";
import type { MageApi, PipelineRun } from "../src/mage/api";
import { failureOf, watchRun } from "../src/mage/run";
import type { StackFile } from "../src/operator/stack-file";
import { Warehouse } from "../src/warehouse/database/connection";
import { loadOfMageRun } from "../src/warehouse/ledger/loads";
import { type LoadFacts, readLoadFacts } from "../src/warehouse/reports/load-facts";
import { RUN_TIMEOUT_MS, reportStep } from "./demo";
import { type Change, changeSimulator } from "./demo-changes";
import { findTrigger } from "./mage-triggers";

export const SYNC_TRIGGER = "qb_company_sync_api";

interface SyncPlan {
  readonly stack: Pick<StackFile, "postgres" | "simulator">;
  readonly api: MageApi;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface SyncOutcome {
  readonly changes: readonly Change[];
  readonly run: PipelineRun;
  /** Absent when the run failed before it had a row in the ledger. */
  readonly facts: LoadFacts | undefined;
  /** The sentence of the block that failed. */
  readonly failure: string | undefined;
}

/**
 * Edits and deletes records at the simulator, and brings what has changed into Postgres through Mage. Undefined with a live
 * QuickBooks, where the demo changes nothing.
 */
export async function changeAndSync({ stack, api, progress, signal }: SyncPlan): Promise<SyncOutcome | undefined> {
  if (stack.simulator === null) return undefined;
  const wanted = { entity: null, pipeline: SYNC_PIPELINE, name: SYNC_TRIGGER };
  const trigger = await findTrigger(api, wanted);
  if (trigger === undefined) {
    throw new LocalError(
      `Mage has no trigger ${SYNC_TRIGGER}: its project is older than this program; run with --fresh`,
    );
  }
  const changes = await changeSimulator(stack.simulator.controlUrl);
  const count = (op: Change["op"]) => changes.filter((change) => change.op === op).length;
  progress.say(`${count("edit")} records edited and ${count("delete")} deleted at the simulator`);
  const { id } = await api.trigger(trigger.scheduleId, trigger.token, { prove: "always" });
  progress.say(`${SYNC_PIPELINE} triggered, Mage's run ${id}`);
  const latest = new Map<string, PipelineRun>();
  const onPoll = (run: PipelineRun) => reportStep("sync", latest, run, progress);
  const run = await watchRun(api, id, { timeoutMs: RUN_TIMEOUT_MS, onPoll, signal });
  return { changes, run, facts: await factsOf(stack, id), failure: failureOf(run) };
}

async function factsOf({ postgres }: SyncPlan["stack"], mageRunId: number): Promise<LoadFacts | undefined> {
  const warehouse = await Warehouse.open(postgres, "demo");
  try {
    const loadId = await loadOfMageRun(warehouse.db, mageRunId);
    return loadId === undefined ? undefined : await readLoadFacts(warehouse.db, loadId);
  } finally {
    await warehouse.close();
  }
}
