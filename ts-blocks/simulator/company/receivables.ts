import { createRandom } from "../random";
import { pacificDay } from "../stamps";
import type { RowSource } from "../store/shelf";
import { CHECKING, UNDEPOSITED } from "./accounts";
import { type Books, postings, type Times, timesAmongSales, transactionHead } from "./books";
import { formulaSource } from "./formula";
import { departmentRef, METHODS } from "./groups";
import type { IdScheme } from "./ids";
import { invoiceLines } from "./invoices";
import { paidPlace, paymentId } from "./ledger";
import { customerRef } from "./refs";
import { type Sale, saleAt } from "./sale";
import { identity, money, nameValue, record, ref, USD } from "./text";

const CUSTOM_FIELD = '"CustomField":[{"DefinitionId":"1","Name":"Crew #","Type":"StringType"}]';
const NOT_PRINTED = '"ApplyTaxAfterDiscount":false,"PrintStatus":"NeedToPrint","EmailStatus":"NotSet"';

type Name = "Payment" | "Estimate" | "CreditMemo" | "SalesReceipt" | "RefundReceipt";

/** The documents of customers beside their invoices. */
export function receivableSources(books: Books): Readonly<Record<Name, RowSource>> {
  const { counts } = books;
  const sales = (
    entity: Exclude<Name, "Payment">,
    size: number,
    saleOf: (handle: number) => number,
    text: (sale: Sale, handle: number, id: string, at: Times) => string,
  ): RowSource =>
    postings(books, {
      entity,
      size,
      times: timesAmongSales(books, entity, size),
      text: (handle, id, at) =>
        text(saleAt(books.book, Math.min(books.plan.invoices - 1, saleOf(handle))), handle, id, at),
    });
  const form = (sale: Sale, docNumber: string, { createdAt }: Times, handle: number): string =>
    record(
      CUSTOM_FIELD,
      `"DocNumber":"${docNumber}","TxnDate":"${pacificDay(createdAt)}"`,
      departmentRef(books, createRandom(books.book.seed, docNumber, handle)),
      USD,
      `"Line":[${invoiceLines(books.book, sale).join(",")}],"TxnTaxDetail":{"TotalTax":0}`,
    ).slice(1, -1);
  return {
    Payment: payments(books),
    Estimate: sales("Estimate", counts.estimates, estimateSale, (sale, handle, id, at) =>
      record(
        transactionHead(books, id, at),
        form(sale, String(2001 + handle), at, handle),
        `"TxnStatus":"${isAccepted(at) ? "Closed" : "Pending"}","LinkedTxn":[${isAccepted(at) ? invoiceLink(books, handle) : ""}]`,
        `"CustomerRef":${customerRef(books, sale.customer)},"FreeFormAddress":true`,
        `"TotalAmt":${total(sale)},${NOT_PRINTED}`,
      ),
    ),
    // Each credit is used up, so a customer's balance is the open amount of its invoices.
    CreditMemo: sales(
      "CreditMemo",
      counts.creditMemos,
      (handle) => handle * 60 + 7,
      (sale, handle, id, at) =>
        record(
          '"RemainingCredit":0',
          transactionHead(books, id, at),
          form(sale, `CM-${101 + handle}`, at, handle),
          `"CustomerRef":${customerRef(books, sale.customer)},"FreeFormAddress":true`,
          `"TotalAmt":${total(sale)},${NOT_PRINTED},"Balance":0`,
        ),
    ),
    SalesReceipt: sales(
      "SalesReceipt",
      counts.salesReceipts,
      (handle) => handle * 15 + 3,
      (sale, handle, id, at) =>
        record(
          transactionHead(books, id, at),
          form(sale, `SR-${1001 + handle}`, at, handle),
          // A sale over the counter may have no customer.
          handle % 5 === 2 ? undefined : `"CustomerRef":${customerRef(books, sale.customer)}`,
          `"TotalAmt":${total(sale)},${NOT_PRINTED},"Balance":0,${method(handle)}`,
          `"DepositToAccountRef":${ref(UNDEPOSITED.id, UNDEPOSITED.name)}`,
        ),
    ),
    RefundReceipt: sales(
      "RefundReceipt",
      counts.refundReceipts,
      (handle) => handle * 200 + 11,
      (sale, handle, id, at) =>
        record(
          transactionHead(books, id, at),
          form(sale, `RF-${101 + handle}`, at, handle),
          `"CustomerRef":${customerRef(books, sale.customer)},"CustomerMemo":{"value":"We are sorry."}`,
          `"TotalAmt":${total(sale)},"ApplyTaxAfterDiscount":false,"PrintStatus":"NotSet","Balance":0,${method(handle)}`,
          `"DepositToAccountRef":${ref(CHECKING.id, CHECKING.name)}`,
        ),
    ),
  };
}

function estimateSale(handle: number): number {
  return handle * 25;
}

function isAccepted({ createdAt, updatedAt }: Times): boolean {
  return updatedAt > createdAt;
}

function invoiceLink({ invoiceIds, plan }: Books, estimate: number): string {
  const sale = Math.min(plan.invoices - 1, estimateSale(estimate));
  return `{"TxnId":"${invoiceIds.idOf(sale)}","TxnType":"Invoice"}`;
}

function total({ subtotalCents, discountCents }: Sale): string {
  return money(subtotalCents - discountCents);
}

function method(handle: number): string {
  const place = handle % METHODS.length;
  return `"PaymentMethodRef":${ref(String(place + 1), METHODS[place])}`;
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
      const at = paidAt(handle);
      const amount = money(sale.totalCents - sale.balanceCents);
      const invoice = invoiceIds.idOf(saleOf(handle));
      return record(
        `"CustomerRef":${ref(customer?.id ?? "", customer?.fullName)}`,
        `"DepositToAccountRef":${ref(UNDEPOSITED.id)},${method(handle)},"TotalAmt":${amount},"UnappliedAmt":0,"ProcessPayment":false`,
        identity(ids.idOf(handle), at, at),
        `"TxnDate":"${pacificDay(at)}"`,
        USD,
        `"Line":[{"Amount":${amount},"LinkedTxn":[{"TxnId":"${invoice}","TxnType":"Invoice"}],"LineEx":{"any":[${nameValue("txnId", invoice)},${nameValue("txnOpenBalance", money(sale.totalCents))}]}}]`,
      );
    },
  });
}
