import { createRandom } from "../random";
import { pacificDay, pacificStamp } from "../stamps";
import { DISCOUNTS } from "./accounts";
import { paymentId } from "./ledger";
import { DAY_SECONDS } from "./plan";
import { type Sale, type SaleBook, saleAt } from "./sale";
import { money, plain, record, ref, USD } from "./text";

const TERMS = [
  { id: "1", name: "Due on receipt", days: 0 },
  { id: "2", name: "Net 15", days: 15 },
  { id: "3", name: "Net 30", days: 30 },
] as const;
const DOC_NUMBER_FIRST = 1001;

/** An invoice as QBO writes it: members in the order of the recordings, numbers with their scale. */
export function invoiceText(book: SaleBook, id: string, handle: number, userId: string): string {
  const sale = saleAt(book, handle);
  const customer = book.customers.customers[sale.customer];
  if (customer === undefined) throw new RangeError(`no customer ${sale.customer}`);
  const random = createRandom(book.seed, "invoice text", handle);
  const term = random.pick(TERMS);
  const { address, freeForm, ref: customerRef } = customer.pieces;
  const sent = sale.fate === "emailed";
  return record(
    '"AllowIPNPayment":false,"AllowOnlinePayment":false,"AllowOnlineCreditCardPayment":false,"AllowOnlineACHPayment":false',
    '"domain":"QBO","sparse":false',
    `"Id":"${id}","SyncToken":"${sale.syncToken}"`,
    `"MetaData":{"CreateTime":"${pacificStamp(sale.createdAt)}","LastModifiedByRef":${ref(userId)},"LastUpdatedTime":"${pacificStamp(sale.updatedAt)}"}`,
    '"CustomField":[{"DefinitionId":"1","Name":"Crew #","Type":"StringType"}]',
    `"DocNumber":"${DOC_NUMBER_FIRST + handle}"`,
    `"TxnDate":"${pacificDay(sale.createdAt)}"`,
    USD,
    privateNote(sale, random.chance(0.06)),
    `"LinkedTxn":${linked(sale, handle)}`,
    `"Line":[${invoiceLines(book, sale).join(",")}]`,
    `"TxnTaxDetail":${taxDetail(sale)}`,
    `"CustomerRef":${customerRef}`,
    '"CustomerMemo":{"value":"Thank you for your business and have a great day!"}',
    `"BillAddr":${random.chance(0.5) ? address : freeForm}`,
    random.chance(0.85) ? `"ShipAddr":${address}` : undefined,
    '"FreeFormAddress":true',
    random.chance(0.1)
      ? '"ShipFromAddr":{"Id":"1","Line1":"123 Sierra Way","Line2":"San Pablo, CA  87999"}'
      : undefined,
    `"SalesTermRef":${ref(term.id, term.name)}`,
    `"DueDate":"${pacificDay(sale.createdAt + term.days * DAY_SECONDS)}"`,
    `"TotalAmt":${money(sale.totalCents)}`,
    '"ApplyTaxAfterDiscount":false,"PrintStatus":"NeedToPrint"',
    `"EmailStatus":"${sent ? "EmailSent" : "NotSet"}"`,
    customer.email === undefined ? undefined : `"BillEmail":{"Address":"${customer.email}"}`,
    `"Balance":${money(sale.balanceCents)}`,
    sent ? `"DeliveryInfo":{"DeliveryType":"Email","DeliveryTime":"${pacificStamp(sale.updatedAt)}"}` : undefined,
  );
}

function privateNote(sale: Sale, noted: boolean): string | undefined {
  if (sale.fate === "voided") return '"PrivateNote":"Voided"';
  return noted ? '"PrivateNote":"Tab\\there, \\"quoted\\" and a back\\\\slash; ¿señas? 50% off"' : undefined;
}

function linked(sale: Sale, handle: number): string {
  const paid = sale.fate === "paid" || sale.fate === "part-paid";
  return paid ? `[{"TxnId":"${paymentId(handle)}","TxnType":"Payment"}]` : "[]";
}

export function invoiceLines(book: SaleBook, sale: Sale): string[] {
  const voided = sale.fate === "voided";
  const written = sale.lines.map((line, index) => {
    const item = book.items.items[line.item];
    if (item === undefined) throw new RangeError(`no item ${line.item}`);
    const { start, detail, taxed, untaxed } = item.pieces;
    const number = `{"Id":"${index + 1}","LineNum":${index + 1}`;
    const amount = voided ? "0" : money(line.amountCents);
    const price = voided ? "" : `"UnitPrice":${plain(line.priceCents)},"Qty":${plain(line.quantityHundredths)},`;
    const end = item.taxable && sale.taxCents > 0 ? taxed : untaxed;
    return `${number}${start}${amount}${detail}${price}${end}`;
  });
  written.push(`{"Amount":${money(sale.subtotalCents)},"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}`);
  if (sale.discountCents > 0) {
    const account = ref(DISCOUNTS.id, DISCOUNTS.name);
    written.push(
      `{"Amount":${money(sale.discountCents)},"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":${sale.discountPercent},"DiscountAccountRef":${account}}}`,
    );
  }
  return written;
}

function taxDetail(sale: Sale): string {
  if (sale.taxCents === 0) return '{"TotalTax":0}';
  const tax = money(sale.taxCents);
  const net = money(Math.round((sale.taxCents * 100) / 8));
  return `{"TxnTaxCodeRef":{"value":"2"},"TotalTax":${tax},"TaxLine":[{"Amount":${tax},"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"3"},"PercentBased":true,"TaxPercent":8,"NetAmountTaxable":${net}}}]}`;
}
