import { createRandom } from "../random";
import { pacificDay } from "../stamps";
import type { RowSource } from "../store/shelf";
import { CHECKING, DEPRECIATION, MASTERCARD, SAVINGS, SHRINKAGE, TAX_PAYABLE, TRUCK } from "./accounts";
import { type Books, laterInHistory, postings, type Times, timesAmongSales, transactionHead } from "./books";
import { classRef, departmentRef } from "./groups";
import { paymentId } from "./ledger";
import { secondOfDay } from "./plan";
import { itemRef, placesOf } from "./refs";
import { saleAt } from "./sale";
import { identity, members, money, record, ref, USD } from "./text";

const PAYMENTS_IN_A_DEPOSIT = 5;

type Name = "Deposit" | "Transfer" | "JournalEntry" | "InventoryAdjustment" | "TaxPayment";

/** Transactions between the company's own accounts. */
export function transferSources(books: Books): Readonly<Record<Name, RowSource>> {
  const { counts, book } = books;
  const stocked = placesOf(books, "Inventory");
  const quarters = quarterEnds(books);
  return {
    Deposit: postings(books, {
      entity: "Deposit",
      size: Math.floor(books.ledger.paid.length / PAYMENTS_IN_A_DEPOSIT),
      times: (handle) => depositTimes(books, handle),
      text: (handle, id, at) => depositText(books, handle, id, at),
    }),
    Transfer: postings(books, {
      entity: "Transfer",
      size: counts.transfers,
      times: timesAmongSales(books, "Transfer", counts.transfers),
      text: (handle, id, at) => {
        const to = handle % 3 === 1 ? MASTERCARD : SAVINGS;
        return record(
          `"FromAccountRef":${ref(CHECKING.id, CHECKING.name)},"ToAccountRef":${ref(to.id, to.name)},"Amount":${money(50_000 + handle * 250)}`,
          transactionHead(books, id, at),
          `"TxnDate":"${pacificDay(at.createdAt)}"`,
          USD,
        );
      },
    }),
    JournalEntry: postings(books, {
      entity: "JournalEntry",
      size: counts.journalEntries,
      times: timesAmongSales(books, "JournalEntry", counts.journalEntries),
      text: (handle, id, at) => journalText(books, handle, id, at),
    }),
    InventoryAdjustment: postings(books, {
      entity: "InventoryAdjustment",
      size: counts.stockCounts,
      times: timesAmongSales(books, "InventoryAdjustment", counts.stockCounts),
      text(handle, id, at) {
        const random = createRandom(book.seed, "stock count", handle);
        const lines = Array.from({ length: random.between(1, 3) }, (_, index) => {
          const item = stocked[(handle + index) % stocked.length] ?? 0;
          return `{"Id":"${index + 1}","DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":{"QtyDiff":${random.between(-9, -1)},"ItemRef":${itemRef(books, item)}}}`;
        });
        return record(
          `"AdjustAccountRef":${ref(SHRINKAGE.id, SHRINKAGE.name)}`,
          transactionHead(books, id, at),
          `"DocNumber":"${101 + handle}","TxnDate":"${pacificDay(at.createdAt)}","PrivateNote":"Counted"`,
          `"Line":[${lines.join(",")}]`,
        );
      },
    }),
    // Booleans and amounts are text here, as in the sample of the documentation.
    TaxPayment: postings(books, {
      entity: "TaxPayment",
      size: quarters.length,
      times: (handle) => ({ createdAt: quarters[handle] ?? 0, updatedAt: quarters[handle] ?? 0 }),
      text: (handle, id, { createdAt, updatedAt }) =>
        record(
          `"PaymentDate":"${pacificDay(createdAt)}","PaymentAccountRef":${ref(TAX_PAYABLE.id, TAX_PAYABLE.name)}`,
          `"PaymentAmount":"${money(12_000 + handle * 1575)}","Refund":"${handle % 6 === 5}","Description":"Quarter ${handle + 1}"`,
          identity(id, createdAt, updatedAt).replace('"sparse":false', '"sparse":"false"'),
        ),
    }),
  };
}

function depositedSales({ ledger }: Books, deposit: number): number[] {
  const first = deposit * PAYMENTS_IN_A_DEPOSIT;
  return [...ledger.paid.subarray(first, first + PAYMENTS_IN_A_DEPOSIT)];
}

/** A deposit is made a day or two after the last of its payments. */
function depositTimes(books: Books, deposit: number): Times {
  const last = depositedSales(books, deposit).reduce(
    (latest, sale) => Math.max(latest, books.ledger.invoiceUpdatedAt[sale] ?? 0),
    0,
  );
  const at = laterInHistory(books, last, 1 + (deposit % 2), deposit);
  return { createdAt: at, updatedAt: at };
}

function depositText(books: Books, deposit: number, id: string, at: Times): string {
  const paid = depositedSales(books, deposit).map((sale) => {
    const { totalCents, balanceCents } = saleAt(books.book, sale);
    return { sale, cents: totalCents - balanceCents };
  });
  const lines = paid.map(
    ({ sale, cents }) =>
      `{"Amount":${money(cents)},"LinkedTxn":[{"TxnId":"${paymentId(sale)}","TxnType":"Payment","TxnLineId":"0"}],"DepositLineDetail":{"PaymentMethodRef":${ref("2", "Check")}}}`,
  );
  const sum = paid.reduce((cents, line) => cents + line.cents, 0);
  const backCents = deposit % 9 === 4 && sum > 10_000 ? 2000 : 0;
  return record(
    `"DepositToAccountRef":${ref(CHECKING.id, CHECKING.name)}`,
    backCents === 0
      ? undefined
      : `"CashBack":{"AccountRef":${ref(SAVINGS.id, SAVINGS.name)},"Amount":${money(backCents)},"Memo":"Set aside"}`,
    `"TotalAmt":${money(sum - backCents)}`,
    transactionHead(books, id, at),
    `"TxnDate":"${pacificDay(at.createdAt)}"`,
    departmentRef(books, createRandom(books.book.seed, "deposit", deposit)),
    USD,
    `"Line":[${lines.join(",")}],"TxnTaxDetail":{}`,
  );
}

function journalText(books: Books, handle: number, id: string, at: Times): string {
  const random = createRandom(books.book.seed, "journal", handle);
  const amount = money(12_500 + handle);
  const line = (index: number, posting: string, account: string): string => {
    const detail = members(
      `"PostingType":"${posting}","AccountRef":${account}`,
      classRef(books, random),
      departmentRef(books, random),
    );
    return `{"Id":"${index}","Description":"Depreciation","Amount":${amount},"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{${detail}}}`;
  };
  return record(
    '"Adjustment":false,"TotalAmt":0',
    transactionHead(books, id, at),
    `"DocNumber":"JE-${handle + 1}","TxnDate":"${pacificDay(at.createdAt)}"`,
    USD,
    `"PrivateNote":"Depreciation","Line":[${line(0, "Debit", ref(DEPRECIATION.id, DEPRECIATION.name))},${line(1, "Credit", ref(TRUCK.id, TRUCK.name))}],"TxnTaxDetail":{}`,
  );
}

/** The seconds of the history at which a quarter ends; the last second of the history if no quarter ends in it. */
function quarterEnds({ plan, book }: Books): number[] {
  const ends: number[] = [];
  const from = new Date(secondOfDay(plan.from) * 1000);
  for (let quarter = 1; ; quarter++) {
    const at = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 3 * quarter, 1, 18) / 1000;
    if (at >= book.end) return ends.length === 0 ? [book.end - 1] : ends;
    ends.push(at);
  }
}
