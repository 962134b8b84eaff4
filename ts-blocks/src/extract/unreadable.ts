import { millisOf, SECOND_MS, utcInstant } from "../job/instants";
import type { UnreadableFound } from "../warehouse/ledger/rejected";
import type { PageRead } from "./read-page";

/**
 * Says where on a page an unreadable record stands, by what is known: the records before and after it. Its time lies
 * between theirs, since rows come in the order of their last change; its day is taken for its neighbour's.
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
 * A source that orders the records of a second differently each time may show one at two places, while the page around it is
 * read in parts. Of several that may be the same the first is kept: one that is booked twice would stand in the ledger
 * for another that is missing, and one that is booked too seldom makes its day short.
 */
export function surelyDistinct(read: PageRead): PageRead {
  const placed = placeUnreadable(read);
  const mayBeSame = (one: UnreadableFound, other: UnreadableFound) =>
    one.notBefore <= other.notAfter && other.notBefore <= one.notAfter;
  const isFirst = (index: number) =>
    !placed.slice(0, index).some((earlier) => mayBeSame(earlier, placed[index] as UnreadableFound));
  return { ...read, unreadable: read.unreadable.filter((_, index) => isFirst(index)) };
}
