import { createRandom } from "../random";
import { laterMoment } from "./calendar";
import type { CustomerList } from "./customers";
import type { ItemList } from "./items";

/** A sale as numbers, before its record is written. Amounts are in cents and quantities in hundredths: no fractions. */
export interface Sale {
  readonly customer: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly syncToken: number;
  readonly lines: readonly SaleLine[];
  readonly subtotalCents: number;
  readonly discountPercent: number;
  readonly discountCents: number;
  readonly taxCents: number;
  readonly totalCents: number;
  readonly balanceCents: number;
  readonly fate: "open" | "emailed" | "paid" | "part-paid" | "edited" | "voided";
}

export interface SaleLine {
  readonly item: number;
  readonly quantityHundredths: number;
  readonly priceCents: number;
  readonly amountCents: number;
}

const TAX_PERCENT = 8;

export interface SaleBook {
  readonly createdAt: Uint32Array;
  readonly seed: number;
  readonly end: number;
  /** Sales imported in this second were already paid and never changed later. Undefined without an import. */
  readonly importedAt: number | undefined;
  readonly customers: CustomerList;
  readonly items: ItemList;
}

/** The sale of a handle. The same handle always gives the same sale. */
export function saleAt(book: SaleBook, handle: number): Sale {
  const { items } = book.items;
  const random = createRandom(book.seed, "invoice", handle);
  const createdAt = book.createdAt[handle] ?? 0;
  // Early customers buy most. Some customers never buy.
  const customer = Math.floor(Math.max(1, book.customers.existing(createdAt)) * random.next() ** 2);
  const roll = random.next();
  const lateAt = laterMoment(createdAt, random.between(0, 75), handle);
  const imported = createdAt === book.importedAt;
  const late = lateAt < book.end && !imported;
  const fate =
    !late || roll < 0.42
      ? "open"
      : roll < 0.47
        ? "emailed"
        : roll < 0.86
          ? "paid"
          : roll < 0.91
            ? "part-paid"
            : roll < 0.985
              ? "edited"
              : "voided";
  const count = 1 + Math.floor(random.next() ** 2 * 6);
  const lines: SaleLine[] = [];
  for (let line = 0; line < count; line++) {
    const item = Math.floor(items.length * random.next() ** 2);
    const quantityHundredths = random.chance(0.8) ? random.between(1, 12) * 100 : random.between(1, 40) * 25;
    const priceCents = items[item]?.priceCents || 5000;
    lines.push({
      item,
      quantityHundredths,
      priceCents,
      amountCents: Math.round((quantityHundredths * priceCents) / 100),
    });
  }
  const voided = fate === "voided";
  const subtotalCents = voided ? 0 : lines.reduce((sum, line) => sum + line.amountCents, 0);
  const discountPercent = random.chance(0.05) ? 10 : 0;
  const discountCents = Math.round((subtotalCents * discountPercent) / 100);
  const taxed = book.customers.customers[customer]?.taxable === true;
  const taxableCents = lines.reduce(
    (sum, line) => sum + (items[line.item]?.taxable === true ? line.amountCents : 0),
    0,
  );
  const taxCents = taxed && !voided ? Math.round((taxableCents * TAX_PERCENT) / 100) : 0;
  const totalCents = subtotalCents - discountCents + taxCents;
  const balanceCents = fate === "paid" || imported ? 0 : fate === "part-paid" ? Math.floor(totalCents / 3) : totalCents;
  const moved = fate !== "open";
  return {
    customer,
    createdAt,
    updatedAt: moved ? lateAt : createdAt,
    // Sending an invoice changes its LastUpdatedTime and keeps its SyncToken.
    syncToken: fate === "open" || fate === "emailed" ? 0 : random.between(1, 3),
    lines,
    subtotalCents,
    discountPercent,
    discountCents,
    taxCents,
    totalCents,
    balanceCents,
    fate,
  };
}
