import type { UtcInstant } from "../job/instants";
import { dayOf } from "../job/windows";

/** `from 2026-01-01 to 2026-06-30T10:14:05Z`: days, and the time where an end is not at midnight. */
export function rangeWords(start: UtcInstant, end: UtcInstant): string {
  return `from ${edge(start)} to ${edge(end)}`;
}

export function edge(instant: UtcInstant): string {
  return instant.endsWith("T00:00:00Z") ? dayOf(instant) : instant;
}
