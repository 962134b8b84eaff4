import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { entityNames, findEntity } from "../entities";
import { rowFromText } from "../store/row";
import { Shelf } from "../store/shelf";
import { rowsOf, texts } from "../testing/rows";
import { generateCompany } from "./company";
import { COMPANY_SIZES, PLANS } from "./plan";

const SIZES = COMPANY_SIZES.filter((size) => size !== "large");

/** The record of a row, without its wrapper. */
function recordOf(raw: string): Base {
  const row = JSON.parse(raw) as Record<string, unknown>;
  return (row.Id === undefined ? Object.values(row)[0] : row) as Base;
}

interface Base {
  readonly Id: string;
  readonly MetaData: { readonly CreateTime: string; readonly LastUpdatedTime: string };
  readonly Active?: boolean;
}

test("the same seed gives the same company, and another seed gives another company", () => {
  const [one, same, other] = [3, 3, 4].map((seed) => texts(rowsOf(generateCompany("small", seed), "Invoice")));
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
});

/** Tests and the demo rely on these records. */
test.each([
  ["small", "Customer", 24, "bb5b1b59a3d64aef"],
  ["small", "Item", 12, "00c04f26c8007bd5"],
  ["small", "Invoice", 60, "e53e66033340bdf1"],
  ["demo", "Customer", 300, "843f374c869342f8"],
  ["demo", "Item", 80, "24a097505f467167"],
  ["demo", "Invoice", 4000, "62c765ceb966208b"],
  ["typical", "Customer", 3000, "3654bd5505a4cdd1"],
  ["typical", "Item", 500, "7c3780fc44e9bc97"],
  ["typical", "Invoice", 17_940, "02901c800c023907"],
] as const)("the %s company has the %ss that it has always had", (size, entity, count, digest) => {
  const rows = texts(rowsOf(generateCompany(size, 1), entity));
  expect(rows).toHaveLength(count);
  const hash = createHash("sha256");
  for (const raw of rows) hash.update(raw).update("\n");
  expect(hash.digest("hex").slice(0, digest.length)).toBe(digest);
});

test.each(COMPANY_SIZES)("the %s company has records of every entity that answers a query", (size) => {
  const company = generateCompany(size, 1);
  const empty = entityNames().filter((entity) => rowsOf(company, entity).size === 0);
  // Exchange rates are computed for the requested day.
  expect(empty).toEqual(["ExchangeRate"]);
  expect(Object.keys(company.sources).filter((entity) => findEntity(entity)?.name !== entity)).toEqual([]);
});

test.each(SIZES)("every record of %s is JSON with its own Id, inside the announced history", (size) => {
  const company = generateCompany(size, 1);
  const [from, to] = [Date.parse(company.history.from), Date.parse(company.history.to)];
  for (const entity of Object.keys(company.sources)) {
    const source = rowsOf(company, entity);
    const ids = new Set<string>();
    for (let handle = 0; handle < source.size; handle++) {
      const row = source.rowAt(handle);
      const record = recordOf(row.raw);
      ids.add(record.Id);
      expect([entity, rowFromText(row.raw)]).toEqual([entity, row]);
      if (entity === "JournalCode") continue;
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

test("the amounts of an invoice add up, and a customer's balance is the open amount of its invoices", () => {
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

test.each(COMPANY_SIZES)("transactions of the %s company share one space of Ids, and no Id comes twice", (size) => {
  const { sources } = generateCompany(size, 1);
  const bounds = Object.entries(sources)
    .filter(([entity]) => findEntity(entity)?.kind === "transaction" && entity !== "TimeActivity")
    .flatMap(([entity, source]) => {
      const ids = [0, 1, source.size - 2, source.size - 1]
        .filter((handle) => handle >= 0 && handle < source.size)
        .map((handle) => source.idOf(handle))
        .filter((id) => id.length < 19)
        .map(Number);
      return [{ entity, from: Math.min(...ids), to: Math.max(...ids) }];
    })
    .toSorted((a, b) => a.from - b.from);
  for (const [place, { entity, from }] of bounds.entries()) {
    const before = bounds[place - 1];
    expect([entity, before === undefined || before.to < from]).toEqual([entity, true]);
  }
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
