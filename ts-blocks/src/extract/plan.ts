import type { EntityFacts } from "../entities/facts";
import { FREE_READS_PER_MONTH } from "../job/budget";
import { millisOf, type TimeRange, type UtcInstant, utcInstant, type Window } from "../job/instants";
import { utcDayWindows } from "../job/windows";

/**
 * Rows of the last moments may still be on their way into the source's index, so a range that reaches the present ends a
 * minute behind the source's clock; what came later lies in the next run's range.
 */
export const PRESENT_MARGIN_MS = 60_000;

/** The part of a requested range that lies safely in the past; undefined when none of it does. */
export function settledRange(requested: TimeRange, sourceNow: UtcInstant): TimeRange | undefined {
  const settledEnd = utcInstant(millisOf(sourceNow) - PRESENT_MARGIN_MS);
  if (requested.end <= settledEnd) return requested;
  return requested.start < settledEnd ? { start: requested.start, end: settledEnd } : undefined;
}

interface Reading {
  readonly pageSize: number;
  /** Most days one query may span; 0 = as wide as sensible. */
  readonly maxDaysPerQuery: number;
  /** How many segments may be read side by side. */
  readonly workers: number;
}

/** Fewer pages a worker than this, and the calls that the extra segment ends cost outweigh the time they save. */
const PAGES_PER_WORKER_MIN = 2;

/**
 * Which stretches of whole days are read by one sequence of queries each. Without a limit of days a query, as many as
 * there is work for workers; each of them ends in a page that is not full.
 */
export function planSegments(range: TimeRange, reading: Reading, records: number): TimeRange[] {
  const days = utcDayWindows(range);
  const pages = Math.ceil(records / reading.pageSize);
  const wanted = Math.min(reading.workers, Math.max(1, Math.floor(pages / PAGES_PER_WORKER_MIN)), days.length);
  const daysPerSegment = reading.maxDaysPerQuery > 0 ? reading.maxDaysPerQuery : Math.ceil(days.length / wanted);
  const segments: TimeRange[] = [];
  for (let first = 0; first < days.length; first += daysPerSegment) {
    const last = Math.min(first + daysPerSegment, days.length) - 1;
    segments.push({ start: (days[first] as Window).start, end: (days[last] as Window).end });
  }
  return segments;
}

export interface Estimate {
  readonly windows: number;
  readonly segments: number;
  /** Pages, the count before and the one after, the look at what was edited meanwhile, and the company of a first run. */
  readonly calls: number;
  /** At Intuit's limit of 500 a minute. */
  readonly minutesAtLimit: number;
  /** Share of the month's free 500,000 reads, 0 to 1. */
  readonly monthShare: number;
}

/** Intuit, limits and throttles: requests a minute and company. */
const CALLS_PER_MINUTE_MAX = 500;

/** What a run will cost, from the number of records in its range. Pages overlap by a second, so the number is approximate. */
export function estimate(
  range: TimeRange,
  records: number,
  reading: Reading,
  reads: EntityFacts["reads"] = "by-change",
): Estimate {
  const segments = reads === "whole" ? 1 : planSegments(range, reading, records).length;
  const calls = Math.floor(records / reading.pageSize) + segments + 4;
  return {
    windows: reads === "whole" ? 1 : utcDayWindows(range).length,
    segments,
    calls,
    minutesAtLimit: calls / CALLS_PER_MINUTE_MAX,
    monthShare: calls / FREE_READS_PER_MONTH,
  };
}
