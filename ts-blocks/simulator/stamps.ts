import { DateTime } from "luxon";

/** QBO writes every stamp of a record in Pacific time, whole seconds, with the offset of that day. */
const HOUR_SECONDS = 3600;
const PACIFIC = "America/Los_Angeles";

/** A year in seconds, and the part of it that has daylight time. Neighbouring records ask for the same year. */
interface Year {
  readonly from: number;
  readonly to: number;
  readonly summerFrom: number;
  readonly summerTo: number;
}
let lastYear = yearOf(0);

/** Daylight time by the rule of 2007: second Sunday of March to first Sunday of November, 02:00 local. */
function yearOf(second: number): Year {
  const year = new Date(second * 1000).getUTCFullYear();
  const sunday = (month: number, nth: number): number => {
    const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
    return Date.UTC(year, month, 1 + ((7 - first) % 7) + 7 * (nth - 1)) / 1000;
  };
  return {
    from: Date.UTC(year, 0, 1) / 1000,
    to: Date.UTC(year + 1, 0, 1) / 1000,
    summerFrom: sunday(2, 2) + 10 * HOUR_SECONDS,
    summerTo: sunday(10, 1) + 9 * HOUR_SECONDS,
  };
}

export function pacificOffsetHours(second: number): -7 | -8 {
  if (second < lastYear.from || second >= lastYear.to) lastYear = yearOf(second);
  return second >= lastYear.summerFrom && second < lastYear.summerTo ? -7 : -8;
}

const days = new Map<number, string>();
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, "0"));
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** `2026-03-08T01:59:59-08:00`: the form of MetaData.CreateTime and MetaData.LastUpdatedTime. */
export function pacificStamp(second: number): string {
  const offset = pacificOffsetHours(second);
  const local = second + offset * HOUR_SECONDS;
  const rest = local - Math.floor(local / DAY_SECONDS) * DAY_SECONDS;
  const clock = `${TWO_DIGITS[Math.floor(rest / HOUR_SECONDS)]}:${TWO_DIGITS[Math.floor(rest / 60) % 60]}:${TWO_DIGITS[rest % 60]}`;
  return `${dayOf(local)}T${clock}${offset === -7 ? "-07:00" : "-08:00"}`;
}

export function pacificDay(second: number): string {
  return dayOf(second + pacificOffsetHours(second) * HOUR_SECONDS);
}

/** Formatting a date takes most of the time of writing a record. There are few days, so their texts are kept. */
function dayOf(local: number): string {
  const number = Math.floor(local / DAY_SECONDS);
  let day = days.get(number);
  if (day === undefined) {
    day = new Date(number * DAY_SECONDS * 1000).toISOString().slice(0, 10);
    days.set(number, day);
  }
  return day;
}

/** The milliseconds of an envelope's `time`: without trailing zeros, and none at all when they are zero; or all three. */
export const TIME_FRACTIONS = ["trimmed", "full"] as const;
export type TimeFraction = (typeof TIME_FRACTIONS)[number];

/** An instant, and how the envelope of an answer writes it. */
export interface Moment {
  readonly ms: number;
  readonly text: string;
}

export function momentOf(ms: number, fraction: TimeFraction): Moment {
  const second = Math.floor(ms / 1000);
  const stamp = pacificStamp(second);
  const digits = String(Math.floor(ms - second * 1000)).padStart(3, "0");
  const shown = fraction === "full" ? digits : digits.replace(/0+$/, "");
  return { ms, text: shown === "" ? stamp : `${stamp.slice(0, 19)}.${shown}${stamp.slice(19)}` };
}

const LITERAL = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A date-time literal of a query as milliseconds, or undefined when the text is not one. A literal without an offset is
 * read in `zone`. Intuit does not document what it does with such a literal, so this is a setting.
 */
export function parseInstant(text: string, zone: string = PACIFIC): number | undefined {
  const match = LITERAL.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", offset] = match;
  const parts = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.floor(Number(`0.${fraction || "0"}`) * 1000),
  };
  const at = DateTime.fromObject(parts, { zone: zoneOf(offset) ?? zone });
  return at.isValid ? at.toMillis() : undefined;
}

function zoneOf(offset: string | undefined): string | undefined {
  if (offset === undefined) return undefined;
  if (offset.toUpperCase() === "Z") return "utc";
  return `UTC${offset.slice(0, 3)}:${offset.slice(-2)}`;
}
