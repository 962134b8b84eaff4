import { reportIt } from "../bug-reports";
import { ContractError } from "../errors";
import type { UtcInstant } from "../job/instants";
import type { RecordKey } from "../qbo/answer";

/** Where a segment stands: everything in [start, seek) is read, and `tieOffset` rows from `seek` on. */
export interface Position {
  readonly seek: UtcInstant;
  readonly tieOffset: number;
  /** Whether the rows are counted to the end of the stretch, and not within the second `seek` alone. */
  readonly beyondSecond?: boolean;
}

/** More records with a stamp out of order than this on one page are no defects of records: the source does not sort. */
const STRAYS_MAX = 3;

/**
 * Where to ask next, after a page that was asked for at `at`.
 *
 * The next page starts at the last second seen, not at a row number: rows of that second are read again and dropped by
 * Id, and a record that is edited meanwhile leaves the past without shifting what is unread. Rows are stepped over by
 * number only where time does not move on: within a second that fills a whole page, or past records without a usable time.
 *
 * @throws ContractError `QBO_PAGE_ORDER` when the page is not what was asked for: the reasoning above would not hold.
 */
export function nextPosition(at: Position, end: UtcInstant, keys: readonly RecordKey[], page: PageSize): Position {
  const { last, unusable } = timesInOrder(at, end, keys);
  const rows = keys.length + page.unreadable;
  // A page may hold more rows than asked for (mcohen01/node-quickbooks#89), so "full" is at least the size. A page that
  // holds fewer is the last one, unless a count has shown that this source cuts its pages short.
  if (rows === 0 || (rows < page.asked && page.trustShort)) return { seek: end, tieOffset: 0 };
  if (last !== undefined && last > at.seek) return { seek: last, tieOffset: 0 };
  return {
    seek: at.seek,
    tieOffset: at.tieOffset + rows,
    ...(unusable > 0 || at.beyondSecond === true ? { beyondSecond: true } : {}),
  };
}

export interface PageSize {
  /** MAXRESULTS of the query. */
  readonly asked: number;
  /** Records of the page that could not be rendered, and are not among its keys. */
  readonly unreadable: number;
  /** Whether a page with fewer rows than asked for is taken for the last one. */
  readonly trustShort: boolean;
}

/**
 * The time that a page reached, and how many of its records say nothing about that: they have no time, or one that is out
 * of order or range. One record with a wrong stamp must cost itself and not its page.
 */
function timesInOrder(
  at: Position,
  end: UtcInstant,
  keys: readonly RecordKey[],
): { last: UtcInstant | undefined; unusable: number } {
  const timed = keys.filter(({ updatedAt }) => updatedAt !== undefined);
  const inRange = timed.flatMap(({ updatedAt }) =>
    updatedAt !== undefined && updatedAt >= at.seek && updatedAt < end ? [updatedAt] : [],
  );
  const ascending = longestAscending(inRange);
  const strays = timed.length - ascending.length;
  if (strays > STRAYS_MAX) throw disorder(timed, strays);
  return { last: ascending.at(-1), unusable: keys.length - ascending.length };
}

/** The longest subsequence that never falls: what is left out of it is out of order. */
function longestAscending(times: readonly UtcInstant[]): UtcInstant[] {
  // The common page is sorted, and the search costs nothing there.
  if (times.every((time, index) => index === 0 || time >= (times[index - 1] as UtcInstant))) return [...times];
  // Patience sorting: tails[n] is the index of the smallest end of an ascending run of n + 1 times.
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, time] of times.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[tails[middle] as number] as UtcInstant) <= time) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tails[low - 1] as number);
    tails[low] = index;
  }
  const found: UtcInstant[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] as number) {
    found.unshift(times[index] as UtcInstant);
  }
  return found;
}

function disorder(keys: readonly RecordKey[], strays: number): ContractError {
  const [first, last] = [keys[0], keys.at(-1)];
  return new ContractError(
    "QBO_PAGE_ORDER",
    `QuickBooks sent a page that is not in the order or range asked for: ${strays} of ${keys.length} records, from record ` +
      `${first?.id} of ${first?.updatedAt} to record ${last?.id} of ${last?.updatedAt}.`,
    { remedy: `Run again; if it comes back, ${reportIt("the run and the intuit_tid in this block's log")}.` },
  );
}
