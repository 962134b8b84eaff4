import { millisOf, type UtcInstant, utcInstant } from "../job/instants";
import type { Mark } from "../warehouse/ledger/marks";

/** QuickBooks' servers have different clocks, and QuickBooks may show a record some time after the record's time stamp. */
const OVERLAP_MS = 300_000;

/** Where reading goes on after what is proven of an entity. */
export function afterMark({ to }: Mark): UtcInstant {
  return utcInstant(millisOf(to) - OVERLAP_MS);
}
