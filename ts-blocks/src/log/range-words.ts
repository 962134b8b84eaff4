import type { UtcInstant } from "../job/instants";
import { dayOf } from "../job/windows";

/** `from 2026-01-01 to 2026-06-30T10:14:05Z`: days, with the time if an end is not at midnight. */
export function rangeWords(start: UtcInstant, end: UtcInstant): string {
  return `from ${edge(start)} to ${edge(end)}`;
}

/** A proven range, and the end that was asked for. The latter is later than rangeEnd if it reached into the present. */
export interface ProvenRange {
  readonly rangeStart: UtcInstant;
  readonly rangeEnd: UtcInstant;
  readonly requestedEnd: UtcInstant;
}

/** Names the proven range. If it is shorter than the range that was asked for, the text says so. */
export function provenWords({ rangeStart, rangeEnd, requestedEnd }: ProvenRange): string {
  const proven = rangeWords(rangeStart, rangeEnd);
  return requestedEnd > rangeEnd ? `${proven}, less than asked (${edge(requestedEnd)})` : proven;
}

function edge(instant: UtcInstant): string {
  return instant.endsWith("T00:00:00Z") ? dayOf(instant) : instant;
}
