import { expect, test } from "vitest";
import { listSource, type RowSource, Shelf } from "../store/shelf";
import { type Company, generateCompany } from "./company";
import { COMPANY_SIZES, PLANS } from "./plan";

const SIZES = COMPANY_SIZES.filter((size) => size !== "large");

function rowsOf(company: Company, entity: string): RowSource {
  return company.sources[entity] ?? listSource([]);
}

function texts(source: RowSource): string[] {
  return Array.from({ length: source.size }, (_, handle) => source.rowAt(handle).raw);
}

test("the same seed gives the same company, and another seed another", () => {
  const [one, same, other] = [3, 3, 4].map((seed) => texts(rowsOf(generateCompany("small", seed), "Invoice")));
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
});

test.each(SIZES)("every record of %s is JSON with an Id of its own, inside the history that is announced", (size) => {
  const company = generateCompany(size, 1);
  const [from, to] = [Date.parse(company.history.from), Date.parse(company.history.to)];
  for (const entity of ["Customer", "Item", "Invoice"]) {
    const source = rowsOf(company, entity);
    const ids = new Set<string>();
    for (let handle = 0; handle < source.size; handle++) {
      const row = source.rowAt(handle);
      const record = JSON.parse(row.raw) as {
        Id: string;
        MetaData: { CreateTime: string; LastUpdatedTime: string };
        Active?: boolean;
      };
      ids.add(record.Id);
      const updatedMs = Date.parse(record.MetaData.LastUpdatedTime);
      expect([record.Id, updatedMs, record.Active !== false]).toEqual([
        row.id,
        (row.updatedAt ?? 0) * 1000,
        row.active,
      ]);
      expect(updatedMs).toBeGreaterThanOrEqual(Math.max(from, Date.parse(record.MetaData.CreateTime)));
      expect(updatedMs).toBeLessThan(to);
      expect(source.handleOf(row.id)).toBe(handle);
    }
    expect(ids.size).toBe(source.size);
  }
  expect(rowsOf(company, "Invoice").size).toBe(PLANS[size].invoices);
});

test("an invoice names a customer and items that exist, some of them inactive", () => {
  const company = generateCompany("demo", 1);
  const inactive = new Set<string>();
  const known = new Map<string, string>();
  for (const entity of ["Customer", "Item"]) {
    const source = rowsOf(company, entity);
    for (let handle = 0; handle < source.size; handle++) {
      const row = source.rowAt(handle);
      const { FullyQualifiedName } = JSON.parse(row.raw) as { FullyQualifiedName: string };
      known.set(`${entity} ${row.id}`, FullyQualifiedName);
      if (!row.active) inactive.add(`${entity} ${row.id}`);
    }
  }
  const met = new Set<string>();
  for (const raw of texts(rowsOf(company, "Invoice"))) {
    const invoice = JSON.parse(raw) as Invoice;
    const refs = [`Customer ${invoice.CustomerRef.value}`];
    for (const line of invoice.Line)
      if (line.SalesItemLineDetail !== undefined) refs.push(`Item ${line.SalesItemLineDetail.ItemRef.value}`);
    for (const ref of refs) {
      expect(known.has(ref)).toBe(true);
      met.add(ref);
    }
    expect(known.get(refs[0] ?? "")).toBe(invoice.CustomerRef.name);
  }
  expect([...inactive].filter((ref) => met.has(ref)).length).toBeGreaterThan(5);
});

test("the amounts of an invoice add up, and a customer owes what its invoices leave open", () => {
  const company = generateCompany("demo", 2);
  const owed = new Map<string, number>();
  for (const raw of texts(rowsOf(company, "Invoice"))) {
    const { Line, TotalAmt, Balance, TxnTaxDetail, CustomerRef } = JSON.parse(raw) as Invoice;
    const sum = (type: string): number =>
      Line.filter(({ DetailType }) => DetailType === type).reduce(
        (cents, { Amount }) => cents + Math.round(Amount * 100),
        0,
      );
    const total = sum("SalesItemLineDetail") - sum("DiscountLineDetail") + Math.round(TxnTaxDetail.TotalTax * 100);
    expect(Math.round(TotalAmt * 100)).toBe(total);
    expect(sum("SubTotalLineDetail")).toBe(sum("SalesItemLineDetail"));
    owed.set(CustomerRef.value, (owed.get(CustomerRef.value) ?? 0) + Math.round(Balance * 100));
  }
  for (const raw of texts(rowsOf(company, "Customer"))) {
    const { Id, Balance } = JSON.parse(raw) as { Id: string; Balance: number };
    expect(Math.round(Balance * 100)).toBe(owed.get(Id) ?? 0);
  }
});

