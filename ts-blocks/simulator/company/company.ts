import { mix } from "../random";
import { listSource, type RowSource } from "../store/shelf";
import { creationTimes, importSecond } from "./calendar";
import { customerList } from "./customers";
import { formulaSource } from "./formula";
import { idScheme } from "./ids";
import { invoiceText } from "./invoices";
import { itemList } from "./items";
import { post } from "./ledger";
import { shortLists, vendorSource } from "./lists";
import { type CompanySize, PLANS, secondOfDay } from "./plan";
import type { SaleBook } from "./sale";
import { companyInfo, preferences } from "./singletons";
import { otherTransactions } from "./transactions";

export interface Company {
  readonly name: string;
  /** UTC days; the end is exclusive. Every LastUpdatedTime of the records lies in it. */
  readonly history: { readonly from: string; readonly to: string };
  readonly sources: Readonly<Record<string, RowSource>>;
}

/** Above this many rows texts are written anew for each answer instead of being kept. */
const KEPT_MAX = 50_000;

export function generateCompany(size: CompanySize, seed: number): Company {
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
  const keep = plan.invoices <= KEPT_MAX;
  const vendors = vendorSource(plan, seed);
  return {
    name: plan.name,
    history: { from: plan.from, to: plan.to },
    sources: {
      CompanyInfo: listSource([companyInfo({ name: plan.name, from: plan.from })]),
      Preferences: listSource([preferences({ name: plan.name, from: plan.from })]),
      Customer: formulaSource({
        size: plan.customers,
        ids: customers.ids,
        keep: true,
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
        keep: true,
        createdAt: (handle) => items.items[handle]?.createdAt ?? 0,
        updatedAt: (handle) => items.items[handle]?.updatedAt ?? 0,
        active: (handle) => items.items[handle]?.active === true,
        text: items.text,
      }),
      Invoice: formulaSource({
        size: plan.invoices,
        ids: invoiceIds,
        keep,
        createdAt: (handle) => book.createdAt[handle] ?? 0,
        updatedAt: (handle) => ledger.invoiceUpdatedAt[handle] ?? 0,
        active: () => true,
        text: (handle) => invoiceText(book, invoiceIds.idOf(handle), handle, userId),
      }),
      Vendor: vendors,
      ...shortLists(plan),
      ...otherTransactions({ plan, book, ledger, invoiceIds, keep }, vendors.size),
    },
  };
}
