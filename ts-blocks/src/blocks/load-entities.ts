import { ENTITY_NAMES, type EntityName } from "../entities/entity";
import { AuthError, BackfillError, QuotaError } from "../errors";
import { LoadSharing } from "../extract/sharing";
import { jobOf } from "../job/job";
import { entityLog } from "../log/entity-log";
import { logEntityFailed, logLoad, logLoadPlan, logLoadResumed } from "../log/load-log";
import { LoaderLog } from "../log/loader-log";
import { readCompanyName } from "../qbo/answer";
import { postgresError } from "../warehouse/database/connection";
import { EntityLocks } from "../warehouse/database/entity-locks";
import { bookFailures, type Load, type LoadFailure } from "../warehouse/ledger/loads";
import { recordFailure, runOfLoad } from "../warehouse/ledger/runs";
import { UsageMeter } from "../warehouse/limits/usage";
import { drawReport } from "./keep-report";
import { type EntityLoaded, loadEntity } from "./load-entity";
import type { Loading } from "./loading";
import { openLoad } from "./open-load";
import { failureOf, type Output } from "./run-block";
import { waitingForEntity } from "./waiting";

interface Outcome extends Partial<EntityLoaded> {
  readonly entity: EntityName;
  readonly failed?: { readonly error: BackfillError; readonly failure: LoadFailure };
}

/** What the reading of several entities needs in addition. */
interface Together extends Loading {
  readonly load: Load | undefined;
  readonly sharing: LoadSharing;
  readonly locks: EntityLocks;
  readonly companyName: () => Promise<string | null>;
  readonly onCompany: (name: string | null, environment: string) => void;
}

/**
 * Reads several entities side by side. If one entity fails, the others go on, and the validator says what is missing.
 * A failure that concerns all entities (sign-in, the month's calls, the database) stops all of them.
 */
export async function loadEntities(loading: Loading): Promise<Output> {
  const { context, job, warehouse, clientFor, usage, throttles } = loading;
  const load = await openLoad(loading);
  const shared = clientFor(usage);
  const locks = await EntityLocks.open(warehouse, context.clock);
  let name: Promise<string | null> | undefined;
  let isSaid = false;
  const together: Together = {
    ...loading,
    load,
    locks,
    sharing: new LoadSharing(shared, () => Math.max(1, job.workers - throttles())),
    onCompany: (company, environment) => {
      if (!isSaid) new LoaderLog(context.bridge).company(company, environment);
      isSaid = true;
    },
    companyName: () => {
      name ??= shared.companyInfo(readCompanyName).then(({ value }) => value ?? null);
      return name;
    },
  };
  try {
    return await Promise.race([loadTogether(together), locks.lost]);
  } finally {
    if (load !== undefined) await usage.bookingLoad(warehouse.db, load.loadId).catch(() => undefined);
    locks.close();
  }
}

async function loadTogether(together: Together): Promise<Output> {
  const { context, job, warehouse, load, locks, usage } = together;
  const open = await entitiesToRead(together);
  if (open.length < job.entities.length) logLoadResumed(context.bridge, job.entities.length - open.length);
  const free = await locks.tryTakeAll(open);
  const busy = open.filter((entity) => !free.includes(entity));
  const outcomes = await loadSome(together, free);
  // Entities that another program works on come last, one by one: no other lock is held while the next one is waited for.
  for (const entity of busy) {
    await locks.take(entity, waitingForEntity(context.bridge, entity));
    outcomes.push(...(await loadSome(together, [entity])));
  }
  if (load === undefined) {
    logLoadPlan(context.bridge, outcomes);
    return { run_id: null, dry_run: true };
  }
  const failures = outcomes.flatMap(({ failed }) => (failed === undefined ? [] : [failed.failure]));
  await bookFailures(warehouse.db, load.loadId, failures);
  const runIds = await runsOf(together, load);
  const first = outcomes.find(({ failed }) => failed !== undefined)?.failed;
  if (runIds.length === 0 && first !== undefined) throw first.error;
  const count = outcomes.filter(({ unavailable }) => unavailable !== undefined).length;
  logLoad(context.bridge, {
    entities: job.entities.length,
    unavailable: count,
    failed: failures.length,
    calls: usage.total,
  });
  return {
    run_id: runIds[0] ?? null,
    run_ids: runIds,
    load_id: load.loadId,
    dry_run: false,
    entities: [...job.entities],
    failed: failures.map(({ entity }) => entity),
  };
}

