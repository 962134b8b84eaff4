import type { DayFacts } from "../../warehouse/reports/days";

/** What a person wants to know about a day at a glance. */
export type DayStatus = "rows" | "empty" | "unread" | "not-loaded" | "unproven" | "short" | "rejected";

/** The most serious status that applies to the day. A moved day is whole: its edited records lie in a later day. */
export function statusOf(day: DayFacts): DayStatus {
  if (day.state === "pending") return "unread";
  if (day.verdict === "short") return "short";
  if (day.rejected > 0) return "rejected";
  if (day.state === "fetched") return "not-loaded";
  if (day.verdict === null) return "unproven";
  return day.rows === 0 ? "empty" : "rows";
}

/** The sign over the colour of a day that is not whole. */
export type DayMark = "unread" | "unproven" | "not-complete";

export function markOf(status: DayStatus): DayMark | undefined {
  if (!isOpen(status)) return undefined;
  if (status === "unread") return "unread";
  return status === "not-loaded" || status === "unproven" ? "unproven" : "not-complete";
}

/** Consecutive days with the same status. */
export interface StatusSpan {
  readonly status: DayStatus;
  readonly days: readonly [DayFacts, ...DayFacts[]];
}

export function statusSpansOf(days: readonly DayFacts[]): StatusSpan[] {
  const spans: { status: DayStatus; days: [DayFacts, ...DayFacts[]] }[] = [];
  for (const day of days) {
    const status = statusOf(day);
    const open = spans.at(-1);
    if (open?.status === status) open.days.push(day);
    else spans.push({ status, days: [day] });
  }
  return spans;
}

/** The longest series of days without a record, or the first of several; undefined if every day has one. */
export function longestQuiet(days: readonly DayFacts[]): StatusSpan | undefined {
  const quiet = statusSpansOf(days).filter(({ status }) => status === "empty");
  return quiet.reduce<StatusSpan | undefined>(
    (longest, each) => (each.days.length > (longest?.days.length ?? 0) ? each : longest),
    undefined,
  );
}

export function isOpen(status: DayStatus): boolean {
  return status !== "rows" && status !== "empty";
}

export interface MonthOfDays {
  /** `2026-01`. */
  readonly month: string;
  readonly days: number;
  readonly rows: number;
  readonly withRows: number;
  readonly empty: number;
  readonly unread: number;
  /** Neither unread nor whole. */
  readonly notComplete: number;
}

export function monthsOf(days: readonly DayFacts[]): MonthOfDays[] {
  const months = groupByMonth(days);
  return [...months].map(([month, own]) => {
    const count = (...statuses: readonly DayStatus[]) => own.filter((day) => statuses.includes(statusOf(day))).length;
    const [withRows, empty, unread] = [count("rows"), count("empty"), count("unread")];
    return {
      month,
      days: own.length,
      rows: own.reduce((sum, { rows }) => sum + rows, 0),
      withRows,
      empty,
      unread,
      notComplete: own.length - withRows - empty - unread,
    };
  });
}

function groupByMonth(days: readonly DayFacts[]): Map<string, DayFacts[]> {
  const months = new Map<string, DayFacts[]>();
  for (const day of days) {
    const month = day.start.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return months;
}
