import type { Log } from "./log";

/** The address of a run's report: the command that brings it from wherever the database can be reached. */
export function logReport(log: Log, runId: number): void {
  log.log("info", `qb.report npm run report -- --run ${runId}`, { run_id: runId });
}

/** Of a load of several entities. */
export function logLoadReport(log: Log, loadId: number): void {
  log.log("info", `qb.report npm run report -- --load ${loadId}`, { load_id: loadId });
}

/** Of an earlier run that has kept none: it was cancelled or killed, mostly. */
export function logReportOfEarlier(log: Log, runId: number): void {
  log.log("info", `qb.report kept for the earlier run ${runId}: npm run report -- --run ${runId}`, {
    run_id: runId,
  });
}

/** @param reason Postgres' code, or the kind of error; not its text, which may quote what was asked. */
export function logReportNotKept(log: Log, runId: number, reason: string): void {
  log.log("warning", `qb.report not kept; npm run report -- --run ${runId} makes it`, {
    run_id: runId,
    reason,
  });
}
