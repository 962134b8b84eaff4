import type { Log } from "./log";

/** How to get a run's report: the command that makes it on any machine that reaches the database. */
export function logReport(log: Log, runId: number): void {
  log.log("info", `qb.report npm run report -- --run ${runId}`, { run_id: runId });
}

/** For the report of a load of several entities. */
export function logLoadReport(log: Log, loadId: number): void {
  log.log("info", `qb.report npm run report -- --load ${loadId}`, { load_id: loadId });
}

/** For the report of an earlier run that kept none, in most cases because it was cancelled or killed. */
export function logReportOfEarlier(log: Log, runId: number): void {
  log.log("info", `qb.report kept for the earlier run ${runId}: npm run report -- --run ${runId}`, {
    run_id: runId,
  });
}

/** @param reason Postgres' code, or the kind of error. Never the error's text, which may quote the statement. */
export function logReportNotKept(log: Log, runId: number, reason: string): void {
  log.log("warning", `qb.report not kept; npm run report -- --run ${runId} makes it`, {
    run_id: runId,
    reason,
  });
}
