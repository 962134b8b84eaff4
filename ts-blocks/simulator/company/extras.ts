import { createRandom } from "../random";
import { pacificDay } from "../stamps";
import { rowFromText } from "../store/row";
import { lazySource, listSource, type RowSource } from "../store/shelf";
import { BILLABLE_INCOME, EXPENSES, INCOME } from "./accounts";
import { type Books, laterInHistory, postings, timesAmongSales, transactionIds } from "./books";
import { formulaSource } from "./formula";
import { classRef, departmentRef } from "./groups";
import { idScheme } from "./ids";
import { billAt } from "./payables";
import { employeeRef, vendorRef } from "./people";
import { DAY_SECONDS, secondOfDay } from "./plan";
import { customerRef, itemRef, placesOf } from "./refs";
import { identity, money, plain, quoted, record, ref, USD } from "./text";

/** Records beside the ledger: hours, charges to customers, budgets and attachments. */
export function extraSources(
  books: Books,
): Readonly<Record<"TimeActivity" | "ReimburseCharge" | "Budget" | "Attachable", RowSource>> {
  return {
    TimeActivity: timeActivities(books),
    ReimburseCharge: charges(books),
    Budget: budgets(books),
    Attachable: attachables(books),
  };
}

/** Hours have an Id space of their own. */
function timeActivities(books: Books): RowSource {
  const { counts, book, keep } = books;
  const size = counts.timeActivities;
  const ids = idScheme(1, size, 97);
  const times = timesAmongSales(books, "TimeActivity", size);
  const services = placesOf(books, "Service");
  return formulaSource({
    size,
    ids,
    keep,
    createdAt: (handle) => times(handle).createdAt,
    updatedAt: (handle) => times(handle).updatedAt,
    active: () => true,
    text(handle) {
      const random = createRandom(book.seed, "hours worked", handle);
      const { createdAt, updatedAt } = times(handle);
      const who =
        handle % 6 === 5
          ? `"NameOf":"Vendor","VendorRef":${vendorRef(books, handle % counts.vendors)}`
          : `"NameOf":"Employee","EmployeeRef":${employeeRef(books, handle % counts.employees)}`;
      const customer = random.between(0, Math.max(0, book.customers.existing(createdAt) - 1));
      return record(
        `"TxnDate":"${pacificDay(createdAt)}",${who},"CustomerRef":${customerRef(books, customer)}`,
        `"ItemRef":${itemRef(books, services[handle % services.length] ?? 0)}`,
        departmentRef(books, random),
        classRef(books, random),
        `"BillableStatus":"${random.chance(0.4) ? "Billable" : "NotBillable"}","Taxable":false,"HourlyRate":${random.between(20, 90)}`,
        `"Hours":${random.between(0, 8)},"Minutes":${random.between(0, 3) * 15},"Description":"Work in the garden"`,
        identity(ids.idOf(handle), createdAt, updatedAt, updatedAt > createdAt ? 1 : 0),
      );
    },
  });
}

/** Each charge comes from a bill line that a customer has to pay. */
function charges(books: Books): RowSource {
  const { bills, book } = books;
  return postings(books, {
    entity: "ReimburseCharge",
    size: bills.charges,
    times: (handle) => {
      const { createdAt } = billAt(books, bills.billOfCharge(handle));
      return { createdAt, updatedAt: createdAt };
    },
    text(handle, id, { createdAt, updatedAt }) {
      const [line] = billAt(books, bills.billOfCharge(handle)).lines;
      const cents = line?.amountCents ?? 0;
      const detail = `"UnitPrice":${plain(cents)},"Qty":1,"ItemAccountRef":${ref(BILLABLE_INCOME.id, BILLABLE_INCOME.name)},"TaxCodeRef":{"value":"NON"}`;
      return record(
        `"CustomerRef":${customerRef(books, line?.customer ?? 0)},"HasBeenInvoiced":false,"Amount":${money(cents)}`,
        identity(id, createdAt, updatedAt),
        `"TxnDate":"${pacificDay(createdAt)}"`,
        USD,
        `"LinkedTxn":[],"Line":[{"Id":"1","LineNum":1,"Description":"Supplies","Amount":${money(cents)},"DetailType":"ReimburseLineDetail","ReimburseLineDetail":{${detail}}}]`,
        `"PrivateNote":${quoted(`Charge ${handle + 1} of ${createRandom(book.seed, "charge", handle).pick(["material", "freight"])}`)}`,
      );
    },
  });
}

