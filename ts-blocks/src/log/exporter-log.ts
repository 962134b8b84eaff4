import type { UtcInstant } from "../job/instants";
import type { Log } from "./log";
import { type RejectedName, setAside } from "./rejected-words";
import { type Grain, labelOf } from "./window-lines";
import { grouped } from "./words";

type Counts = Readonly<Record<"inserted" | "updated" | "changed" | "stale" | "rejected", number>>;

/** What was done with the records of one day (or month). */
export function logExportedWindow(
  log: Log,
  grain: Grain,
  line: Counts & { readonly from: UtcInstant; readonly windows: number; readonly rows: number },
): void {
  const { inserted, updated, changed, stale, rejected } = line;
  const label = labelOf(grain, line.from);
  log.log(
    "info",
    `qb.export ${label}: ${grouped(inserted)} inserted, ${grouped(updated)} updated (${grouped(changed)} changed)${alsoStale(stale)}`,
    {
      window: label,
      windows: line.windows,
      rows: line.rows,
      inserted,
      updated,
      changed,
      stale,
      rejected,
    },
  );
}

/** What was done with all records. */
export function logExport(
  log: Log,
  runId: number,
  totals: Counts & Readonly<Record<"removed" | "restored" | "total", number>>,
  durationMs: number,
  firstRejected: readonly RejectedName[] = [],
): void {
  const gone = totals.removed > 0 ? `, ${grouped(totals.removed)} removed` : "";
  const left = totals.restored > 0 ? `${gone}, ${grouped(totals.restored)} restored` : gone;
  if (totals.rejected > 0) {
    log.log("warning", `qb.rejected ${setAside(firstRejected, totals.rejected)}`, {
      run_id: runId,
      rejected: totals.rejected,
    });
  }
  log.log(
    "info",
    `qb.export ${grouped(totals.inserted)} inserted, ${grouped(totals.updated)} updated${alsoStale(totals.stale)}${left}, ${grouped(totals.total)} in the table`,
    { run_id: runId, ...totals, duration_ms: Math.round(durationMs) },
  );
  log.metric("qb.export", { run_id: runId, ...totals, duration_ms: Math.round(durationMs) });
}

/** Logs how much disk the staging table gave back, if it gave back any. */
export function logReleased(log: Log, bytes: number): void {
  if (bytes === 0) return;
  const megabytes = Math.round(bytes / 2 ** 20);
  log.log("info", `qb.staging ${grouped(megabytes)} MB of disk given back`, { released_bytes: bytes });
}

/** Records that were read and not written. Most runs have none; then nothing is logged. */
function alsoStale(stale: number): string {
  return stale === 0 ? "" : `, ${grouped(stale)} stale`;
}
