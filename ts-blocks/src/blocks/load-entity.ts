import { ENTITIES } from "../entities/entity";
import { absenceBehind } from "../extract/availability";
import { readAndProve } from "../extract/backfill";
import { openRun } from "../extract/open-run";
import type { PageStaged } from "../extract/read-segments";
import type { Sharing } from "../extract/sharing";
import { Parts } from "../extract/whole/parts";
import { readWhole } from "../extract/whole/read-whole";
import { millisOf } from "../job/instants";
import type { Job } from "../job/job";
import { LoaderLog } from "../log/loader-log";
import type { Log } from "../log/log";
import type { QboClient } from "../qbo/client";
import { Dialect } from "../qbo/dialect";
import type { Warehouse } from "../warehouse/database/connection";
import type { Company } from "../warehouse/ledger/company";
import { joinLoad } from "../warehouse/ledger/loads";
import type { Run } from "../warehouse/ledger/runs";
import { windowsToRead } from "../warehouse/ledger/staging";
import { bookStatementParts } from "../warehouse/ledger/statement-parts";
import type { UsageMeter } from "../warehouse/limits/usage";
import { noteProbes } from "../warehouse/raw/drift";
import { readRunSummary } from "../warehouse/reports/run-summary";
import { bookAbsence } from "./book-absence";
import type { BlockContext } from "./run-block";
import type { TokenClock } from "./token-clock";

/** Everything that is needed to read one entity of a load. */
export interface EntityLoading {
  readonly context: BlockContext;
  readonly job: Job;
  readonly company: Company;
  readonly companyName: () => Promise<string | null>;
  /** Says which company's data a new run reads. A load asks this once for all its entities. */
  readonly onCompany: (name: string | null, environment: string) => void;
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  readonly tokenClock: TokenClock;
  readonly log: Log;
  readonly throttles: () => number;
  /** Null in a dry run, which makes no load. */
  readonly loadId: number | null;
  /** What this entity shares with the other entities of the load. */
  readonly sharing?: Sharing | undefined;
  /** Does the work. If the work fails, the failure is kept with the run. */
  readonly keepingFailure: <T>(runId: number, work: () => Promise<T>) => Promise<T>;
}

export interface EntityLoaded {
  /** Null in a dry run. */
  readonly runId: number | null;
  /** Intuit's error code when the company does not have the entity. */
  readonly unavailable?: string;
  /** What a dry run expects the run to cost. */
  readonly planned?: { readonly records: number; readonly calls: number };
}

/** Stages every record of one entity's range, and proves that none is missing. The caller must hold the entity's lock. */
export async function loadEntity(loading: EntityLoading): Promise<EntityLoaded> {
  const { context, warehouse, loadId, keepingFailure } = loading;
  const started = {
    pipeline: context.message.pipeline,
    magePipelineRunId: context.message.run_ids.mage_pipeline_run_id,
  };
  const log = new EntityLoaderLog(loading.log, loading.onCompany);
  const dialect = new Dialect(ENTITIES[loading.job.entity], (refused) => log.refused(loading.job.entity, refused));
  const parts = new Parts(loading.qbo, loading.job.entity, loading.sharing);
  let run: Run | undefined;
  try {
    run = await openRun({
      ...loading,
      ...started,
      log,
      dialect,
      parts,
      now: () => context.clock.now(),
      sleep: (ms) => context.clock.sleep(ms),
    });
  } catch (error) {
    const absence = await absenceBehind(error, loading.qbo);
    if (absence === undefined) throw error;
    return { runId: await bookAbsence(loading, started, absence), unavailable: absence.code };
  }
  if (run === undefined) return { runId: null, ...(log.planned === undefined ? {} : { planned: log.planned }) };
  const { runId, state } = run;
  if (loadId !== null) await joinLoad(warehouse.db, loadId, runId);
  await loading.tokenClock.book();
  if (state === "loading") {
    const opened = run;
    await keepingFailure(runId, () =>
      readEntity({ ...loading, parts }, log, dialect, opened).finally(() => bookCalls(loading, runId)),
    );
  }
  return { runId };
}

