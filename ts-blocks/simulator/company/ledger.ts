import type { CompanyPlan } from "./plan";
import { type SaleBook, saleAt } from "./sale";

/** The sums of the sales. Typed arrays keep a million sales in a few megabytes. */
export interface Ledger {
  readonly invoiceUpdatedAt: Uint32Array;
  readonly customerUpdatedAt: Uint32Array;
  readonly customerBalanceCents: Float64Array;
  /** The sales that were paid, in whole or in part: each has one payment. */
  readonly paid: Uint32Array;
}

/** Posts every sale once: what the customer owes, and when that amount last changed. */
export function post(book: SaleBook, plan: CompanyPlan): Ledger {
  const { customers } = book.customers;
  const invoiceUpdatedAt = new Uint32Array(plan.invoices);
  const customerUpdatedAt = Uint32Array.from(customers, (customer) => customer.editedAt);
  const customerBalanceCents = new Float64Array(customers.length);
  const paid = new Uint32Array(plan.invoices);
  let payments = 0;
  for (let handle = 0; handle < plan.invoices; handle++) {
    const sale = saleAt(book, handle);
    invoiceUpdatedAt[handle] = sale.updatedAt;
    customerBalanceCents[sale.customer] = (customerBalanceCents[sale.customer] ?? 0) + sale.balanceCents;
    customerUpdatedAt[sale.customer] = Math.max(customerUpdatedAt[sale.customer] ?? 0, sale.updatedAt);
    if (sale.fate === "paid" || sale.fate === "part-paid") paid[payments++] = handle;
  }
  return { invoiceUpdatedAt, customerUpdatedAt, customerBalanceCents, paid: paid.slice(0, payments) };
}

/** The Id of the payment of a sale. Computed from the sale's position, so that an invoice can name its payment. */
export function paymentId(sale: number): string {
  return String(7_000_000 + sale);
}

export function paidPlace(paid: Uint32Array, sale: number): number | undefined {
  let low = 0;
  let high = paid.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((paid[middle] ?? 0) < sale) low = middle + 1;
    else high = middle;
  }
  return paid[low] === sale ? low : undefined;
}
