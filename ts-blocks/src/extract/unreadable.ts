import { millisOf, SECOND_MS, utcInstant } from "../job/instants";
import type { UnreadableFound } from "../warehouse/ledger/rejected";
import type { PageRead } from "./page-read";

/**
 * Describes where on a page an unreadable record stands, by the records before and after it. The time of the record lies
 * between the times of these neighbours, since rows come in the order of their last change. Its day is taken for its neighbour's
 * day, until the proof counts the days between the two.
 */
export function placeUnreadable(read: PageRead): UnreadableFound[] {
  return read.unreadable.map(({ place, reason, request }) => {
    const before = read.keys[place - 1];
    const after = read.keys[place];
    const notBefore = before?.updatedAt ?? read.asked.start;
    const neighbours = [
      before === undefined ? `the first after ${notBefore}` : `after record ${before.id} of ${before.updatedAt}`,
      ...(after === undefined ? [] : [`before record ${after.id} of ${after.updatedAt}`]),
    ];
    return {
      notBefore,
      notAfter: after?.updatedAt ?? utcInstant(millisOf(read.asked.end) - SECOND_MS),
      near: before?.updatedAt ?? after?.updatedAt ?? notBefore,
      detail: `QuickBooks cannot render this record (${neighbours.join(", ")}). ${reason}`,
      request,
    };
  });
}

/**
 * A source may order the records of one second differently each time. While a page is read in parts, it may then show one
 * record at two places. Of several entries that may be the same record, only the first is kept. Booking a record twice would
 * hide another one that is missing. Booking it too seldom only makes its day short.
 */
export function surelyDistinct(read: PageRead): PageRead {
  const placed = placeUnreadable(read);
  const mayBeSame = (one: UnreadableFound, other: UnreadableFound) =>
    one.notBefore <= other.notAfter && other.notBefore <= one.notAfter;
  const isFirst = (index: number) =>
    !placed.slice(0, index).some((earlier) => mayBeSame(earlier, placed[index] as UnreadableFound));
  return { ...read, unreadable: read.unreadable.filter((_, index) => isFirst(index)) };
}
