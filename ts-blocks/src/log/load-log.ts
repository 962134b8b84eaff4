import { FREE_READS_PER_MONTH } from "../job/budget";
import type { Log } from "./log";
import { type ProvenRange, provenWords } from "./range-words";
import { counted, grouped } from "./words";

/** A load that broke off is continued. What it has done already is not read again. */
export function logLoadResumed(log: Log, done: number): void {
  log.log("info", `qb.load goes on: ${counted(done, "entity", "entities")} read before`, { read_before: done });
}

/** Another program works on the entity, so this program waits. */
export function logEntityWaits(log: Log, entity: string, holder: string): void {
  log.log("warning", `qb.wait ${entity}: another program works on it (${holder})`, { entity, holder });
}

/** One entity could not be read; the others go on. */
export function logEntityFailed(log: Log, failure: { readonly code: string; readonly message: string }): void {
  log.log("error", `qb.failed ${failure.message}`, { code: failure.code });
}

export function logLoad(
  log: Log,
  load: { readonly entities: number; readonly unavailable: number; readonly failed: number; readonly calls: number },
): void {
  const { entities, unavailable, failed } = load;
  log.log(
    failed === 0 ? "info" : "warning",
    `qb.load ${counted(entities, "entity", "entities")}: ${grouped(failed)} failed, ${grouped(unavailable)} not in this company`,
    { ...load },
  );
}

/** The result of a load as a whole. Each entity has its own verdict. */
export function logLoadVerdict(
  log: Log,
  loadId: number,
  load: {
    readonly complete: number;
    /** The range that all complete entities have proven; undefined if none is complete. */
    readonly proven: ProvenRange | undefined;
    readonly unavailable: number;
    readonly missing: readonly string[];
  },
): void {
  const { complete, proven, unavailable, missing } = load;
  const lacking = unavailable > 0 ? `, ${grouped(unavailable)} not in this company` : "";
  const range = proven === undefined ? "" : ` ${provenWords(proven)}`;
  const whole = `${counted(complete, "entity", "entities")} complete${range}${lacking}`;
  log.log(
    missing.length === 0 ? "info" : "warning",
    missing.length === 0 ? `qb.verdict complete: ${whole}` : `qb.verdict incomplete: ${missing.join(", ")}; ${whole}`,
    {
      load_id: loadId,
      complete,
      unavailable,
      missing: [...missing],
      ...(proven !== undefined && {
        range_start_utc: proven.rangeStart,
        range_end_utc: proven.rangeEnd,
        requested_end_utc: proven.requestedEnd,
      }),
    },
  );
}

const CALLS_PER_MINUTE_MAX = 500;

/** The plan of a dry run of several entities, added up. Each entity has its own line. */
export function logLoadPlan(
  log: Log,
  outcomes: readonly { readonly planned?: { readonly records: number; readonly calls: number } | undefined }[],
): void {
  const planned = outcomes.flatMap((outcome) => (outcome.planned === undefined ? [] : [outcome.planned]));
  const records = planned.reduce((sum, each) => sum + each.records, 0);
  const calls = planned.reduce((sum, each) => sum + each.calls, 0);
  const minutes = Math.ceil(calls / CALLS_PER_MINUTE_MAX);
  const share = calls / FREE_READS_PER_MONTH;
  log.log(
    "info",
    `qb.load would read ${counted(records, "record")} with at most ${counted(calls, "call")}, ${minutes} min, ${(share * 100).toFixed(3)} % of a month`,
    { records, calls, minutes_at_limit: calls / CALLS_PER_MINUTE_MAX, month_share: share, entities: planned.length },
  );
}
