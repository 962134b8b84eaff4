import type { EntityName } from "../entities/entity";
import { logExport, logExportedWindow } from "../log/exporter-log";
import { Progress } from "../log/progress";
import { grainFor } from "../log/window-lines";
import type { Db, Warehouse } from "../warehouse/database/connection";
import { holdingEntity } from "../warehouse/database/lock";
import { bookExportTime, bookLoadedWindows, exportPage, exportTotals, nextStagedPage } from "../warehouse/raw/export";
import { readRunSummary } from "../warehouse/reports/run-summary";
import { reportWindows } from "../warehouse/reports/windows";
import { bookingFailure } from "./book-failure";
import { openWarehouse } from "./open-warehouse";
import { type BlockContext, type Output, runBlock } from "./run-block";
import { postgresSecrets } from "./secrets";
import { entityOf, runFromUpstream, runReadyFor } from "./upstream";

/** Turns the run's staged pages into rows of schema raw, page by page, each in one transaction. */
async function exportRun(context: BlockContext): Promise<Output> {
  const { bridge, message } = context;
  const entity = entityOf(message);
  const { run_id: runId } = runFromUpstream(message);
  if (runId === null) {
    bridge.log("info", "qb.export nothing to do: this is a dry run");
    return { run_id: null, dry_run: true };
  }
  const warehouse = await openWarehouse(bridge, await postgresSecrets(bridge), `qb_exporter ${entity}`);
  try {
    const work = () => exportPages(context, warehouse, entity, runId);
    return await holdingEntity(warehouse, entity, () => bookingFailure(bridge, warehouse, runId, work));
  } finally {
    await warehouse.close();
  }
}

async function exportPages(
  { bridge, clock }: BlockContext,
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
  // Mage may start a block twice: the second one can come when the run has had its verdict, and finds nothing to do.
  const run = await runReadyFor(warehouse.db, runId, ["fetched", "loaded", "complete", "incomplete", "unavailable"]);
  if (run.state === "unavailable") {
    bridge.log("info", `qb.export nothing to do: this company does not have ${entity}`);
    return { run_id: runId, dry_run: false, entity, unavailable: true };
  }
  const { pages, windows } = await readRunSummary(warehouse.db, runId);
  const progress = new Progress(bridge, "pages", pages);
  for (;;) {
    const page = await nextStagedPage(warehouse.db, runId);
    if (page === undefined) break;
    await warehouse.transaction(async (db) => {
      await exportPage(db, entity, runId, page);
      await bookLoadedWindows(db, runId);
      await bookTime(db);
    });
    progress.at(page);
  }
  // A run without a single row has no page whose transaction would have booked its days.
  await warehouse.transaction(async (db) => {
    await bookLoadedWindows(db, runId);
    await bookTime(db);
  });

  for (const line of await reportWindows(warehouse.db, entity, runId, grainFor(windows))) {
    if (line.rows > 0) logExportedWindow(bridge, grainFor(windows), line);
  }
  const totals = await exportTotals(warehouse.db, entity, runId);
  logExport(bridge, runId, totals, clock.now() - startedAt);
  return { run_id: runId, dry_run: false, entity, ...totals };
}

void runBlock(exportRun);
