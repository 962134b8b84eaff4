import { BackfillError } from "../errors";
import { readAndProve } from "../extract/backfill";
import { openRun } from "../extract/open-run";
import { type Job, parseJob } from "../job/job";
import { qboAddresses } from "../qbo/addresses";
import type { QboClient } from "../qbo/client";
import { LoaderLog } from "../report/loader-log";
import type { Company } from "../warehouse/company";
import { postgresError, Warehouse } from "../warehouse/connection";
import { lockEntity } from "../warehouse/lock";
import { readRunSummary } from "../warehouse/run-summary";
import { type Run, recordFailure } from "../warehouse/runs";
import { UsageMeter } from "../warehouse/usage";
import { connectQbo } from "./connect-qbo";
import { type BlockContext, failureOf, type Output, runBlock } from "./run-block";
import { loaderSecrets } from "./secrets";

/** Everything one loading works with, once its variables and secrets are known to be good. */
interface Loading {
  readonly context: BlockContext;
  readonly job: Job;
  readonly company: Company;
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  readonly log: LoaderLog;
}

/** Stages every record of the range, and proves by counts that it has them all. */
async function load(context: BlockContext): Promise<Output> {
  const { bridge, message, clock, env } = context;
  const job = parseJob(message.entity, message.variables);
  const secrets = await loaderSecrets(bridge);
  const addresses = qboAddresses(secrets.qbo.environment, env);
  const log = new LoaderLog(bridge);
  if (addresses.replaced) log.notIntuit(addresses.apiBaseUrl);
  const usage = new UsageMeter(() => clock.now());
  const qbo = connectQbo(context, secrets.qbo, addresses, usage, (reason, delayMs) => log.wait(reason, delayMs));
  const warehouse = await Warehouse.open(secrets.postgres, `qb_loader ${job.entity}`);
  try {
    const unlock = await lockEntity(warehouse, job.entity);
    const loading = { context, job, company: secrets.qbo, warehouse, qbo, usage, log };
    return await loadLocked(loading).finally(unlock);
  } finally {
    await warehouse.close();
  }
}

async function loadLocked(loading: Loading): Promise<Output> {
  const { context, job, warehouse } = loading;
  const run = await openRun({
    ...loading,
    pipeline: context.message.pipeline,
    magePipelineRunId: context.message.run_ids.mage_pipeline_run_id,
    now: () => context.clock.now(),
  });
  if (run === undefined) return { run_id: null, dry_run: true };
  try {
    if (run.state === "loading") await readRun(loading, run);
  } catch (error) {
    throw await bookFailure(loading, run, error);
  }
  const { windows, pages, rows, calls } = await readRunSummary(warehouse.db, run.runId);
  return { run_id: run.runId, dry_run: false, entity: job.entity, windows, pages, rows, calls };
}

async function readRun({ context, job, warehouse, qbo, usage, log }: Loading, run: Run): Promise<void> {
  const startedAt = context.clock.now();
  const before = await readRunSummary(warehouse.db, run.runId);
  log.reading({ total: before.windows, done: before.windowsRead });
  let rowsRead = 0;
  const proof = await readAndProve({
    warehouse,
    qbo,
    usage,
    entity: job.entity,
    runId: run.runId,
    pageSize: job.pageSize,
    onPage: (page) => {
      rowsRead += page.rows;
      log.windows(page.windows);
    },
    onReread: (days) => log.reread(days),
  });
  log.fetched({
    pages: (await readRunSummary(warehouse.db, run.runId)).pages,
    rows: rowsRead,
    calls: usage.total,
    source: proof.source,
    distinct: proof.distinct,
    durationMs: context.clock.now() - startedAt,
  });
}

/** Keeps the failure and the calls beside the run it happened to; a database that is gone cannot keep them. */
async function bookFailure({ warehouse, usage, job }: Loading, run: Run, thrown: unknown): Promise<unknown> {
  const error = postgresError(thrown);
  if (error instanceof BackfillError) error.at({ run: run.runId });
  const { code, message, remedy } = failureOf(error);
  await warehouse
    .transaction(async (db) => {
      await recordFailure(db, run.runId, { code, message: `${message} ${remedy}` });
      await usage.book(db, run.runId, job.entity);
    })
    .catch(() => undefined);
  return error;
}

void runBlock(load);
