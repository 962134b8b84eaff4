import { DateTime } from "luxon";

declare const brand: unique symbol;

/** ISO 8601 in UTC with whole seconds and a trailing Z: the only form of time that crosses a module boundary. */
export type UtcInstant = string & { readonly [brand]: "UtcInstant" };

/** Half-open, [start, end): two neighbours share a boundary, but never a record. */
export interface TimeRange {
  readonly start: UtcInstant;
  readonly end: UtcInstant;
}

/** A UTC day of a run's range, clipped to the range. A list that is read whole has one window: the range. */
export type Window = TimeRange;

export const SECOND_MS = 1_000;
export const DAY_MS = 86_400_000;

/** Whole seconds: QuickBooks stamps its records to the second. */
export function utcInstant(time: DateTime | Date | number): UtcInstant {
  const second = Math.floor(Number(time) / SECOND_MS) * SECOND_MS;
  if (Number.isNaN(second)) throw new RangeError("not a moment in time");
  return new Date(second).toISOString().replace(".000Z", "Z") as UtcInstant;
}

/** Milliseconds since the epoch. */
export function millisOf(instant: UtcInstant): number {
  return Date.parse(instant);
}

/**
 * Reads a time that QuickBooks wrote, such as `2020-09-29T06:02:35-07:00`. Undefined if date, time or offset is missing, since
 * such a stamp names no instant. No clock on earth is more than 14 hours from UTC, and Postgres refuses 16.
 */
export function parseSourceStamp(text: unknown): UtcInstant | undefined {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)$/.test(text))
    return undefined;
  const moment = DateTime.fromISO(text, { setZone: true });
  return moment.isValid ? utcInstant(moment) : undefined;
}
