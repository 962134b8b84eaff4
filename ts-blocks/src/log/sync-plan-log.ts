import type { EntityName } from "../entities/entity";
import type { Log } from "./log";
import { counted, grouped } from "./words";

interface PlannedWay {
  readonly entities: readonly EntityName[];
  readonly records: number;
}

interface Plan {
  readonly byCdc: PlannedWay;
  readonly byChange: PlannedWay;
  readonly whole: PlannedWay;
  readonly compared: PlannedWay;
  readonly proven: number;
  readonly calls: number;
  readonly reads: number;
  readonly monthShare: number;
}

/** What a sync would do: a line for each way of reading, then what all of it would cost. */
export function logSyncPlan(log: Log, plan: Plan, refused: readonly EntityName[]): void {
  const { byCdc, byChange, whole, compared, proven, calls, reads, monthShare } = plan;
  way(log, byCdc, "by change data capture in one call, ", "changed record");
  way(log, byChange, "by change, ", "changed record");
  way(log, whole, "whole, ", "record");
  way(log, compared, "compared record by record, ", "row");
  if (proven > 0) log.log("info", `qb.plan ${named(proven)} counted whole as the proof`, { proven });
  if (refused.length > 0) {
    log.log("warning", `qb.plan QuickBooks does not count ${refused.join(", ")} now: a sync would fail for them`, {
      refused: [...refused],
    });
  }
  log.log(
    "info",
    `qb.sync would take about ${counted(calls, "call")}, ${grouped(reads)} of a month's reads (${(monthShare * 100).toFixed(3)} %); dry run: nothing is written`,
    { calls, reads, month_share: monthShare, dry_run: true },
  );
}

function way(log: Log, { entities, records }: PlannedWay, how: string, noun: string): void {
  if (entities.length === 0) return;
  log.log("info", `qb.plan ${named(entities.length)} ${how}${counted(records, noun)}`, {
    entities: [...entities],
    records,
  });
}

function named(entities: number): string {
  return counted(entities, "entity", "entities");
}
