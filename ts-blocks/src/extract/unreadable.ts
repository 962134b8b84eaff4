import type { UtcInstant } from "../job/instants";
import type { UnreadableFound } from "../warehouse/rejected";
import type { PageRead } from "./read-page";

/**
 * Says where on a page an unreadable record stands, by what is known: the records before and after it. The day is its
 * neighbour's, since rows come in the order of their last change.
 */
export function placeUnreadable(read: PageRead, pageStart: UtcInstant): UnreadableFound[] {
  return read.unreadable.map(({ place, reason, request }) => {
    const before = read.keys[place - 1];
    const after = read.keys[place];
    const neighbours = [
      before === undefined ? `the first after ${pageStart}` : `after record ${before.id} of ${before.updatedAt}`,
      ...(after === undefined ? [] : [`before record ${after.id} of ${after.updatedAt}`]),
    ];
    return {
      near: before?.updatedAt ?? after?.updatedAt ?? pageStart,
      detail: `QuickBooks cannot render this record (${neighbours.join(", ")}). ${reason}`,
      neighbours,
      request,
    };
  });
}
