import { reportIt } from "../bug-reports";
import { ContractError } from "../errors";
import type { UtcInstant } from "../job/instants";
import type { RecordKey } from "../qbo/answer";

/** The position of a segment: everything in [start, seek) is read, and `tieOffset` rows from `seek` on. */
export interface Position {
  readonly seek: UtcInstant;
  readonly tieOffset: number;
  /** Whether the rows are counted to the end of the stretch, and not only within the second `seek`. */
  readonly beyondSecond?: boolean;
}

/** If more records on one page have a stamp out of order, the records are not at fault: the source does not sort. */
const STRAYS_MAX = 3;

/**
 * Where to ask next, after a page that was asked for at `at`.
 *
 * The next page starts at the last second seen, not at a row number. The rows of that second come again and are dropped by
 * Id. A record that is edited at the same time leaves the past, and does not shift the rows that are unread. Row numbers are
 * used only where the time does not advance: in a second that fills a page, or at records without a usable time.
 *
 * @throws ContractError `QBO_PAGE_ORDER` when the page is not what was asked for, since the reasoning above then fails.
 */
export function nextPosition(at: Position, end: UtcInstant, keys: readonly RecordKey[], page: PageSize): Position {
  const { last, unusable } = timesInOrder(at, end, keys);
  const rows = keys.length + page.unreadable;
  // A page may hold more rows than asked for (mcohen01/node-quickbooks#89), so a full page has at least that many. A page
  // with fewer rows is the last one, unless a count has shown that this source cuts its pages short.
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
  /** How many records of the page could not be rendered. They are not among its keys. */
  readonly unreadable: number;
  /** Whether a page with fewer rows than asked for is taken for the last one. */
  readonly trustShort: boolean;
}

/**
 * The time that a page reached, and how many of its records do not show it, because they have no time, or a time that is out
 * of order or out of range. One record with a wrong stamp must not make its whole page unusable.
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

/** The longest subsequence that never falls. A record that is not in it is out of order. */
function longestAscending(times: readonly UtcInstant[]): UtcInstant[] {
  // Most pages are sorted, and for these the search is not needed.
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
    { remedy: `Run again; if it happens again, ${reportIt("the run and the intuit_tid in this block's log")}.` },
  );
}
