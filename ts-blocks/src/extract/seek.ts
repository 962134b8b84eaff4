import { reportIt } from "../bug-reports";
import { ContractError } from "../errors";
import type { UtcInstant } from "../job/instants";
import type { RecordKey } from "../qbo/answer";

/** Where a segment stands: everything in [start, seek) is read, and `tieOffset` rows of the second `seek`. */
export interface Position {
  readonly seek: UtcInstant;
  readonly tieOffset: number;
}

/**
 * Where to ask next, after a page that was asked for at `at`.
 *
 * The next page starts at the last second seen, not at a row number: rows of that second are read again and dropped by
 * Id, and a record edited meanwhile leaves the past without shifting what is unread. Only a second that fills a whole
 * page is stepped through by row number.
 *
 * @throws ContractError when the page is not what was asked for: the reasoning above would not hold.
 */
export function nextPosition(at: Position, end: UtcInstant, keys: readonly RecordKey[], page: PageSize): Position {
  const last = requireAscending(at, end, keys);
  const rows = keys.length + page.unreadable;
  // A page may hold more rows than asked for (mcohen01/node-quickbooks#89), so "full" is at least the size. One that holds
  // fewer is the last one, unless a count has shown that this source cuts its pages short.
  if (rows === 0 || (rows < page.asked && page.trustShort)) return { seek: end, tieOffset: 0 };
  if (last !== undefined && last > at.seek) return { seek: last, tieOffset: 0 };
  return { seek: at.seek, tieOffset: at.tieOffset + rows };
}

export interface PageSize {
  /** MAXRESULTS of the query. */
  readonly asked: number;
  /** Records of the page that could not be rendered, and are not among its keys. */
  readonly unreadable: number;
  /** Whether a page with fewer rows than asked for is taken for the last one. */
  readonly trustShort: boolean;
}

function requireAscending(at: Position, end: UtcInstant, keys: readonly RecordKey[]): UtcInstant | undefined {
  let last: UtcInstant | undefined;
  for (const { id, updatedAt } of keys) {
    if (updatedAt === undefined) continue;
    if (updatedAt < at.seek || updatedAt >= end)
      throw disorder(`record ${id} of ${updatedAt} lies outside of what was asked for`);
    if (last !== undefined && updatedAt < last)
      throw disorder(`record ${id} of ${updatedAt} comes after one of ${last}`);
    last = updatedAt;
  }
  return last;
}

function disorder(what: string): ContractError {
  return new ContractError(
    "QBO_PAGE_ORDER",
    `QuickBooks sent a page that is not in the order or range asked for: ${what}.`,
    {
      remedy: `Run again; if it comes back, ${reportIt("the run and the intuit_tid in this block's log")}.`,
    },
  );
}
