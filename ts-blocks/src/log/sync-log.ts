import type { UtcInstant } from "../job/instants";
import type { Log } from "./log";
import { counted, grouped } from "./words";

/** What is logged at the start of a sync. */
export function logSyncBegins(log: Log, entities: number, since: UtcInstant, proves: boolean): void {
  log.log(
    "info",
    `qb.sync ${counted(entities, "entity", "entities")} from ${since}${proves ? ", and a count of everything" : ""}`,
    { entities, since_utc: since, proves },
  );
}

/** Another program works on these entities. The next sync reads what this one leaves out. */
export function logSyncLeavesOut(log: Log, entities: readonly string[]): void {
  log.log("warning", `qb.sync leaves out ${entities.join(", ")}: another program works on them`, {
    entities: [...entities],
  });
}

/** Lists that QuickBooks does not count, or only without the condition on inactive records. Their rows were read all the same. */
export function logSyncUncounted(log: Log, entities: readonly string[]): void {
  log.log("info", `qb.sync QuickBooks refuses the count of everything for ${entities.join(", ")}: not counted whole`, {
    entities: [...entities],
  });
}

/** Why an entity is read more thoroughly than change data capture allows. */
export function logSyncDoubt(log: Log, why: string): void {
  log.log("warning", `qb.sync ${why}`, { why });
}

export function logSynced(
  log: Log,
  sync: {
    readonly changed: number;
    readonly removed: number;
    readonly failed: number;
    readonly whole: number;
    readonly calls: number;
  },
): void {
  const { changed, removed, failed, whole, calls } = sync;
  log.log(
    failed === 0 ? "info" : "warning",
    `qb.sync ${grouped(changed)} changed, ${grouped(removed)} removed, ${grouped(whole)} counted whole, ${counted(calls, "call")}`,
    { ...sync },
  );
}
