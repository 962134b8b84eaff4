import { createRandom } from "../random";
import { pacificDay } from "../stamps";
import type { RowSource } from "../store/shelf";
import { ADVERTISING, CHECKING, COST_OF_GOODS, DEPRECIATION, PAYABLE, TRUCK, UNDEPOSITED } from "./accounts";
import { laterMoment } from "./calendar";
import { formulaSource } from "./formula";
import { type IdScheme, idScheme } from "./ids";
import { invoiceLines } from "./invoices";
import { type Ledger, paidPlace, paymentId } from "./ledger";
import { identity, vendorId } from "./lists";
import { type CompanyPlan, DAY_SECONDS } from "./plan";
import { type SaleBook, saleAt } from "./sale";
import { money, quoted, record, ref, USD } from "./text";

const CUSTOM_FIELD = '"CustomField":[{"DefinitionId":"1","Name":"Crew #","Type":"StringType"}]';

export interface Books {
  readonly plan: CompanyPlan;
  readonly book: SaleBook;
  readonly ledger: Ledger;
  readonly invoiceIds: IdScheme;
  readonly keep: boolean;
}

/** The other transactions, plain: each names customers, vendors, accounts and invoices that exist. */
export function otherTransactions(books: Books, vendors: number): Readonly<Record<string, RowSource>> {
  const { invoices } = books.plan;
  return {
    Payment: payments(books),
    Estimate: every(books, "Estimate", Math.ceil(invoices / 25), 4_000_001, (handle, id, at) =>
      estimateText(books, handle, id, at),
    ),
    CreditMemo: every(books, "CreditMemo", Math.ceil(invoices / 60), 4_500_001, (handle, id, at) =>
      creditText(books, handle, id, at),
    ),
    Bill: every(books, "Bill", Math.ceil(invoices / 8), 3_500_001, (handle, id, at) =>
      billText(books, handle, id, at, vendors),
    ),
    Purchase: every(books, "Purchase", Math.ceil(invoices / 12), 3_300_001, (handle, id, at) =>
      purchaseText(books, handle, id, at, vendors),
    ),
    JournalEntry: every(books, "JournalEntry", Math.ceil(invoices / 110), 3_800_001, journalText),
  };
}

function payments({ book, ledger, invoiceIds, keep }: Books): RowSource {
  const saleOf = (handle: number): number => ledger.paid[handle] ?? 0;
  const paidAt = (handle: number): number => ledger.invoiceUpdatedAt[saleOf(handle)] ?? 0;
  const ids: IdScheme = {
    idOf: (handle) => paymentId(saleOf(handle)),
    handleOf: (id) => (/^\d{7,9}$/.test(id) ? paidPlace(ledger.paid, Number(id) - Number(paymentId(0))) : undefined),
  };
  return formulaSource({
    size: ledger.paid.length,
    ids,
    keep,
    createdAt: paidAt,
    updatedAt: paidAt,
    active: () => true,
    text(handle) {
      const sale = saleAt(book, saleOf(handle));
      const customer = book.customers.customers[sale.customer];
      const amount = money(sale.totalCents - sale.balanceCents);
      const invoice = invoiceIds.idOf(saleOf(handle));
      return record(
        `"CustomerRef":${ref(customer?.id ?? "", customer?.fullName)}`,
        `"DepositToAccountRef":${ref(UNDEPOSITED.id)},"TotalAmt":${amount},"UnappliedAmt":0,"ProcessPayment":false`,
        identity(ids.idOf(handle), paidAt(handle), paidAt(handle)),
        `"TxnDate":"${pacificDay(paidAt(handle))}"`,
        USD,
        `"Line":[{"Amount":${amount},"LinkedTxn":[{"TxnId":"${invoice}","TxnType":"Invoice"}],"LineEx":{"any":[${nameValue("txnId", invoice)},${nameValue("txnOpenBalance", money(sale.totalCents))}]}}]`,
      );
    },
  });
}

/** The leak of the service's own XML binding that its answers carry. */
function nameValue(name: string, value: string): string {
  return `{"name":"{http://schema.intuit.com/finance/v3}NameValue","declaredType":"com.intuit.schema.finance.v3.NameValue","scope":"javax.xml.bind.JAXBElement$GlobalScope","value":{"Name":"${name}","Value":"${value}"},"nil":false,"globalScope":true,"typeSubstituted":false}`;
}

