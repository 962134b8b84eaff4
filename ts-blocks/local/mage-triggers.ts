import { waitFor } from "../src/console/time";
import { PIPELINE_ENTITIES } from "../src/entities/entity";
import type { MageApi } from "../src/mage/api";
import { COMPANY_PIPELINE, type Trigger } from "../src/operator/stack-file";

const SYNC_TIMEOUT_MS = 60_000;

const PIPELINES: readonly Pick<Trigger, "entity" | "pipeline" | "name">[] = [
  ...PIPELINE_ENTITIES.map((entity) => ({ entity, pipeline: `qb_${entity}_backfill`, name: `qb_${entity}_api` })),
  { entity: null, pipeline: COMPANY_PIPELINE, name: "qb_company_api" },
];

/** Mage's scheduler copies the triggers from the project's files into its database soon after its start. */
export async function awaitTriggers(api: MageApi, signal?: AbortSignal): Promise<Trigger[]> {
  const patience = { what: "Mage to take over the pipelines' triggers", timeoutMs: SYNC_TIMEOUT_MS, signal };
  return waitFor({ ...patience, intervalMs: 500 }, async () => {
    const found = await Promise.all(PIPELINES.map((each) => findTrigger(api, each)));
    return found.every((trigger) => trigger !== undefined) ? found : undefined;
  });
}

/** An API trigger by its name; undefined where Mage has none. */
export async function findTrigger(api: MageApi, wanted: (typeof PIPELINES)[number]): Promise<Trigger | undefined> {
  const { pipeline, name } = wanted;
  const schedule = (await api.schedules(pipeline)).find((s) => s.name === name && s.schedule_type === "api");
  if (schedule === undefined || !schedule.token) return undefined;
  const { id: scheduleId, token } = schedule;
  const url = `${api.url}/api/pipeline_schedules/${scheduleId}/pipeline_runs/${token}`;
  return { ...wanted, scheduleId, token, url };
}
