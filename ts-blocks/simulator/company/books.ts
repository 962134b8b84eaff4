import { createRandom } from "../random";
import { pacificStamp } from "../stamps";
import type { RowSource } from "../store/shelf";
import { laterMoment } from "./calendar";
import type { BillPlaces, Counts } from "./counts";
import { formulaSource, type Keep } from "./formula";
import { type IdScheme, idScheme } from "./ids";
import type { Ledger } from "./ledger";
import type { CompanyPlan } from "./plan";
import type { SaleBook } from "./sale";
import { ref } from "./text";

/** The data that all parts of a company's books share. */
export interface Books {
  readonly plan: CompanyPlan;
  readonly counts: Counts;
  readonly bills: BillPlaces;
  readonly book: SaleBook;
  readonly ledger: Ledger;
  readonly invoiceIds: IdScheme;
  /** Id of the person that edits transactions. No query returns this person. */
  readonly userId: string;
  readonly keep: Keep;
  /** Whether the company has the feature behind an entity. */
  has(entity: string): boolean;
}

export interface Times {
  readonly createdAt: number;
  readonly updatedAt: number;
}

/**
 * All transactions share one space of Ids. Each entity has a block in it, wide enough for the largest company. Invoices
 * begin at 145, payments at 7,000,000.
 */
const BLOCKS = [
  "Estimate",
  "CreditMemo",
  "SalesReceipt",
  "RefundReceipt",
  "Bill",
  "BillPayment",
  "VendorCredit",
  "Purchase",
  "PurchaseOrder",
  "CreditCardPayment",
  "Deposit",
  "Transfer",
  "JournalEntry",
  "InventoryAdjustment",
  "ReimburseCharge",
  "RecurringTransaction",
  "TaxPayment",
] as const;
export type Blocked = (typeof BLOCKS)[number];

const BLOCKS_FROM = 10_000_001;
const BLOCK_IDS = 400_000;
const LONG_EVERY = 89;

export function transactionIds(entity: Blocked, size: number): IdScheme {
  return idScheme(BLOCKS_FROM + BLOCKS.indexOf(entity) * BLOCK_IDS, size, LONG_EVERY);
}

export interface Posting {
  readonly entity: Blocked;
  readonly size: number;
  times(handle: number): Times;
  text(handle: number, id: string, at: Times): string;
}

export function postings(books: Books, { entity, size, times, text }: Posting): RowSource {
  const ids = transactionIds(entity, size);
  return formulaSource({
    size,
    ids,
    keep: books.keep,
    createdAt: (handle) => times(handle).createdAt,
    updatedAt: (handle) => times(handle).updatedAt,
    active: () => true,
    text: (handle) => text(handle, ids.idOf(handle), times(handle)),
  });
}

/** The times of the nth of `size` events, spread like the sales. Three in ten events were edited later. */
export function timesAmongSales({ book, plan }: Books, stream: string, size: number): (handle: number) => Times {
  return (handle) => {
    const random = createRandom(book.seed, stream, handle);
    const createdAt = book.createdAt[Math.floor((handle / size) * plan.invoices)] ?? 0;
    const later = laterMoment(createdAt, random.between(1, 40), handle);
    return { createdAt, updatedAt: random.chance(0.3) && later < book.end ? later : createdAt };
  };
}

/** A working moment about `days` after `second`, inside the company's history. */
export function laterInHistory({ book }: Books, second: number, days: number, salt: number): number {
  return Math.max(second, Math.min(laterMoment(second, days, salt), book.end - 1));
}

/** domain, sparse, Id, SyncToken and MetaData of a transaction. Since 2025 MetaData names the last editor. */
export function transactionHead(books: Books, id: string, { createdAt, updatedAt }: Times): string {
  const meta = `"CreateTime":"${pacificStamp(createdAt)}","LastModifiedByRef":${ref(books.userId)},"LastUpdatedTime":"${pacificStamp(updatedAt)}"`;
  return `"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"${updatedAt > createdAt ? 1 : 0}","MetaData":{${meta}}`;
}
