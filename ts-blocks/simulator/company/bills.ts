import { createRandom } from "../random";
import { pacificDay } from "../stamps";
import type { RowSource } from "../store/shelf";
import { CHECKING, EXPENSES, MASTERCARD, PAYABLE } from "./accounts";
import { type Books, postings, transactionHead, transactionIds } from "./books";
import { classRef, departmentRef } from "./groups";
import { type Bill, type BillLine, billAt, creditCents } from "./payables";
import { vendorRef } from "./people";
import { DAY_SECONDS } from "./plan";
import { customerRef, itemRef } from "./refs";
import { members, money, plain, record, ref, USD } from "./text";

/** Bills, payments of bills, and the vendor credits that payments use. */
export function payableSources(books: Books): Readonly<Record<"Bill" | "BillPayment" | "VendorCredit", RowSource>> {
  const { bills, counts } = books;
  const paymentIds = transactionIds("BillPayment", bills.payments);
  const creditIds = transactionIds("VendorCredit", bills.credits);
  const billIds = transactionIds("Bill", counts.bills);
  const paid = (payment: number): { handle: number; bill: Bill; paidAt: number } => {
    const handle = bills.billOfPayment(payment);
    const bill = billAt(books, handle);
    return { handle, bill, paidAt: bill.paidAt ?? bill.createdAt };
  };
  return {
    Bill: postings(books, {
      entity: "Bill",
      size: counts.bills,
      times: (handle) => {
        const { createdAt, paidAt } = billAt(books, handle);
        return { createdAt, updatedAt: paidAt ?? createdAt };
      },
      text(handle, id, at) {
        const bill = billAt(books, handle);
        const random = createRandom(books.book.seed, "bill text", handle);
        const payment = bills.paymentOfBill(handle);
        const links =
          payment === undefined ? "" : `{"TxnId":"${paymentIds.idOf(payment)}","TxnType":"${paymentType(payment)}"}`;
        return record(
          '"SalesTermRef":{"value":"3"}',
          `"DueDate":"${pacificDay(bill.createdAt + 30 * DAY_SECONDS)}","Balance":${money(payment === undefined ? bill.totalCents : 0)}`,
          transactionHead(books, id, at),
          random.chance(0.6) ? `"DocNumber":"B-${4001 + handle}"` : undefined,
          `"TxnDate":"${pacificDay(bill.createdAt)}"`,
          departmentRef(books, random),
          USD,
          `"LinkedTxn":[${links}],"Line":[${bill.lines.map((line, index) => billLine(books, line, handle, index)).join(",")}]`,
          `"VendorRef":${vendorRef(books, bill.vendor)},"APAccountRef":${ref(PAYABLE.id, PAYABLE.name)}`,
          `"TotalAmt":${money(bill.totalCents)}`,
        );
      },
    }),
    BillPayment: postings(books, {
      entity: "BillPayment",
      size: bills.payments,
      times: (payment) => {
        const { paidAt } = paid(payment);
        return { createdAt: paidAt, updatedAt: paidAt };
      },
      text(payment, id, at) {
        const { handle, bill, paidAt } = paid(payment);
        const credit = bills.creditOfPayment(payment);
        const usedCents = credit === undefined ? 0 : creditCents(bill);
        const lines = [paymentLine(bill.totalCents, billIds.idOf(handle), "Bill")];
        if (credit !== undefined) lines.push(paymentLine(usedCents, creditIds.idOf(credit), "VendorCredit"));
        const byCard = paymentType(payment) === "BillPaymentCreditCard";
        return record(
          `"VendorRef":${vendorRef(books, bill.vendor)},"PayType":"${byCard ? "CreditCard" : "Check"}"`,
          byCard
            ? `"CreditCardPayment":{"CCAccountRef":${ref(MASTERCARD.id, MASTERCARD.name)}}`
            : `"CheckPayment":{"BankAccountRef":${ref(CHECKING.id, CHECKING.name)},"PrintStatus":"NotSet"}`,
          `"TotalAmt":${money(bill.totalCents - usedCents)}`,
          transactionHead(books, id, at),
          `"DocNumber":"${6001 + payment}","TxnDate":"${pacificDay(paidAt)}"`,
          USD,
          `"Line":[${lines.join(",")}]`,
        );
      },
    }),
    VendorCredit: postings(books, {
      entity: "VendorCredit",
      size: bills.credits,
      times: (credit) => {
        const { bill, paidAt } = paid(bills.paymentOfCredit(credit));
        return { createdAt: Math.min(bill.createdAt + 1, paidAt), updatedAt: paidAt };
      },
      text(credit, id, at) {
        const payment = bills.paymentOfCredit(credit);
        const { bill } = paid(payment);
        const amount = money(creditCents(bill));
        const account = EXPENSES[credit % EXPENSES.length];
        return record(
          `"Balance":0,"LinkedTxn":[{"TxnId":"${paymentIds.idOf(payment)}","TxnType":"${paymentType(payment)}"}]`,
          transactionHead(books, id, at),
          `"TxnDate":"${pacificDay(at.createdAt)}"`,
          USD,
          `"Line":[{"Id":"1","LineNum":1,"Description":"Returned goods","Amount":${amount},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":${ref(account?.id ?? "", account?.name)},"BillableStatus":"NotBillable","TaxCodeRef":{"value":"NON"}}}]`,
          `"VendorRef":${vendorRef(books, bill.vendor)},"APAccountRef":${ref(PAYABLE.id, PAYABLE.name)},"TotalAmt":${amount}`,
        );
      },
    }),
  };
}

/** The name under which bills and credits link to their payment. */
function paymentType(payment: number): "BillPaymentCheck" | "BillPaymentCreditCard" {
  return payment % 4 === 3 ? "BillPaymentCreditCard" : "BillPaymentCheck";
}

function paymentLine(cents: number, id: string, type: string): string {
  return `{"Amount":${money(cents)},"LinkedTxn":[{"TxnId":"${id}","TxnType":"${type}"}]}`;
}

function billLine(books: Books, line: BillLine, bill: number, index: number): string {
  const random = createRandom(books.book.seed, `bill line ${index}`, bill);
  const billable = line.customer === undefined ? undefined : `"CustomerRef":${customerRef(books, line.customer)}`;
  const status = `"BillableStatus":"${billable === undefined ? "NotBillable" : "Billable"}","TaxCodeRef":{"value":"NON"}`;
  const head = `{"Id":"${index + 1}","LineNum":${index + 1},"Description":"Supplies","Amount":${money(line.amountCents)}`;
  if (line.item === undefined) {
    const account = EXPENSES[line.account ?? 0];
    const detail = members(
      billable,
      classRef(books, random),
      `"AccountRef":${ref(account?.id ?? "", account?.name)}`,
      status,
    );
    return `${head},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{${detail}}}`;
  }
  const price = `"UnitPrice":${plain(line.amountCents / line.quantity)},"Qty":${line.quantity}`;
  const detail = members(billable, classRef(books, random), `"ItemRef":${itemRef(books, line.item)}`, price, status);
  return `${head},"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{${detail}}}`;
}
