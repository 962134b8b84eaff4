import { createRandom } from "../random";
import { EXPENSES } from "./accounts";
import { type Books, laterInHistory, timesAmongSales } from "./books";

/** A bill of a vendor as numbers, before its text is written. Amounts are in cents. */
export interface Bill {
  readonly vendor: number;
  readonly createdAt: number;
  /** When it was paid; undefined for an open bill. */
  readonly paidAt: number | undefined;
  readonly lines: readonly BillLine[];
  readonly totalCents: number;
}

export interface BillLine {
  readonly amountCents: number;
  /** The position of an expense account, or of an item that was bought. */
  readonly account: number | undefined;
  readonly item: number | undefined;
  readonly quantity: number;
  /** The customer that has to pay for the line. */
  readonly customer: number | undefined;
}

/** The bill of a handle. The same handle always gives the same bill. */
export function billAt(books: Books, handle: number): Bill {
  const { counts, book, bills } = books;
  const random = createRandom(book.seed, "bill", handle);
  const { createdAt } = timesAmongSales(books, "Bill", counts.bills)(handle);
  const isPaid = bills.paymentOfBill(handle) !== undefined;
  const isBillable = bills.chargeOfBill(handle) !== undefined;
  const days = random.between(5, 40);
  const lines = Array.from({ length: random.between(1, 3) }, (_, line): BillLine => {
    const customer =
      isBillable && line === 0 ? random.between(0, Math.max(0, book.customers.existing(createdAt) - 1)) : undefined;
    if (random.chance(0.4) && customer === undefined) {
      const item = random.between(0, book.items.items.length - 1);
      const quantity = random.between(1, 20);
      const costCents = Math.max(100, Math.floor((book.items.items[item]?.priceCents ?? 0) * 0.6));
      return { amountCents: costCents * quantity, account: undefined, item, quantity, customer };
    }
    const account = random.between(0, EXPENSES.length - 1);
    return { amountCents: random.between(1500, 250_000), account, item: undefined, quantity: 1, customer };
  });
  return {
    vendor: random.between(0, counts.vendors - 1),
    createdAt,
    paidAt: isPaid ? laterInHistory(books, createdAt + 1, days, handle) : undefined,
    lines,
    totalCents: lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

/** The credit that a payment of this bill used. */
export function creditCents({ totalCents }: Bill): number {
  return Math.floor(totalCents / 4);
}

export interface Payables {
  readonly balanceCents: Float64Array;
  readonly updatedAt: Float64Array;
}

const worked = new WeakMap<Books, Payables>();

/** What the company owes each vendor. Computed once, when the first vendor is read. */
export function payables(books: Books): Payables {
  let result = worked.get(books);
  if (result === undefined) {
    const { vendors } = books.counts;
    result = { balanceCents: new Float64Array(vendors), updatedAt: new Float64Array(vendors) };
    for (let handle = 0; handle < books.counts.bills; handle++) {
      const { vendor, totalCents, createdAt, paidAt } = billAt(books, handle);
      const openCents = paidAt === undefined ? totalCents : 0;
      result.balanceCents[vendor] = (result.balanceCents[vendor] ?? 0) + openCents;
      result.updatedAt[vendor] = Math.max(result.updatedAt[vendor] ?? 0, paidAt ?? createdAt);
    }
    worked.set(books, result);
  }
  return result;
}
