import type { UtcInstant } from "../job/instants";
import { dayOf } from "../job/windows";
import { counted, grouped } from "./words";

/** What is known of a record that is not in the table. */
export interface RejectedName {
  readonly recordId: string | null;
  readonly day: UtcInstant | null;
  readonly page: number | null;
  readonly position: number | null;
  readonly reason: string;
  /** For an unreadable record: its LastUpdatedTime lies between these two, or is one of them. */
  readonly notBefore: UtcInstant | null;
  readonly notAfter: UtcInstant | null;
  /** For an unreadable record: the ids of the records before and after it. */
  readonly neighbours: { readonly before: string | null; readonly after: string | null };
}

/** `900001 of 2026-01-20 (NOT_JSONB), and 2 more`: where to look for the records. */
export function namesOf(first: readonly RejectedName[], total: number): string {
  const named = first.map((record) => `${placeOf(record)} (${record.reason})`);
  if (total > first.length) named.push(`and ${grouped(total - first.length)} more`);
  return named.join(", ");
}

function placeOf({ recordId, day, page, position, notBefore, notAfter, neighbours }: RejectedName): string {
  if (recordId !== null) return day === null ? recordId : `${recordId} of ${dayOf(day)}`;
  if (notBefore === null || notAfter === null) return `one without an Id, place ${position} of page ${page}`;
  const when = notBefore === notAfter ? `one of ${notBefore}` : `one between ${notBefore} and ${notAfter}`;
  const { before, after } = neighbours;
  return [when, before && `after record ${before}`, after && `before record ${after}`].filter(Boolean).join(", ");
}

/** `5 records set aside in backfill.rejected_record: 900001 of …`. */
export function setAside(first: readonly RejectedName[], total: number): string {
  return `${counted(total, "record")} set aside in backfill.rejected_record: ${namesOf(first, total)}`;
}