/** The entities that this load has not read yet. */
async function entitiesToRead({ job, warehouse, load }: Together): Promise<EntityName[]> {
  if (load === undefined) return [...job.entities];
  const open: EntityName[] = [];
  for (const entity of job.entities) {
    const run = await runOfLoad(warehouse.db, load.loadId, entity);
    if (run === undefined || run.state === "loading" || run.state === "abandoned") open.push(entity);
  }
  return open;
}

/** The runs of a load that the exporter can work on: their pages can become rows, or they have nothing to read. */
async function runsOf({ job, warehouse }: Together, load: Load): Promise<number[]> {
  const runs = await Promise.all(job.entities.map((entity) => runOfLoad(warehouse.db, load.loadId, entity)));
  return runs.flatMap((run) =>
    run === undefined || run.state === "loading" || run.state === "abandoned" ? [] : [run.runId],
  );
}

/** Reads entities whose locks are held, side by side. Each lock is given back when its entity is read. */
async function loadSome(together: Together, entities: readonly EntityName[]): Promise<Outcome[]> {
  // Every entity joins before the first one asks, so that one request can carry all the first counts.
  const begun = entities.map((entity) => ({ entity, done: together.sharing.join() }));
  return Promise.all(
    begun.map(async ({ entity, done }) => {
      try {
        return await loadOne(together, entity);
      } finally {
        done();
        await together.locks.release(entity).catch(() => undefined);
      }
    }),
  );
}

async function loadOne(together: Together, entity: EntityName): Promise<Outcome> {
  const { context, job, warehouse, clientFor, load, sharing } = together;
  const usage = new UsageMeter(() => context.clock.now());
  const log = entityLog(context.bridge, entity);
  let runId: number | undefined;
  try {
    const loaded = await loadEntity({
      ...together,
      job: jobOf(job, entity),
      usage,
      qbo: clientFor(usage),
      loadId: load?.loadId ?? null,
      log,
      sharing: sharing.for(ENTITY_NAMES.indexOf(entity)),
      keepingFailure: (failedRun, work) => {
        runId = failedRun;
        return work();
      },
    });
    return { entity, ...loaded };
  } catch (thrown) {
    const error = postgresError(thrown);
    if (!(error instanceof BackfillError) || stopsAll(error)) throw error;
    if (runId !== undefined) error.at({ run: runId });
    const { code, message, remedy } = failureOf(error);
    const said = context.bridge.cleaned(`${message} ${remedy}`);
    logEntityFailed(log, { code, message: said });
    if (runId !== undefined) {
      await recordFailure(warehouse.db, runId, { code, message: said });
      await drawReport(warehouse, runId).catch(() => undefined);
    }
    return { entity, failed: { error, failure: { entity, code, message: said } } };
  }
}

/** Failures that concern every entity: sign-in, the month's calls, the database, and a source that is down. */
export function stopsAll(error: BackfillError): boolean {
  return (
    error instanceof AuthError ||
    error instanceof QuotaError ||
    error.code.startsWith("POSTGRES_") ||
    error.code.startsWith("PROXY_") ||
    error.code === "CERTIFICATE_NOT_TRUSTED" ||
    error.code === "COMPANY_DIFFERS" ||
    error.code === "RANGE_IN_THE_FUTURE" ||
    error.code === "QBO_UNAVAILABLE"
  );
}
