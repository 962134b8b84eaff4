import { FREE_READS_PER_MONTH } from "../../job/budget";
import type { ReportFacts } from "../../warehouse/reports/facts";
import type { Format } from "./format";
import type { Shown, Words } from "./words-en";

export type Result = "passed" | "failed" | "open" | "noted";

export interface Point {
  readonly asks: string;
  readonly result: Result;
  readonly evidence: string;
  /** Absent if there is nothing to ask yet. */
  readonly statement: string | undefined;
}

export const hasVerdict = ({ run }: ReportFacts) => run.state === "complete" || run.state === "incomplete";

/** The checks that decide the verdict, and two points that do not: an earlier run of the same range, and the month's calls. */
export function acceptance(facts: ReportFacts, words: Words, format: Format): Point[] {
  const shown = shownOf(facts, format);
  const asked = facts.checks.map(({ name, offenders, statement }): Point => {
    const point = pointOf(words, name);
    const result = hasVerdict(facts) ? (offenders === 0 ? "passed" : "failed") : "open";
    const evidence = {
      passed: () => point.shows(shown),
      failed: () => words.checks.offenders(offenders, format.count(offenders)),
      open: () => words.checks.open,
    };
    return { asks: point.asks, result, evidence: evidence[result](), statement };
  });
  return [...asked, sameRangeAgain(facts, words, format), callsWithinTheMonth(facts, words, shown)];
}

function sameRangeAgain(facts: ReportFacts, words: Words, format: Format): Point {
  const { asks, shows } = pointOf(words, "same_range_again");
  const statement = facts.statements.comparison;
  if (facts.previous === undefined) return { asks, result: "open", evidence: words.checks.notTried, statement };
  if (!hasVerdict(facts)) return { asks, result: "open", evidence: words.checks.open, statement };
  const { inserted, changed } = facts.previous.now;
  if (inserted + changed === 0) return { asks, result: "passed", evidence: shows(shownOf(facts, format)), statement };
  const evidence = words.checks.sinceThen(format.count(inserted), format.count(changed));
  return { asks, result: "noted", evidence, statement };
}

function callsWithinTheMonth(facts: ReportFacts, words: Words, shown: Shown): Point {
  const { asks, shows } = pointOf(words, "calls_within_the_month");
  const kept = fullestMonth(facts) <= allowedCalls(facts);
  return { asks, result: kept ? "passed" : "failed", evidence: shows(shown), statement: facts.statements.calls };
}

function pointOf(words: Words, name: string): Words["checks"]["points"][string] {
  return words.checks.points[name] ?? { asks: name, shows: () => name };
}

/** The number of answered calls that a month may have. */
export function allowedCalls({ monthlyCap }: Pick<ReportFacts, "monthlyCap">): number {
  return monthlyCap ?? FREE_READS_PER_MONTH;
}

function fullestMonth({ months }: ReportFacts): number {
  return Math.max(0, ...months.map(({ calls }) => calls));
}

function shownOf(facts: ReportFacts, format: Format): Shown {
  const { run, days } = facts;
  return {
    days: format.count(days.length),
    from: format.edge(run.rangeStart),
    to: format.edge(run.rangeEnd),
    rows: format.count(days.reduce((sum, { rows }) => sum + rows, 0)),
    stale: format.count(days.reduce((sum, { stale }) => sum + stale, 0)),
    source: format.count(run.sourceCount ?? 0),
    held: format.count(run.distinctCount ?? 0),
    departed: run.departedCount === null || run.departedCount === 0 ? undefined : format.count(run.departedCount),
    listed: run.proof === "ids",
    monthCalls: format.count(fullestMonth(facts)),
    monthAllowed: format.count(allowedCalls(facts)),
  };
}
