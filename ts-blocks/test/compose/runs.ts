import { awaitTriggers } from "../../local/mage-triggers";
import type { PipelineEntity } from "../../src/entities/entity";
import type { MageApi } from "../../src/mage/api";
import { watchRun } from "../../src/mage/run";

const RUN_MS = 300_000;
/** The range of all changes of the demo's company. */
export const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

/** Starts a run through the API trigger. @returns its id. */
export async function trigger(mage: MageApi, entity: PipelineEntity): Promise<number> {
  const triggers = await awaitTriggers(mage);
  const { scheduleId, token } = triggers.find((found) => found.entity === entity) ?? { scheduleId: 0, token: "" };
  return (await mage.trigger(scheduleId, token, HISTORY)).id;
}

export async function endOf(mage: MageApi, run: number): Promise<string> {
  return (await watchRun(mage, run, { timeoutMs: RUN_MS })).status;
}
