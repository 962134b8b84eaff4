import { mix } from "../random";
import { listSource, type RowSource } from "../store/shelf";
import { payableSources } from "./bills";
import type { Books } from "./books";
import { creationTimes, importSecond } from "./calendar";
import { BillPlaces, countsOf } from "./counts";
import { customerList } from "./customers";
import { extraSources } from "./extras";
import { formulaSource } from "./formula";
import { makeHeavy } from "./heavy";
import { idScheme } from "./ids";
import { invoiceText } from "./invoices";
import { itemList } from "./items";
import { post } from "./ledger";
import { shortLists } from "./lists";
import { addOptionalFields } from "./optional-fields";
import { employeeSource, vendorSource } from "./people";
import { type CompanySize, PLANS, secondOfDay } from "./plan";
import { receivableSources } from "./receivables";
import type { SaleBook } from "./sale";
import { companyInfo, preferences } from "./singletons";
import { spendingSources } from "./spending";
import { templateSource } from "./templates";
import { transferSources } from "./transfers";

export interface Company {
  readonly name: string;
  /** UTC days; the end is exclusive. Every LastUpdatedTime of the records lies in it. */
  readonly history: { readonly from: string; readonly to: string };
  readonly sources: Readonly<Record<string, RowSource>>;
}

/** With more invoices than this, texts are written again for each answer instead of being kept. */
const KEPT_MAX = 50_000;

export interface Choices {
  /** The entities whose feature the company lacks. */
  readonly without?: ReadonlySet<string>;
  /** Whether records have members that `*` leaves out: item numbers, and custom fields of the newer kind. */
  readonly hasOptionalFields?: boolean;
  /** The shortest length of a record, in bytes. */
  readonly recordBytes?: number | undefined;
}

/** A made-up company; the same for the same size, seed and choices. */
export function generateCompany(size: CompanySize, seed: number, choices: Choices = {}): Company {
  const { without = new Set<string>(), hasOptionalFields = false } = choices;
  const plan = PLANS[size];
  const userId = `9130355${String(mix(seed)).padStart(12, "0")}`;
  const customers = customerList(plan, seed);
  const items = itemList(plan, seed);
  const book: SaleBook = {
    createdAt: creationTimes(plan, seed),
    seed,
    end: secondOfDay(plan.to),
    importedAt: plan.importDay === undefined ? undefined : importSecond(plan.importDay.on),
    customers,
    items,
  };
  const ledger = post(book, plan);
  const invoiceIds = idScheme(145, plan.invoices, 97);
  const isKept = plan.invoices <= KEPT_MAX;
  const counts = countsOf(plan);
  const books: Books = {
    plan,
    counts,
    bills: new BillPlaces(counts.bills),
    book,
    ledger,
    invoiceIds,
    userId,
    keep: isKept ? "once-read" : "never",
    has: (entity) => !without.has(entity),
  };
  const letterhead = { name: plan.name, from: plan.from, has: books.has };
  const transactions = {
    Invoice: formulaSource({
      size: plan.invoices,
      ids: invoiceIds,
      keep: isKept ? "from-the-start" : "never",
      createdAt: (handle) => book.createdAt[handle] ?? 0,
      updatedAt: (handle) => ledger.invoiceUpdatedAt[handle] ?? 0,
      active: () => true,
      text: (handle) => invoiceText(book, invoiceIds.idOf(handle), handle, userId),
    }),
    ...receivableSources(books),
    ...payableSources(books),
    ...spendingSources(books),
    ...transferSources(books),
  };
  const sources: Record<string, RowSource> = {
    CompanyInfo: listSource([companyInfo(letterhead)]),
    Preferences: listSource([preferences(letterhead)]),
    Customer: formulaSource({
      size: plan.customers,
      ids: customers.ids,
      keep: "from-the-start",
      createdAt: (handle) => customers.customers[handle]?.createdAt ?? 0,
      updatedAt: (handle) => ledger.customerUpdatedAt[handle] ?? 0,
      active: (handle) => customers.customers[handle]?.active === true,
      text: (handle) =>
        customers.text(handle, {
          balanceCents: ledger.customerBalanceCents[handle] ?? 0,
          updatedAt: ledger.customerUpdatedAt[handle] ?? 0,
        }),
    }),
    Item: formulaSource({
      size: plan.items,
      ids: items.ids,
      keep: "from-the-start",
      createdAt: (handle) => items.items[handle]?.createdAt ?? 0,
      updatedAt: (handle) => items.items[handle]?.updatedAt ?? 0,
      active: (handle) => items.items[handle]?.active === true,
      text: items.text,
    }),
    Vendor: vendorSource(books),
    Employee: employeeSource(books),
    ...shortLists(books),
    ...transactions,
    ...extraSources(books),
    RecurringTransaction: templateSource(books, transactions),
  };
  for (const entity of without) delete sources[entity];
  if (hasOptionalFields) addOptionalFields(sources);
  if (choices.recordBytes !== undefined) makeHeavy(sources, choices.recordBytes);
  return { name: plan.name, history: { from: plan.from, to: plan.to }, sources };
}
