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
export function nextPosition(at: Position, end: UtcInstant, keys: readonly RecordKey[], pageSize: number): Position {
  const last = requireAscending(at, end, keys);
  // A page may hold more rows than asked for (mcohen01/node-quickbooks#89), so "full" is at least the size.
  if (keys.length < pageSize) return { seek: end, tieOffset: 0 };
  if (last !== undefined && last > at.seek) return { seek: last, tieOffset: 0 };
  return { seek: at.seek, tieOffset: at.tieOffset + keys.length };
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
      remedy: "Run again; if it comes back, report it with the run and the intuit_tid in this block's log.",
    },
  );
}
