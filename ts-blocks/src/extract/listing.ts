import type { TimeRange } from "../job/instants";
import type { ListedRecords } from "../warehouse/ledger/listed-records";
import type { PageReader } from "./read-page";
import { nextSteps, type Stretch } from "./steps";

/** What identifies a record is small, whatever the record is: a page of a listing is as long as QuickBooks allows. */
export const LISTING_PAGE_SIZE = 1_000;

/**
 * Lists what the source holds of a range now: Id, SyncToken and LastUpdatedTime of each record, about one small call a
 * thousand. It is read in the order of last changes, so that a record that is edited meanwhile hides no other.
 *
 * @param trustShort a page with fewer rows than asked for is taken for the last one.
 * @returns how many records could not be rendered, and are counted by the source nevertheless.
 */
export async function listRange(
  reader: PageReader,
  listed: ListedRecords,
  range: TimeRange,
  trustShort: boolean,
): Promise<number> {
  let unreadable = 0;
  let at: Stretch = {
    seek: range.start,
    tieOffset: 0,
    end: range.end,
    trustShort,
    countSeconds: !trustShort,
    heldOf: async () => [],
    stepped: new Set(),
  };
  while (at.seek < at.end) {
    for await (const { read, next } of nextSteps(reader, at)) {
      if (read !== undefined) await listed.add(read.keys, at.seek);
      unreadable += read?.unreadable.length ?? 0;
      at = { ...at, beyondSecond: false, ...next };
    }
  }
  return unreadable;
}
