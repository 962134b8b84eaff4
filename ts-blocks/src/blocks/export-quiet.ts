import type { EntityName } from "../entities/entity";
import { entityLog } from "../log/entity-log";
import { logExport } from "../log/exporter-log";
import type { Log } from "../log/log";
import type { Warehouse } from "../warehouse/database/connection";
import { liveRowsOf } from "../warehouse/ledger/live-rows";
import { bookQuietRuns, type QuietRun } from "../warehouse/raw/quiet-runs";

const NOTHING = { inserted: 0, updated: 0, changed: 0, stale: 0, rejected: 0, removed: 0, restored: 0 };

/**
 * Exports runs that have nothing to write, together. A sync that finds little new has many of them, and each by itself would
 * take some twenty statements. The caller must hold the locks of their entities.
 */
export async function exportQuiet(log: Log, warehouse: Warehouse, runs: readonly QuietRun[]): Promise<void> {
  await bookQuietRuns(
    warehouse.db,
    runs.map(({ runId }) => runId),
  );
  const uncounted = runs.filter(({ live }) => live === null).map(({ entity }) => entity);
  const live: ReadonlyMap<EntityName, number> = await liveRowsOf(warehouse.db, uncounted);
  for (const { runId, entity, live: counted } of runs) {
    const total = counted ?? live.get(entity) ?? 0;
    logExport(entityLog(log, entity), runId, { ...NOTHING, total }, 0);
  }
}
