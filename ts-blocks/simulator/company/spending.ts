import { createRandom } from "../random";
import { pacificDay } from "../stamps";
import type { RowSource } from "../store/shelf";
import { CHECKING, EXPENSES, MASTERCARD, PAYABLE } from "./accounts";
import { type Books, postings, type Times, timesAmongSales, transactionHead, transactionIds } from "./books";
import { classRef, departmentRef } from "./groups";
import { billAt } from "./payables";
import { employeeRef, vendorRef } from "./people";
import { customerRef, itemRef } from "./refs";
import { members, money, nameValue, plain, record, ref, USD } from "./text";

/**
 * Kinds of purchase, and the number by which alone the service tells them apart
 * (docs/en/quickbooks.md, "Records with a meaning of their own").
 */
const KINDS = [
  { payment: "Check", account: CHECKING, number: "3", isCredit: false },
  { payment: "Cash", account: CHECKING, number: "54", isCredit: false },
  { payment: "CreditCard", account: MASTERCARD, number: "54", isCredit: false },
  { payment: "CreditCard", account: MASTERCARD, number: "1", isCredit: false },
  { payment: "CreditCard", account: MASTERCARD, number: "11", isCredit: true },
] as const;

/** Purchases that are paid at once, orders, and payments of the company's card. */
export function spendingSources(
  books: Books,
): Readonly<Record<"Purchase" | "PurchaseOrder" | "CreditCardPayment", RowSource>> {
  const { counts, book } = books;
  return {
    Purchase: postings(books, {
      entity: "Purchase",
      size: counts.purchases,
      times: timesAmongSales(books, "Purchase", counts.purchases),
      text(handle, id, at) {
        const random = createRandom(book.seed, "purchase", handle);
        const kind = KINDS[handle % KINDS.length] ?? KINDS[0];
        const amounts = Array.from({ length: random.between(1, 3) }, () => random.between(500, 90_000));
        const lines = amounts.map((cents, index) => {
          const account = random.pick(EXPENSES);
          const detail = members(
            classRef(books, random),
            `"AccountRef":${ref(account.id, account.name)},"BillableStatus":"NotBillable","TaxCodeRef":{"value":"NON"}`,
          );
          return `{"Id":"${index + 1}","Amount":${money(cents)},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{${detail}}}`;
        });
        return record(
          `"AccountRef":${ref(kind.account.id, kind.account.name)},"PaymentType":"${kind.payment}"`,
          payee(books, handle),
          kind.payment === "CreditCard" ? `"Credit":${kind.isCredit}` : undefined,
          `"TotalAmt":${money(amounts.reduce((sum, cents) => sum + cents, 0))}`,
          kind.payment === "Check" ? '"PrintStatus":"NotSet"' : undefined,
          `"PurchaseEx":{"any":[${nameValue("TxnType", kind.number)}]}`,
          transactionHead(books, id, at),
          `"DocNumber":"${5001 + handle}","TxnDate":"${pacificDay(at.createdAt)}"`,
          departmentRef(books, random),
          USD,
          `"Line":[${lines.join(",")}]`,
        );
      },
    }),
    PurchaseOrder: postings(books, {
      entity: "PurchaseOrder",
      size: counts.purchaseOrders,
      times: (handle) => orderTimes(books, handle),
      text: (handle, id, at) => orderText(books, handle, id, at),
    }),
    CreditCardPayment: postings(books, {
      entity: "CreditCardPayment",
      size: counts.cardPayments,
      times: timesAmongSales(books, "CreditCardPayment", counts.cardPayments),
      text: (handle, id, at) =>
        record(
          `"BankAccountRef":${ref(CHECKING.id, CHECKING.name)},"CreditCardAccountRef":${ref(MASTERCARD.id, MASTERCARD.name)}`,
          `"Amount":${money(25_000 + handle * 125)}`,
          transactionHead(books, id, at),
          `"TxnDate":"${pacificDay(at.createdAt)}"`,
          USD,
          '"PrivateNote":"Statement of the month"',
        ),
    }),
  };
}

/** A vendor, a customer or an employee, as `type` says. Some purchases have none. */
function payee(books: Books, handle: number): string | undefined {
  const { counts, book } = books;
  const typed = (reference: string, type: string): string => `"EntityRef":${reference.slice(0, -1)},"type":"${type}"}`;
  if (handle % 7 === 6) return undefined;
  if (handle % 7 === 5) return typed(employeeRef(books, handle % counts.employees), "Employee");
  if (handle % 7 === 4) return typed(customerRef(books, handle % book.customers.customers.length), "Customer");
  return typed(vendorRef(books, handle % counts.vendors), "Vendor");
}

/** Three of four orders were billed: order n by bill 4n, if the company has that bill. */
function billOfOrder({ counts, has }: Books, order: number): number | undefined {
  const bill = order * 4;
  return has("Bill") && order % 4 !== 3 && bill < counts.bills ? bill : undefined;
}

function orderTimes(books: Books, order: number): Times {
  const bill = billOfOrder(books, order);
  if (bill === undefined) return timesAmongSales(books, "PurchaseOrder", books.counts.purchaseOrders)(order);
  const { createdAt } = billAt(books, bill);
  return { createdAt: Math.max(createdAt - 3600, 0), updatedAt: createdAt };
}

function orderText(books: Books, order: number, id: string, at: Times): string {
  const { counts, book } = books;
  const random = createRandom(book.seed, "order", order);
  const bill = billOfOrder(books, order);
  const item = random.between(0, book.items.items.length - 1);
  const quantity = random.between(1, 40);
  const costCents = Math.max(100, Math.floor((book.items.items[item]?.priceCents ?? 0) * 0.6));
  const vendor = bill === undefined ? random.between(0, counts.vendors - 1) : billAt(books, bill).vendor;
  const billIds = transactionIds("Bill", counts.bills);
  const link = bill === undefined ? "" : `{"TxnId":"${billIds.idOf(bill)}","TxnType":"Bill"}`;
  const amount = money(costCents * quantity);
  const detail = members(
    classRef(books, random),
    `"ItemRef":${itemRef(books, item)},"UnitPrice":${plain(costCents)},"Qty":${quantity},"TaxCodeRef":{"value":"NON"},"BillableStatus":"NotBillable"`,
  );
  return record(
    `"EmailStatus":"NotSet","POStatus":"${bill === undefined ? "Open" : "Closed"}"`,
    transactionHead(books, id, at),
    '"CustomField":[{"DefinitionId":"1","Name":"Crew #","Type":"StringType"}]',
    `"DocNumber":"PO-${1001 + order}","TxnDate":"${pacificDay(at.createdAt)}"`,
    USD,
    `"LinkedTxn":[${link}],"Line":[{"Id":"1","LineNum":1,"Amount":${amount},"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{${detail}}}]`,
    `"VendorRef":${vendorRef(books, vendor)},"APAccountRef":${ref(PAYABLE.id, PAYABLE.name)},"TotalAmt":${amount}`,
  );
}
