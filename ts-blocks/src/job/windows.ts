import { DAY_MS, millisOf, type TimeRange, type UtcInstant, utcInstant, type Window } from "./instants";

/** Cuts a range into UTC days. The first and the last day are clipped to the range. */
export function utcDayWindows(range: TimeRange): Window[] {
  const windows: Window[] = [];
  const end = millisOf(range.end);
  let start = range.start;
  for (let ms = nextMidnightMs(start); ms < end; ms += DAY_MS) {
    const midnight = utcInstant(ms);
    windows.push({ start, end: midnight });
    start = midnight;
  }
  return [...windows, { start, end: range.end }];
}

/** The first midnight after the instant. */
export function nextUtcMidnight(instant: UtcInstant): UtcInstant {
  return utcInstant(nextMidnightMs(instant));
}

/** It is computed with numbers: luxon took 0.1 s for the days of five years. */
function nextMidnightMs(instant: UtcInstant): number {
  // A UTC day always has 86,400 seconds.
  return (Math.floor(millisOf(instant) / DAY_MS) + 1) * DAY_MS;
}

/** The day in the form that log lines use: `2026-01-05`. */
export function dayOf(instant: UtcInstant): string {
  return instant.slice(0, 10);
}