/** One budget for each calendar year. Its months are lines of one row. */
function budgets(books: Books): RowSource {
  const { plan, book } = books;
  const first = Number(plan.from.slice(0, 4));
  const years = Array.from({ length: Number(plan.to.slice(0, 4)) - first + 1 }, (_, place) => first + place);
  const accounts = [...INCOME.slice(4), ...EXPENSES.slice(0, 6)];
  return lazySource(years.length, () =>
    listSource(
      years.map((year, place) => {
        const createdAt = Math.min(secondOfDay(plan.from) + 70_000 + place * 300 * DAY_SECONDS, book.end - 1);
        const details = accounts.flatMap((account, row) =>
          Array.from({ length: 12 }, (_, month) => {
            const date = `${year}-${String(month + 1).padStart(2, "0")}-01`;
            const amount = money((row * 7 + month * 3) % 5 === 0 ? 0 : 40_000 + row * 1250 + month * 75);
            return `{"BudgetDate":"${date}","Amount":${amount},"AccountRef":${ref(account.id, account.name)}}`;
          }),
        );
        return rowFromText(
          record(
            `"Name":"Budget ${year}","StartDate":"${year}-01-01","EndDate":"${year}-12-31","BudgetType":"ProfitAndLoss","BudgetEntryType":"Monthly","Active":true`,
            `"BudgetDetail":[${details.join(",")}]`,
            identity(String(place + 1), createdAt, laterInHistory(books, createdAt, 9, place), 1),
          ),
        );
      }),
    ),
  );
}

const KINDS = [
  { file: "receipt", extension: "pdf", type: "application/pdf", category: "Receipt" },
  { file: "garden", extension: "jpg", type: "image/jpg", category: "Image" },
] as const;

/** Files and notes on invoices and bills. The link for a download is added when a file is served. */
function attachables(books: Books): RowSource {
  const { counts, book, keep, invoiceIds, plan } = books;
  const size = counts.attachables;
  const ids = idScheme(503_625, size, 1);
  const billIds = transactionIds("Bill", counts.bills);
  const times = timesAmongSales(books, "Attachable", size);
  return formulaSource({
    size,
    ids,
    keep,
    createdAt: (handle) => times(handle).createdAt,
    updatedAt: (handle) => times(handle).updatedAt,
    active: () => true,
    text(handle) {
      const { createdAt, updatedAt } = times(handle);
      const id = ids.idOf(handle);
      const random = createRandom(book.seed, "attachable", handle);
      const onBill = books.has("Bill") && handle % 3 === 1;
      const target = onBill
        ? `{"value":"${billIds.idOf(random.between(0, counts.bills - 1))}","type":"Bill"}`
        : `{"value":"${invoiceIds.idOf(random.between(0, plan.invoices - 1))}","type":"Invoice"}`;
      const kind = random.pick(KINDS);
      const isNote = handle % 5 === 4;
      return record(
        isNote
          ? undefined
          : `"FileName":"${kind.file}-${handle + 1}.${kind.extension}","FileAccessUri":"/v3/company/0/download/${id}"`,
        isNote || kind.extension !== "jpg"
          ? undefined
          : `"ThumbnailFileAccessUri":"/v3/company/0/download/${id}-thumb"`,
        isNote
          ? '"Note":"The gate was open."'
          : `"Size":${random.between(2000, 900_000)},"ContentType":"${kind.type}","Category":"${kind.category}"`,
        identity(id, createdAt, updatedAt),
        // A file may be attached to nothing.
        handle % 7 === 6 ? '"AttachableRef":[]' : `"AttachableRef":[{"EntityRef":${target},"IncludeOnSend":false}]`,
      );
    },
  });
}
