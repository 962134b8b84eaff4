import { DAY_MS, millisOf } from "../../job/instants";
import type { SyncFacts, SyncSeries } from "../../warehouse/reports/sync-series";

export type SyncVerdict = "complete" | "incomplete" | "brokeOff" | "running";

/** What a person wants to know about a sync at a glance. */
export function verdictOf({ state, failed }: SyncFacts): SyncVerdict {
  if (state === "complete") return "complete";
  // The load of a failed entity stays open, and the next sync abandons it.
  if (state === "incomplete" || failed > 0) return "incomplete";
  return state === "abandoned" ? "brokeOff" : "running";
}

/** A daily sync, and two hours of patience. */
const OLD_MS = DAY_MS + 2 * 3_600_000;
/** Change data capture looks back 30 days; a sync relies on 29. */
const OUT_OF_REACH_MS = 29 * DAY_MS;

export type SeriesVerdict = "none" | "whole" | "old" | "outOfReach" | Exclude<SyncVerdict, "complete">;

/** What is true of all syncs together. */
export function seriesVerdict(series: SyncSeries): SeriesVerdict {
  const [newest] = series.syncs;
  if (newest === undefined) return "none";
  const verdict = verdictOf(newest);
  if (verdict !== "complete") return verdict;
  const age = ageMs(series) ?? 0;
  if (age > OUT_OF_REACH_MS) return "outOfReach";
  return age > OLD_MS ? "old" : "whole";
}

/** How old the data is: of the entity that is furthest behind. Clocks differ a little, so it is never less than 0. */
export function ageMs({ takenAt, known }: SyncSeries): number | undefined {
  return known && Math.max(0, millisOf(takenAt) - millisOf(known.asOf));
}
