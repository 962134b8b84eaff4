import type { UtcInstant } from "../job/instants";
import type { Fields, Log } from "./log";
import { NOTHING_OUTSIDE, type Outside, outsideWords } from "./outside-words";
import { type ProvenRange, provenWords, rangeWords } from "./range-words";
import { type Grain, labelOf } from "./window-lines";
import { counted, seconds } from "./words";

interface Summary extends ProvenRange {
  readonly runId: number;
  readonly windows: number;
  readonly windowsWithRows: number;
  readonly pages: number;
  readonly rows: number;
  readonly calls: number;
  readonly seconds: number;
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly stale: number;
  readonly rejected: number;
  readonly sourceCount: number | null;
}

interface CheckLine {
  readonly name: string;
  readonly offenders: number;
  readonly says: string;
}

export function logCheck(log: Log, check: CheckLine): void {
  const passed = check.offenders === 0;
  log.log(
    passed ? "info" : "warning",
    passed
      ? `qb.check passed: ${check.says}`
      : `qb.check FAILED ${check.name}: ${counted(check.offenders, "offender")}`,
    { ...check, passed },
  );
}

export function logSummary(log: Log, run: Summary): void {
  const fields = {
    run_id: run.runId,
    range_start_utc: run.rangeStart,
    range_end_utc: run.rangeEnd,
    requested_end_utc: run.requestedEnd,
    windows: run.windows,
    windows_with_rows: run.windowsWithRows,
    pages: run.pages,
    rows: run.rows,
    calls: run.calls,
    seconds: run.seconds,
    inserted: run.inserted,
    updated: run.updated,
    changed: run.changed,
    stale: run.stale,
    rejected: run.rejected,
    source_count: run.sourceCount,
  };
  log.log(
    "info",
    `qb.summary ${counted(run.rows, "row")}, ${counted(run.windows, "window")}, ${counted(run.pages, "page")}, ` +
      `${counted(run.calls, "call")}, ${seconds(run.seconds * 1_000)}`,
    fields,
  );
  log.metric("qb.summary", fields);
}

/** For a complete run, names the proven range, and says so if it is shorter than the range that was asked for. */
export function logVerdict(
  log: Log,
  run: ProvenRange & Pick<Summary, "runId">,
  verdict: "complete" | "incomplete",
  failed: readonly CheckLine[],
  checks: number,
  outside: Outside = NOTHING_OUTSIDE,
): void {
  log.log(
    verdict === "complete" ? "info" : "warning",
    verdict === "complete"
      ? `qb.verdict complete: all of it is there ${provenWords(run)} (${counted(checks, "check")} passed)${outsideWords(outside)}`
      : `qb.verdict incomplete: ${failed.map((check) => check.name).join(", ")}`,
    {
      run_id: run.runId,
      verdict,
      failed: failed.map((check) => check.name),
      range_start_utc: run.rangeStart,
      range_end_utc: run.rangeEnd,
      requested_end_utc: run.requestedEnd,
      unread: outside.unread,
      future: outside.future,
      untimed: outside.untimed,
    },
  );
}

export function logUnavailableVerdict(log: Log, runId: number, entity: string): void {
  log.log("info", `qb.verdict unavailable: this company does not have ${entity}; the next run asks again`, {
    run_id: runId,
    verdict: "unavailable",
  });
}

interface TableLine {
  readonly from: UtcInstant;
  readonly windows: number;
  readonly rows: number;
  readonly inTable: number;
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly stale: number;
  readonly rejected: number;
  readonly sourceCount: number | null;
  readonly pages: number;
  readonly verdict: string;
}

/** A day that was counted as part of a wider range has no count of its own. A number column of pandas would show `None`. */
function countOrBlank(count: number | null): string {
  return count === null ? "" : String(count);
}

/** The validator's table as Mage shows it: important columns first, a line of totals at the top. */
export function verdictTable(run: Summary, verdict: string, grain: Grain, lines: readonly TableLine[]): Fields[] {
  const sum = (pick: (line: TableLine) => number) => lines.reduce((total, line) => total + pick(line), 0);
  const total: Fields = {
    window: `all ${rangeWords(run.rangeStart, run.rangeEnd)} (run ${run.runId})`,
    verdict,
    rows: run.rows,
    in_table: sum((line) => line.inTable),
    source_count: countOrBlank(run.sourceCount),
    inserted: run.inserted,
    updated: run.updated,
    changed: run.changed,
    stale: run.stale,
    rejected: run.rejected,
    windows: run.windows,
    pages: run.pages,
  };
  return [
    total,
    ...lines.map((line) => ({
      window: labelOf(grain, line.from),
      verdict: line.verdict,
      rows: line.rows,
      in_table: line.inTable,
      source_count: countOrBlank(line.sourceCount),
      inserted: line.inserted,
      updated: line.updated,
      changed: line.changed,
      stale: line.stale,
      rejected: line.rejected,
      windows: line.windows,
      pages: line.pages,
    })),
  ];
}
