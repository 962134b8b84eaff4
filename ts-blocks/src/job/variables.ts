import { DateTime } from "luxon";
import { DAY_MS, millisOf, type TimeRange, type UtcInstant, utcInstant } from "./instants";
import { strangeCharacter } from "./strange-characters";

type Variables = Readonly<Record<string, unknown>>;

/** Mage's UI turns `500` into a number and leaves `007` as text. An empty text means "not given". */
function given(variables: Variables, name: string): unknown {
  const value = variables[name];
  return value === undefined || value === null || value === "" ? undefined : value;
}

export function isGiven(variables: Variables, name: string): boolean {
  return given(variables, name) !== undefined;
}

/** A date, or a date and a time with or without an offset; Mage writes a YAML date as '2026-01-01 00:00:00'. */
const ISO_LIKE = /^\d{4}-\d\d-\d\d([T ][\d:.,]+(Z|[+-]\d\d(:?\d\d)?)?)?$/;

/** Shows a wrong value in short form: a variable may hold anything, and a log line should not. */
function shown(value: unknown): string {
  const text = typeof value === "string" ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  const strange = typeof value === "string" ? strangeCharacter(value) : undefined;
  return `${text.length > 40 ? `${text.slice(0, 40)}…` : text}${strange === undefined ? "" : `, which ${strange}`}`;
}

export function whole(
  variables: Variables,
  name: string,
  limits: { fallback: number; min: number; max: number },
  problems: string[],
): number {
  const value = given(variables, name);
  if (value === undefined) return limits.fallback;
  const number = typeof value === "string" && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) {
    problems.push(`${name} must be a whole number, not ${shown(value)}`);
    return limits.fallback;
  }
  if (number < limits.min || number > limits.max) {
    problems.push(`${name} must be between ${limits.min} and ${limits.max}, not ${number}`);
  }
  return number;
}

export function yesNo(variables: Variables, name: string, fallback: boolean, problems: string[]): boolean {
  const value = given(variables, name);
  if (value === undefined) return fallback;
  if (typeof value === "boolean") return value;
  if (typeof value === "string" && /^(true|false)$/i.test(value.trim())) return value.trim().toLowerCase() === "true";
  problems.push(`${name} must be true or false, not ${shown(value)}`);
  return fallback;
}

export function oneOf<T extends string>(
  variables: Variables,
  name: string,
  choices: readonly T[],
  fallback: T,
  problems: string[],
): T {
  const value = given(variables, name);
  if (value === undefined) return fallback;
  const found = choices.find((choice) => typeof value === "string" && choice === value.trim().toLowerCase());
  if (found === undefined) problems.push(`${name} must be one of ${choices.join(", ")}, not ${shown(value)}`);
  return found ?? fallback;
}

/** Both ends of the range. If they do not make a range: undefined, with the reasons in `problems`. */
export function utcRange(
  variables: Variables,
  startName: string,
  endName: string,
  limits: { daysMax: number },
  problems: string[],
): TimeRange | undefined {
  const start = utcTime(variables, startName, problems);
  const end = utcTime(variables, endName, problems);
  if (start === undefined || end === undefined) return undefined;
  if (start >= end) {
    problems.push(
      start === end
        ? `${startName} and ${endName} are the same moment (${start}): the end is not included, so the range is empty`
        : `${startName} (${start}) lies after ${endName} (${end})`,
    );
    return undefined;
  }
  if ((millisOf(end) - millisOf(start)) / DAY_MS > limits.daysMax) {
    problems.push(`${startName} and ${endName} span more than ${limits.daysMax} days`);
    return undefined;
  }
  return { start, end };
}

/**
 * A date, or a time without a zone, is UTC; `Z` and `+00:00` are UTC. Any other offset is a local time and is refused: a range
 * that began five hours off without notice would leave a gap that looks like a night without records.
 */
export function utcTime(variables: Variables, name: string, problems: string[]): UtcInstant | undefined {
  const value = given(variables, name);
  if (value === undefined) {
    problems.push(`${name} is missing (a UTC date such as 2026-01-01)`);
    return undefined;
  }
  if (typeof value !== "string" || !ISO_LIKE.test(value.trim())) {
    problems.push(`${name} must be an ISO 8601 date or time such as 2026-01-01, not ${shown(value)}`);
    return undefined;
  }
  // YAML turns a date into a datetime, and Mage hands it over as '2026-01-01 00:00:00'.
  const text = value.trim().replace(" ", "T");
  const offset = /T.*?([+-]\d\d:?\d\d|[+-]\d\d)$/.exec(text)?.[1];
  if (offset !== undefined && !/^[+-]00(:?00)?$/.test(offset)) {
    problems.push(`${name} must be in UTC, not in a local time (${shown(value)}); write ${utcSuggestion(text)}`);
    return undefined;
  }
  const moment = DateTime.fromISO(text, { zone: "utc" });
  if (!moment.isValid) {
    problems.push(`${name} is no real date or time: ${shown(value)}`);
    return undefined;
  }
  if (/[.,]\d*[1-9]/.test(text)) {
    problems.push(`${name} must be a whole second, not ${shown(value)}`);
    return undefined;
  }
  return utcInstant(moment);
}

function utcSuggestion(text: string): string {
  const moment = DateTime.fromISO(text, { setZone: true });
  return moment.isValid ? utcInstant(moment) : "it with a trailing Z";
}