interface Times {
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A transaction for every so many sales, around the same time. */
function every(
  { book, plan, keep }: Books,
  stream: string,
  size: number,
  firstId: number,
  text: (handle: number, id: string, at: Times) => string,
): RowSource {
  const ids = idScheme(firstId, size, 89);
  const times = (handle: number): Times => {
    const random = createRandom(book.seed, stream, handle);
    const createdAt = book.createdAt[Math.floor((handle / size) * plan.invoices)] ?? 0;
    const later = laterMoment(createdAt, random.between(1, 40), handle);
    return { createdAt, updatedAt: random.chance(0.3) && later < book.end ? later : createdAt };
  };
  return formulaSource({
    size,
    ids,
    keep,
    createdAt: (handle) => times(handle).createdAt,
    updatedAt: (handle) => times(handle).updatedAt,
    active: () => true,
    text: (handle) => text(handle, ids.idOf(handle), times(handle)),
  });
}

function estimateText(books: Books, handle: number, id: string, at: Times): string {
  const sale = saleAt(books.book, Math.min(books.plan.invoices - 1, handle * 25));
  const customer = books.book.customers.customers[sale.customer];
  return record(
    identity(id, at.createdAt, at.updatedAt),
    CUSTOM_FIELD,
    `"DocNumber":"${2001 + handle}","TxnDate":"${pacificDay(at.createdAt)}"`,
    USD,
    `"TxnStatus":"${at.updatedAt > at.createdAt ? "Closed" : "Pending"}","LinkedTxn":[],"Line":[${invoiceLines(books.book, sale).join(",")}],"TxnTaxDetail":{"TotalTax":0}`,
    `"CustomerRef":${ref(customer?.id ?? "", customer?.fullName)},"FreeFormAddress":true`,
    `"TotalAmt":${money(sale.subtotalCents - sale.discountCents)},"ApplyTaxAfterDiscount":false,"PrintStatus":"NeedToPrint","EmailStatus":"NotSet"`,
  );
}

function creditText(books: Books, handle: number, id: string, at: Times): string {
  const sale = saleAt(books.book, Math.min(books.plan.invoices - 1, handle * 60 + 7));
  const customer = books.book.customers.customers[sale.customer];
  const total = money(sale.subtotalCents - sale.discountCents);
  return record(
    `"RemainingCredit":${total}`,
    identity(id, at.createdAt, at.updatedAt, at.updatedAt > at.createdAt ? 1 : 0),
    CUSTOM_FIELD,
    `"DocNumber":"CM-${101 + handle}","TxnDate":"${pacificDay(at.createdAt)}"`,
    USD,
    `"Line":[${invoiceLines(books.book, sale).join(",")}],"TxnTaxDetail":{"TotalTax":0},"CustomerRef":${ref(customer?.id ?? "", customer?.fullName)}`,
    `"FreeFormAddress":true,"TotalAmt":${total},"ApplyTaxAfterDiscount":false,"PrintStatus":"NeedToPrint","EmailStatus":"NotSet","Balance":${total}`,
  );
}

function billText({ book }: Books, handle: number, id: string, at: Times, vendors: number): string {
  const random = createRandom(book.seed, "bill", handle);
  const amount = money(random.between(2000, 500_000));
  return record(
    `"DueDate":"${pacificDay(at.createdAt + 30 * DAY_SECONDS)}","Balance":${at.updatedAt > at.createdAt ? "0" : amount}`,
    identity(id, at.createdAt, at.updatedAt, at.updatedAt > at.createdAt ? 1 : 0),
    `"TxnDate":"${pacificDay(at.createdAt)}"`,
    USD,
    `"LinkedTxn":[],"Line":[{"Id":"1","LineNum":1,"Description":${quoted("Supplies")},"Amount":${amount},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":${ref(COST_OF_GOODS.id, COST_OF_GOODS.name)},"BillableStatus":"NotBillable","TaxCodeRef":{"value":"NON"}}}]`,
    `"VendorRef":${ref(vendorId(random.between(0, vendors - 1)))},"APAccountRef":${ref(PAYABLE.id, PAYABLE.name)},"TotalAmt":${amount}`,
  );
}

function purchaseText({ book }: Books, handle: number, id: string, at: Times, vendors: number): string {
  const random = createRandom(book.seed, "purchase", handle);
  const amount = money(random.between(500, 90_000));
  return record(
    `"AccountRef":${ref(CHECKING.id, CHECKING.name)},"PaymentType":"Check","EntityRef":{"value":"${vendorId(random.between(0, vendors - 1))}","type":"Vendor"}`,
    `"TotalAmt":${amount},"PrintStatus":"NotSet","PurchaseEx":{"any":[${nameValue("TxnType", "3")}]}`,
    identity(id, at.createdAt, at.updatedAt, at.updatedAt > at.createdAt ? 1 : 0),
    `"DocNumber":"${5001 + handle}","TxnDate":"${pacificDay(at.createdAt)}"`,
    USD,
    `"Line":[{"Id":"1","Amount":${amount},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":${ref(ADVERTISING.id, ADVERTISING.name)},"BillableStatus":"NotBillable","TaxCodeRef":{"value":"NON"}}}]`,
  );
}

function journalText(handle: number, id: string, at: Times): string {
  const amount = money(12_500 + handle);
  const line = (index: number, posting: string, account: string): string =>
    `{"Id":"${index}","Description":"Depreciation","Amount":${amount},"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"${posting}","AccountRef":${account}}}`;
  return record(
    '"Adjustment":false,"TotalAmt":0',
    identity(id, at.createdAt, at.updatedAt),
    `"DocNumber":"JE-${handle + 1}","TxnDate":"${pacificDay(at.createdAt)}"`,
    USD,
    `"PrivateNote":"Depreciation","Line":[${line(0, "Debit", ref(DEPRECIATION.id, DEPRECIATION.name))},${line(1, "Credit", ref(TRUCK.id, TRUCK.name))}],"TxnTaxDetail":{}`,
  );
}
