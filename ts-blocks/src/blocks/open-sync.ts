import { ENTITIES, type EntityName } from "../entities/entity";
import type { BackfillError } from "../errors";
import type { FactsOf } from "../extract/sync/asked-facts";
import type { Counted, SyncContext } from "../extract/sync/context";
import { isListedByKeys } from "../extract/sync/questions";
import { millisOf, type TimeRange, type UtcInstant, utcInstant } from "../job/instants";
import type { SyncJob } from "../job/sync-job";
import { entityLog } from "../log/entity-log";
import { LoaderLog } from "../log/loader-log";
import { logSyncBegins, logSyncDoubt } from "../log/sync-log";
import { Dialect } from "../qbo/dialect";
import { createLoad, type LoadFailure } from "../warehouse/ledger/loads";
import { createSyncRuns } from "../warehouse/ledger/sync-runs";
import { abandonSyncs } from "../warehouse/ledger/syncs";
import { UsageMeter } from "../warehouse/limits/usage";
import type { JudgedMark } from "./judge-marks";
import type { Loading } from "./loading";

export interface Syncing extends Omit<Loading, "job"> {
  readonly job: SyncJob;
  /** How QuickBooks is asked for each entity. */
  readonly factsOf: FactsOf;
}

/** As in a backfill: a change of the last minute may not be in QuickBooks' index yet. */
const SETTLING_MS = 60_000;

/** One entity of a sync. */
export interface One {
  readonly entity: EntityName;
  readonly start: UtcInstant;
  /** True when the mark is too old for change data capture, or when the table is from another backup than the ledger. */
  readonly thorough: boolean;
  readonly fromBackup: boolean;
  readonly context: SyncContext;
  changed: number;
  removed: number;
  /** True when QuickBooks gave fewer changed records than it had counted. */
  short?: boolean;
  /** True when QuickBooks has counted the whole entity, and the table will hold as many live rows. */
  isWhole?: boolean;
  failed?: { readonly error: BackfillError; readonly failure: LoadFailure };
}

/** What a sync works on from here. */
interface OpenedSync {
  readonly loadId: number;
  readonly ones: readonly One[];
}

/** Makes a load, and a run for each entity. */
export async function openSync(
  syncing: Syncing,
  judged: readonly JudgedMark[],
  proves: boolean,
  counted: ReadonlyMap<EntityName, Counted>,
  sourceNow: UtcInstant,
): Promise<OpenedSync> {
  const { context, warehouse, job } = syncing;
  const started = {
    pipeline: context.message.pipeline,
    magePipelineRunId: context.message.run_ids.mage_pipeline_run_id,
  };
  const settled = utcInstant(millisOf(sourceNow) - SETTLING_MS);
  const since = judged.map(({ start }) => start).sort()[0];
  if (since === undefined) throw new RangeError("a sync has at least one entity");
  const entities = judged.map(({ mark }) => mark.entity);
  logSyncBegins(context.bridge, entities.length, since, proves);
  const runs = judged.map(({ mark: { entity, to }, start, thorough }) => {
    const planned = counted.get(entity)?.count ?? 0;
    const reads = readsOf(entity, planned, thorough || job.sweep === "full");
    return { entity, reads, planned, range: { start, end: settled > to ? settled : to } };
  });
  const { loadId, runIds } = await warehouse.transaction(async (db) => {
    await abandonSyncs(db, entities);
    const range = { start: since, end: settled > since ? settled : utcInstant(millisOf(since) + 1_000) };
    const load = await createLoad(db, { ...started, entities, range, kind: "sync" });
    const { pageSize, keepVersions } = job;
    const common = { ...started, loadId: load.loadId, pageSize, keepVersions, plannedAt: sourceNow };
    return { loadId: load.loadId, runIds: await createSyncRuns(db, common, runs) };
  });
  const ones = judged.map(({ mark: { entity }, ...facts }, place) => {
    const [runId, run] = [runIds.get(entity), runs[place]];
    if (runId === undefined || run === undefined) throw new RangeError(`no run was written for ${entity}`);
    return oneOf(syncing, { entity, ...facts }, runId, run.range);
  });
  for (const one of ones) {
    const log = entityLog(context.bridge, one.entity);
    if (one.fromBackup)
      logSyncDoubt(log, "finds the table older or newer than the ledger, as after a restore: all is compared");
    else if (one.thorough)
      logSyncDoubt(
        log,
        `goes back to ${one.start}, further than change data capture reaches: read by change, and every record is compared`,
      );
  }
  return { loadId, ones };
}

function oneOf(
  { context: { bridge, clock }, warehouse, job, clientFor, factsOf }: Syncing,
  facts: Pick<One, "entity" | "start" | "thorough" | "fromBackup">,
  runId: number,
  range: TimeRange,
): One {
  const { entity } = facts;
  const usage = new UsageMeter(() => clock.now());
  const one: One = {
    ...facts,
    changed: 0,
    removed: 0,
    context: {
      warehouse,
      usage,
      qbo: clientFor(usage),
      entity,
      dialect: new Dialect(factsOf(entity)),
      runId,
      range,
      pageSize: job.pageSize,
      confirmDeletes: job.confirmDeletes,
      now: () => clock.now(),
      onRemoved: (removed) => {
        one.removed += removed;
        new LoaderLog(entityLog(bridge, entity)).removed(removed);
      },
    },
  };
  return one;
}

/**
 * The changes of a list are not the whole list. Only a list that is read to its end counts as read whole.
 *
 * @param everyRecord whether every record is read of a list that could be compared by its keys.
 */
function readsOf(entity: EntityName, rows: number, everyRecord: boolean): "whole" | "changes" {
  if (isListedByKeys(entity, rows) && !everyRecord) return "changes";
  return ENTITIES[entity].reads === "whole" && ENTITIES[entity].cdc !== "yes" && ENTITIES[entity].leaves !== "never"
    ? "whole"
    : "changes";
}
