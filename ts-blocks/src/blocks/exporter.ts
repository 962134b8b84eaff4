import type { EntityName } from "../entities/entity";
import { workersOf } from "../job/job";
import { entityLog } from "../log/entity-log";
import { logExport, logExportedWindow, logReleased } from "../log/exporter-log";
import type { Log } from "../log/log";
import { logNotice } from "../log/notice-log";
import { ProgressLog } from "../log/progress-log";
import { grainFor } from "../log/window-lines";
import type { Db, Warehouse } from "../warehouse/database/connection";
import { type HoldEntities, holdingInTurn } from "../warehouse/database/lock";
import { markRemoved } from "../warehouse/ledger/removals";
import type { Run } from "../warehouse/ledger/runs";
import { noteVanishedFields, readNotices } from "../warehouse/raw/drift";
import { bookExportTime, bookLoadedWindows, exportPage, exportTotals, releaseStaging } from "../warehouse/raw/export";
import { PageOrder } from "../warehouse/raw/page-order";
import { quietRuns } from "../warehouse/raw/quiet-runs";
import { NAMED_MAX, readRejected } from "../warehouse/reports/rejected-records";
import { readRunSummary } from "../warehouse/reports/run-summary";
import { reportWindows } from "../warehouse/reports/windows";
import { bookingFailure } from "./book-failure";
import { exportQuiet } from "./export-quiet";
import { openWarehouse } from "./open-warehouse";
import { type BlockContext, type Output, runBlock } from "./run-block";
import { postgresSecrets } from "./secrets";
import { programName, runsFromUpstream, runsReadyFor } from "./upstream";
import { sayingWaits, waitingForEntity } from "./waiting";

/** Turns the staged pages of the runs into rows of schema raw, page by page, each in one transaction. */
async function exportRuns(context: BlockContext): Promise<Output> {
  const { bridge, message } = context;
  const { runIds, loadId } = runsFromUpstream(message);
  if (runIds.length === 0) {
    bridge.log("info", "qb.export nothing to do: this is a dry run");
    return { run_id: null, dry_run: true };
  }
  const warehouse = await openWarehouse(bridge, await postgresSecrets(bridge), programName("exporter", message));
  try {
    const ready = await runsReadyFor(warehouse.db, runIds, READY);
    const outputs: Output[] = [];
    await holdingInTurn(warehouse, async (hold) => {
      const done = loadId === undefined ? [] : await exportQuietRuns(bridge, warehouse, hold, runIds);
      // One run after the other: the pages of each are written side by side.
      for (const run of ready) {
        if (!done.includes(run.runId))
          outputs.push(await exportRun(context, warehouse, hold, run, loadId !== undefined));
      }
    });
    logReleased(bridge, await releaseStaging(warehouse.db));
    const [only] = outputs;
    if (loadId === undefined) return only ?? {};
    return { run_id: runIds[0] ?? null, run_ids: [...runIds], load_id: loadId, dry_run: false, ...sumOf(outputs) };
  } finally {
    await warehouse.close();
  }
}

/** Mage may start a block twice. The second start may find a run that already has its verdict, and nothing to do. */
const READY = ["fetched", "loaded", "complete", "incomplete", "unavailable"] as const;

/** @returns the runs that were exported. Runs of an entity that another program works on are left for later. */
async function exportQuietRuns(
  log: Log,
  warehouse: Warehouse,
  hold: HoldEntities,
  runIds: readonly number[],
): Promise<number[]> {
  const quiet = await quietRuns(warehouse.db, runIds);
  const done: number[] = [];
  await hold.free(
    quiet.map(({ entity }) => entity),
    async (entities) => {
      const runs = quiet.filter(({ entity }) => entities.includes(entity));
      await exportQuiet(log, warehouse, runs);
      done.push(...runs.map(({ runId }) => runId));
    },
  );
  return done;
}

const SUMMED = ["inserted", "updated", "changed", "stale", "rejected", "removed", "restored"] as const;

