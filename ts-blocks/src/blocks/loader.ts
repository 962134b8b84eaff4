import { jobOf, type LoadJob, parseJob } from "../job/job";
import { parseSyncJob } from "../job/sync-job";
import { LoaderLog } from "../log/loader-log";
import { logCallWait } from "../log/postgres-log";
import { withAddressFile } from "../qbo/address-file";
import { qboAddresses } from "../qbo/addresses";
import { readCompanyName } from "../qbo/answer";
import { holdingEntity } from "../warehouse/database/lock";
import { CallGate } from "../warehouse/limits/call-gate";
import { UsageMeter } from "../warehouse/limits/usage";
import { readRunSummary } from "../warehouse/reports/run-summary";
import { bookingFailure } from "./book-failure";
import { connectQbo } from "./connect-qbo";
import { loadEntities } from "./load-entities";
import { loadEntity } from "./load-entity";
import { withRange } from "./load-range";
import type { Loading } from "./loading";
import { openLoad } from "./open-load";
import { openWarehouse } from "./open-warehouse";
import { type BlockContext, type Output, runBlock } from "./run-block";
import { loaderSecrets } from "./secrets";
import { syncCompany } from "./sync-company";
import { TokenClock } from "./token-clock";
import { programName, SYNC_PIPELINE } from "./upstream";
import { sayingWaits } from "./waiting";

/** Stages every record of the range, and proves that none is missing. */
async function load(context: BlockContext): Promise<Output> {
  const { bridge, message, clock, env } = context;
  const isSync = message.pipeline === SYNC_PIPELINE;
  const job = isSync
    ? parseSyncJob(message.variables)
    : parseJob(message.entities, message.variables, message.interval);
  const secrets = await loaderSecrets(bridge);
  const addresses = qboAddresses(secrets.qbo.environment, withAddressFile(env));
  const log = new LoaderLog(bridge);
  for (const { what, url } of addresses.replaced) log.notIntuit(what, url);
  const usage = new UsageMeter(() => clock.now());
  const warehouse = await openWarehouse(bridge, secrets.postgres, programName("loader", message));
  const gate = await CallGate.open(warehouse, clock, (wait) => logCallWait(bridge, wait));
  try {
    let throttles = 0;
    let quietUntil = 0;
    const onWait = (reason: string, delayMs: number, throttled: boolean) => {
      // When one limit refuses all calls that are under way, this counts as one throttle.
      if (throttled && clock.now() >= quietUntil) {
        throttles++;
        quietUntil = clock.now() + delayMs;
      }
      log.wait(reason, delayMs);
    };
    const tokenClock = new TokenClock(warehouse.db, bridge, job.dryRun, () => clock.now());
    const clientFor = connectQbo(context, secrets.qbo, addresses, usage, gate, { onWait, tokenClock });
    const loading = {
      context,
      company: secrets.qbo,
      warehouse,
      clientFor,
      usage,
      tokenClock,
      throttles: () => throttles,
    };
    if ("sweep" in job) return await syncCompany({ ...loading, job });
    return await loadAll({ ...loading, job: await withRange(loading, job) });
  } finally {
    gate.close();
    await warehouse.close();
  }
}

function loadAll(loading: Loading): Promise<Output> {
  const { job } = loading;
  const [only, ...others] = job.entities;
  if (only === undefined) throw new RangeError("a load has at least one entity");
  return others.length > 0 ? loadEntities(loading) : loadOne(loading, job);
}

/** A pipeline of one entity: the failure of the entity is the failure of the block. */
async function loadOne(loading: Loading, job: LoadJob): Promise<Output> {
  const { context, warehouse, clientFor, usage } = loading;
  const [entity] = job.entities;
  if (entity === undefined) throw new RangeError("a load has at least one entity");
  const work = async () => {
    const opened = await openLoad(loading);
    const qbo = clientFor(usage);
    const { runId, unavailable } = await loadEntity({
      ...loading,
      job: jobOf(job, entity),
      qbo,
      loadId: opened?.loadId ?? null,
      log: context.bridge,
      companyName: async () => (await qbo.companyInfo(readCompanyName)).value ?? null,
      onCompany: (name, environment) => new LoaderLog(context.bridge).company(name, environment),
      keepingFailure: (runId, reading) => bookingFailure(context.bridge, warehouse, runId, reading),
    });
    if (runId === null) return { run_id: null, dry_run: true };
    if (unavailable !== undefined) return { run_id: runId, dry_run: false, entity, unavailable };
    const { windows, pages, rows, calls } = await readRunSummary(warehouse.db, runId);
    return { run_id: runId, dry_run: false, entity, windows, pages, rows, calls };
  };
  return holdingEntity(warehouse, entity, work, sayingWaits(context.bridge, entity));
}

void runBlock(load);
