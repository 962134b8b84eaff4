import type { TimeRange } from "../job/instants";
import type { ListedRecords } from "../warehouse/ledger/listed-records";
import type { PageReader } from "./read-page";
import { readThrough } from "./steps";

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
  for await (const { read, seek } of readThrough(reader, range, !trustShort)) {
    await listed.add(read.keys, seek);
    unreadable += read.unreadable.length;
  }
  return unreadable;
}
