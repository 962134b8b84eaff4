import type { TimeRange } from "../job/instants";
import type { ListedRecords } from "../warehouse/ledger/listed-records";
import type { PageReader } from "./read-page";
import { nextSteps, type Stretch } from "./steps";

/** The key of a record is small even if the record is large. So a page of a listing is as long as QuickBooks allows. */
export const LISTING_PAGE_SIZE = 1_000;

/**
 * Lists what the source holds of a range now: Id, SyncToken and LastUpdatedTime of each record. A thousand records cost about
 * one small call. The order is that of the last changes, so that an edit during the listing does not hide another record.
 *
 * @param trustShort true: a page with fewer rows than asked for is taken for the last page.
 * @returns how many records could not be rendered. The source's count includes them.
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
