import type { EntityName } from "../entities/entity";
import type { TimeRange, UtcInstant } from "../job/instants";
import type { Log } from "./log";

/** The variables name no dates: each entity goes on from what is proven of it. */
export function logGoesOn(log: Log, range: TimeRange, starts: ReadonlyMap<EntityName, UtcInstant>): void {
  const earliest = starts.size === 1 ? "" : " at the earliest";
  log.log("info", `qb.plan no dates: goes on from what is proven, ${range.start}${earliest}`, {
    range_start_utc: range.start,
    range_end_utc: range.end,
    starts: Object.fromEntries(starts),
  });
}
