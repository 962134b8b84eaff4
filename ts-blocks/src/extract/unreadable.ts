import { millisOf, SECOND_MS, utcInstant } from "../job/instants";
import type { UnreadableFound } from "../warehouse/rejected";
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