function sumOf(outputs: readonly Output[]): Record<(typeof SUMMED)[number], number> {
  const sum = (name: string) => outputs.reduce((total, output) => total + Number(output[name] ?? 0), 0);
  return Object.fromEntries(SUMMED.map((name) => [name, sum(name)])) as Record<(typeof SUMMED)[number], number>;
}

/** @param named true when the run is one of several: then its log lines name the entity. */
async function exportRun(
  context: BlockContext,
  warehouse: Warehouse,
  hold: HoldEntities,
  { runId, entity, state }: Run,
  named: boolean,
): Promise<Output> {
  const { bridge } = context;
  const log = named ? entityLog(bridge, entity) : bridge;
  if (state === "unavailable") {
    bridge.log("info", `qb.export nothing to do: this company does not have ${entity}`);
    return { run_id: runId, dry_run: false, entity, unavailable: true };
  }
  const work = () => exportPages({ context, log }, warehouse, entity, runId);
  const waiting = named ? waitingForEntity(log, entity) : sayingWaits(log, entity);
  return hold.one(entity, () => bookingFailure(bridge, warehouse, runId, work), waiting);
}

/** More sessions would wait for each other's turns at the ledger. */
const SESSIONS_MAX = 4;

/** Writes pages side by side. If one fails, those that are under way are still ended, and none is begun. */
async function inSessions(order: PageOrder, sessions: number, write: (page: number) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  try {
    for (;;) {
      while (running.size < sessions) {
        const page = order.next();
        if (page === undefined) break;
        const one = write(page).finally(() => running.delete(one));
        running.add(one);
      }
      if (running.size === 0) return;
      await Promise.race(running);
    }
  } finally {
    await Promise.allSettled(running);
  }
}

async function exportPages(
  { context: { clock, message }, log }: { readonly context: BlockContext; readonly log: Log },
  warehouse: Warehouse,
  entity: EntityName,
  runId: number,
): Promise<Output> {
  const startedAt = clock.now();
  let bookedUntil = startedAt;
  const bookTime = (db: Db) => {
    const since = bookedUntil;
    bookedUntil = clock.now();
    return bookExportTime(db, runId, bookedUntil - since);
  };
  const { pages, windows } = await readRunSummary(warehouse.db, runId);
  const progress = new ProgressLog(log, "pages", pages);
  const order = await PageOrder.of(warehouse.db, runId);
  // A number of workers that is not allowed is an error of the loader. Here it must not mean that no page is written.
  const sessions = Math.max(1, Math.min(workersOf(message.variables, []), SESSIONS_MAX));
  await inSessions(order, sessions, async (page) => {
    await warehouse.transaction(async (db) => {
      await exportPage(db, entity, runId, page);
      await bookTime(db);
    });
    order.isWritten(page);
    progress.at(pages - order.left);
  });
  // Removals are marked only when all pages are rows.
  if (order.left > 0) throw new RangeError(`${order.left} pages of run ${runId} were not written`);
  // The transaction of a page books the days of that page. Days without any row have no page.
  await warehouse.transaction(async (db) => {
    await markRemoved(db, entity, runId);
    await bookLoadedWindows(db, runId);
    await bookTime(db);
  });

  for (const line of await reportWindows(warehouse.db, entity, runId, grainFor(windows))) {
    if (line.rows > 0) logExportedWindow(log, grainFor(windows), line);
  }
  await noteVanishedFields(warehouse.db, entity, runId);
  for (const notice of await readNotices(warehouse.db, runId)) logNotice(log, entity, notice);
  const totals = await exportTotals(warehouse.db, entity, runId);
  const { first } = totals.rejected === 0 ? { first: [] } : await readRejected(warehouse.db, runId, NAMED_MAX);
  logExport(log, runId, totals, clock.now() - startedAt, first);
  return { run_id: runId, dry_run: false, entity, ...totals };
}

void runBlock(exportRuns);
