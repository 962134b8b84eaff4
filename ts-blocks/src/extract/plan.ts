import type { EntityFacts } from "../entities/facts";
import { FREE_READS_PER_MONTH } from "../job/budget";
import { millisOf, type TimeRange, type UtcInstant, utcInstant, type Window } from "../job/instants";
import { utcDayWindows } from "../job/windows";

/**
 * Records of the last moments may not be in the source's index yet. So a range that reaches the present ends a minute before
 * the source's clock. Later records lie in the range of the next run.
 */
export const PRESENT_MARGIN_MS = 60_000;

/** The part of a requested range that is old enough to be read; undefined if there is none. */
export function settledRange(requested: TimeRange, sourceNow: UtcInstant): TimeRange | undefined {
  const settledEnd = utcInstant(millisOf(sourceNow) - PRESENT_MARGIN_MS);
  if (requested.end <= settledEnd) return requested;
  return requested.start < settledEnd ? { start: requested.start, end: settledEnd } : undefined;
}

interface Reading {
  readonly pageSize: number;
  /** Most days that one query may span; 0: no limit. */
  readonly maxDaysPerQuery: number;
  /** How many segments may be read side by side. */
  readonly workers: number;
}

/** With fewer pages for each worker than this, the calls at the ends of more segments cost more than the time they save. */
const PAGES_PER_WORKER_MIN = 2;

/**
 * The stretches of whole days that one sequence of queries reads each. Without a limit of days, there are as many stretches
 * as there is work for workers. The last page of each stretch is not full, so more stretches cost more calls.
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
  /** Calls other than the pages: the count before and the one after, the list of edited records, and a first run's company name. */
  readonly calls: number;
  /** The shortest time, at Intuit's limit of 500 calls a minute. */
  readonly minutesAtLimit: number;
  /** Share of the month's free 500,000 reads, 0 to 1. */
  readonly monthShare: number;
}

/** Intuit's limit of requests for each minute and company (limits and throttles page). */
const CALLS_PER_MINUTE_MAX = 500;

/** What a run will cost, from the number of records in its range. The number is approximate: pages overlap by a second. */
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