/** Books the calls made since the last page. If the database is down, nothing is booked. */
async function bookCalls({ warehouse, usage, job }: EntityLoading, runId: number): Promise<void> {
  await usage.booking(runId, job.entity, (book) => book(warehouse.db)).catch(() => undefined);
}

/** Keeps the plan, so that a load can add up the plans of its entities. */
class EntityLoaderLog extends LoaderLog {
  planned: { readonly records: number; readonly calls: number } | undefined;

  constructor(
    log: Log,
    override readonly company: (name: string | null, environment: string) => void,
  ) {
    super(log);
  }

  override plan(...[plan, dryRun]: Parameters<LoaderLog["plan"]>): void {
    this.planned = { records: plan.records, calls: plan.calls };
    super.plan(plan, dryRun);
  }
}

async function readEntity(
  loading: EntityLoading & { readonly parts: Parts },
  log: LoaderLog,
  dialect: Dialect,
  run: Run,
): Promise<void> {
  const { context, job, warehouse, usage } = loading;
  const startedAt = context.clock.now();
  log.reading(await windowsToRead(warehouse.db, run.runId));
  const spent = { rows: 0, sourceMs: 0, stagingMs: 0 };
  const onPage = (page: PageStaged) => {
    spent.rows += page.rows;
    spent.sourceMs += page.sourceMs;
    spent.stagingMs += page.stagingMs;
    log.windows(page.windows);
  };
  const isList = ENTITIES[job.entity].reads === "whole";
  const reading = readingOf(loading, log, dialect, run, onPage);
  const proof = isList ? await readList(loading, log, run, reading) : await readRange(loading, log, run, reading);
  await bookStatementParts(warehouse.db, run.runId, dialect.outcomes());
  const probes = dialect.outcomes().filter(({ part }) => part === "fields" || part === "include");
  await noteProbes(warehouse.db, job.entity, run.runId, probes);
  if ("elsewhere" in proof) log.outOfReach(proof.elsewhere);
  log.fetched({
    pages: (await readRunSummary(warehouse.db, run.runId)).pages,
    ...spent,
    calls: usage.total,
    source: proof.source,
    distinct: proof.distinct,
    departed: proof.departed,
    proof: proof.kind,
    durationMs: context.clock.now() - startedAt,
  });
}

/** What both ways of reading an entity need. */
function readingOf(
  { context, job, warehouse, qbo, usage, sharing }: EntityLoading,
  log: LoaderLog,
  dialect: Dialect,
  run: Run,
  onPage: (page: PageStaged) => void,
) {
  return {
    warehouse,
    qbo,
    usage,
    sharing,
    dialect,
    entity: job.entity,
    runId: run.runId,
    range: run.range,
    pageSize: job.pageSize,
    confirmDeletes: job.confirmDeletes,
    now: () => context.clock.now(),
    onRemoved: (removed: number) => log.removed(removed),
    onPage,
  };
}

type Reading = ReturnType<typeof readingOf>;

/** Reads an entity that QuickBooks cannot give by time. */
function readList({ parts }: { readonly parts: Parts }, log: LoaderLog, run: Run, reading: Reading) {
  return readWhole({
    ...reading,
    parts,
    planned: run.attempts === 1 ? run.planned.count : undefined,
    onReread: (counted, read) => log.listReread(counted, read),
  });
}

function readRange({ context, job, throttles }: EntityLoading, log: LoaderLog, run: Run, reading: Reading) {
  return readAndProve({
    ...reading,
    workers: job.workers,
    throttles,
    rowsPerMs: run.planned.count / (millisOf(run.range.end) - millisOf(run.range.start)),
    planned: run.planned,
    requestedEnd: job.range.end,
    proof: job.proof,
    sleep: (ms) => context.clock.sleep(ms),
    onProofByIds: (why) => log.proofByIds(why),
    onUnread: (unread, rangeEnd) => log.unread(unread, rangeEnd),
    onExtended: (unread, range, waitMs) => log.extended(unread, range, waitMs),
    onReread: (days) => log.reread(days),
    onUnansweredDay: (day, why) => log.unansweredDay(day, why),
    onUnansweredAgain: (days) => log.unansweredAgain(days),
  });
}
