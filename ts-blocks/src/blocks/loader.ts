import { ENTITIES } from "../entities/entity";
import { absenceBehind } from "../extract/availability";
import { readAndProve } from "../extract/backfill";
import { openRun } from "../extract/open-run";
import type { PageStaged } from "../extract/read-segments";
import { readWhole } from "../extract/whole/read-whole";
import { millisOf } from "../job/instants";
import { type Job, parseJob } from "../job/job";
import { LoaderLog } from "../log/loader-log";
import { withAddressFile } from "../qbo/address-file";
import { qboAddresses } from "../qbo/addresses";
import type { QboClient } from "../qbo/client";
import type { Warehouse } from "../warehouse/database/connection";
import { holdingEntity } from "../warehouse/database/lock";
import type { Company } from "../warehouse/ledger/company";
import type { Run } from "../warehouse/ledger/runs";
import { windowsToRead } from "../warehouse/ledger/staging";
import { CallGate } from "../warehouse/limits/call-gate";
import { UsageMeter } from "../warehouse/limits/usage";
import { readRunSummary } from "../warehouse/reports/run-summary";
import { bookAbsence } from "./book-absence";
import { bookingFailure } from "./book-failure";
import { connectQbo } from "./connect-qbo";
import { openWarehouse } from "./open-warehouse";
import { type BlockContext, type Output, runBlock } from "./run-block";
import { loaderSecrets } from "./secrets";
import { TokenClock } from "./token-clock";

/** Everything one loading works with, once its variables and secrets are known to be good. */
interface Loading {
  readonly context: BlockContext;
  readonly job: Job;
  readonly company: Company;
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  readonly tokenClock: TokenClock;
  readonly log: LoaderLog;
  readonly throttles: () => number;
}

/** Stages every record of the range, and proves by counts that it has them all. */
async function load(context: BlockContext): Promise<Output> {
  const { bridge, message, clock, env } = context;
  const job = parseJob(message.entity, message.variables);
  const secrets = await loaderSecrets(bridge);
  const addresses = qboAddresses(secrets.qbo.environment, withAddressFile(env));
  const log = new LoaderLog(bridge);
  for (const { what, url } of addresses.replaced) log.notIntuit(what, url);
  const usage = new UsageMeter(() => clock.now());
  const warehouse = await openWarehouse(bridge, secrets.postgres, `qb_loader ${job.entity}`);
  try {
    return await holdingEntity(warehouse, job.entity, async () => {
      const gate = await CallGate.open(warehouse, clock);
      let throttles = 0;
      let quietUntil = 0;
      const onWait = (reason: string, delayMs: number, throttled: boolean) => {
        // One limit refuses all calls that are under way: that is one throttle, not several.
        if (throttled && clock.now() >= quietUntil) {
          throttles++;
          quietUntil = clock.now() + delayMs;
        }
        log.wait(reason, delayMs);
      };
      const tokenClock = new TokenClock(warehouse.db, bridge, job.dryRun);
      const qbo = connectQbo(context, secrets.qbo, addresses, usage, gate, { onWait, tokenClock });
      const heard = () => throttles;
      const loading = { context, job, company: secrets.qbo, warehouse, qbo, usage, tokenClock, log, throttles: heard };
      return loadLocked(loading).finally(() => gate.close());
    });
  } finally {
    await warehouse.close();
  }
}

async function loadLocked(loading: Loading): Promise<Output> {
  const { context, job, warehouse } = loading;
  const started = {
    pipeline: context.message.pipeline,
    magePipelineRunId: context.message.run_ids.mage_pipeline_run_id,
  };
  let run: Run | undefined;
  try {
    run = await openRun({
      ...loading,
      ...started,
      now: () => context.clock.now(),
      sleep: (ms) => context.clock.sleep(ms),
    });
  } catch (error) {
    const absence = await absenceBehind(error, loading.qbo);
    if (absence === undefined) throw error;
    const runId = await bookAbsence(context.bridge, warehouse, job, started, absence);
    return { run_id: runId, dry_run: runId === null, entity: job.entity, unavailable: absence.code };
  }
  if (run === undefined) return { run_id: null, dry_run: true };
  await loading.tokenClock.book();
  if (run.state === "loading") {
    await bookingFailure(context.bridge, warehouse, run.runId, () =>
      readRun(loading, run).finally(() => bookCalls(loading, run.runId)),
    );
  }
  const { windows, pages, rows, calls } = await readRunSummary(warehouse.db, run.runId);
  return { run_id: run.runId, dry_run: false, entity: job.entity, windows, pages, rows, calls };
}

/** What was asked since the last page; a database that is gone cannot keep it. */
async function bookCalls({ warehouse, usage, job }: Loading, runId: number): Promise<void> {
  await usage.booking(runId, job.entity, (book) => book(warehouse.db)).catch(() => undefined);
}

async function readRun({ context, job, warehouse, qbo, usage, log, throttles }: Loading, run: Run): Promise<void> {
  const startedAt = context.clock.now();
  log.reading(await windowsToRead(warehouse.db, run.runId));
  const spent = { rows: 0, sourceMs: 0, stagingMs: 0 };
  const reading = {
    warehouse,
    qbo,
    usage,
    entity: job.entity,
    runId: run.runId,
    pageSize: job.pageSize,
    now: () => context.clock.now(),
    onPage: (page: PageStaged) => {
      spent.rows += page.rows;
      spent.sourceMs += page.sourceMs;
      spent.stagingMs += page.stagingMs;
      log.windows(page.windows);
    },
  };
  const proof =
    ENTITIES[job.entity].reads === "whole"
      ? await readWhole({
          ...reading,
          range: run.range,
          onReread: (counted, read) => log.listReread(counted, read),
        })
      : await readAndProve({
          ...reading,
          workers: job.workers,
          throttles,
          rowsPerMs: run.planned.count / (millisOf(run.range.end) - millisOf(run.range.start)),
          planned: run.planned,
          range: run.range,
          requestedEnd: job.range.end,
          proof: job.proof,
          sleep: (ms) => context.clock.sleep(ms),
          onProofByIds: (why) => log.proofByIds(why),
          onUnread: (unread, rangeEnd) => log.unread(unread, rangeEnd),
          onExtended: (unread, range, waitMs) => log.extended(unread, range, waitMs),
          onReread: (days) => log.reread(days),
        });
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

void runBlock(load);