test("weekends are nearly empty, days are uneven, and one day is an import", () => {
  const perDay = new Map<string, number>();
  const source = rowsOf(generateCompany("demo", 1), "Invoice");
  for (let handle = 0; handle < source.size; handle++) {
    const day = new Date((source.updatedAt(handle) ?? 0) * 1000).toISOString().slice(0, 10);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const sundays = [...perDay.keys()].filter((day) => new Date(day).getUTCDay() === 0);
  expect(sundays).toEqual([]);
  const counts = [...perDay.values()].toSorted((a, b) => b - a);
  expect(counts[0]).toBeGreaterThan(150);
  expect(perDay.get("2024-02-13")).toBe(counts[0]);
});

test("records carry the oddities of recorded ones: invalid coordinates, a leak of the XML binding, amounts with scale", () => {
  const company = generateCompany("demo", 1);
  expect(texts(rowsOf(company, "Customer")).some((text) => text.includes('"Lat":"INVALID"'))).toBe(true);
  for (const [entity, member] of [
    ["Purchase", '"PurchaseEx":{"any":[{"name":"{http://schema.intuit.com/finance/v3}NameValue"'],
    ["Payment", '"LineEx":{"any":['],
    ["Invoice", ".00,"],
  ] as const)
    expect(texts(rowsOf(company, entity)).some((text) => text.includes(member))).toBe(true);
});

test("a typical company has more than a thousand invoices in one second", () => {
  const shelf = new Shelf(rowsOf(generateCompany("typical", 1), "Invoice"));
  let most = 0;
  for (let at = 0; at < shelf.size; ) {
    const next = shelf.lowerBound(shelf.secondAt(at) + 1);
    most = Math.max(most, next - at);
    at = next;
  }
  expect(most).toBeGreaterThan(1000);
});

test("some Ids have 19 digits, and customers move without a new version", () => {
  const source = rowsOf(generateCompany("demo", 1), "Customer");
  const rows = Array.from({ length: source.size }, (_, handle) => JSON.parse(source.rowAt(handle).raw) as Customer);
  expect(rows.some(({ Id }) => Id.length === 19)).toBe(true);
  const touched = rows.filter(
    ({ SyncToken, MetaData }) => SyncToken === "0" && MetaData.CreateTime !== MetaData.LastUpdatedTime,
  );
  expect(touched.length).toBeGreaterThan(rows.length / 4);
});

interface Customer {
  readonly Id: string;
  readonly SyncToken: string;
  readonly MetaData: { readonly CreateTime: string; readonly LastUpdatedTime: string };
}

interface Invoice {
  readonly TotalAmt: number;
  readonly Balance: number;
  readonly CustomerRef: { readonly value: string; readonly name: string };
  readonly TxnTaxDetail: { readonly TotalTax: number };
  readonly Line: readonly {
    readonly Amount: number;
    readonly DetailType: string;
    readonly SalesItemLineDetail?: { readonly ItemRef: { readonly value: string } };
  }[];
}

/** Every {value} under a name ending in Ref, and every linked transaction, as "Entity id". */
function refsOf(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const inner of value) refsOf(inner, found);
  else if (typeof value === "object" && value !== null) {
    const { TxnId, TxnType } = value as { TxnId?: string; TxnType?: string };
    if (TxnId !== undefined) found.push(`${TxnType} ${TxnId}`);
    for (const [key, inner] of Object.entries(value)) {
      const entity = REFERS[key];
      if (entity !== undefined) found.push(`${entity} ${(inner as { value: string }).value}`);
      else refsOf(inner, found);
    }
  }
  return found;
}

const REFERS: Readonly<Record<string, string>> = {
  CustomerRef: "Customer",
  ItemRef: "Item",
  VendorRef: "Vendor",
  SalesTermRef: "Term",
  TaxCodeRef: "TaxCode",
  TxnTaxCodeRef: "TaxCode",
  TaxRateRef: "TaxRate",
  AgencyRef: "TaxAgency",
  AccountRef: "Account",
  IncomeAccountRef: "Account",
  ExpenseAccountRef: "Account",
  AssetAccountRef: "Account",
  ItemAccountRef: "Account",
  DiscountAccountRef: "Account",
  APAccountRef: "Account",
  DepositToAccountRef: "Account",
};

test("every reference of every record leads to a record", () => {
  const { sources } = generateCompany("demo", 1);
  let refs = 0;
  for (const [entity, source] of Object.entries(sources)) {
    for (let handle = 0; handle < source.size; handle++) {
      const row = source.rowAt(handle);
      expect([entity, source.handleOf(row.id)]).toEqual([entity, handle]);
      const record = JSON.parse(row.raw) as { ParentRef?: { value: string } };
      const parents = record.ParentRef === undefined ? [] : [`${entity} ${record.ParentRef.value}`];
      for (const ref of [...refsOf(record), ...parents]) {
        const [name = "", id = ""] = ref.split(" ");
        if (sources[name]?.handleOf(id) === undefined)
          throw new Error(`${entity} ${row.id} names ${ref}, which is not there`);
        refs++;
      }
    }
  }
  expect(refs).toBeGreaterThan(20_000);
});
