import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { ENTITIES, type EntityName } from "../../src/entities/entity";
import { viewOf } from "../../src/views/names";
import { columnsOf } from "../../src/views/shape";
import { VIEWS } from "../../src/views/views";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { pathsIn } from "../support/raw-records";

type Payload = Record<string, unknown>;

/** The generated company sells nothing in bundles, and each of its taxes has one rate. These invoices have both. */
const SOLD_IN_BUNDLES = ["2024-02-10", "2025-08-20", "2026-05-30"];

/** An invoice of a bundle of two items and of a plain line, with the two taxes of a city and its state. */
function soldInABundle([another = {}]: readonly Payload[], day: string): string {
  const sold = (item: string, Amount: number) => ({
    Amount,
    DetailType: "SalesItemLineDetail",
    SalesItemLineDetail: { ItemRef: { value: item }, Qty: 1, UnitPrice: Amount, TaxCodeRef: { value: "TAX" } },
  });
  const tax = (rate: string, TaxPercent: number, Amount: number) => ({
    Amount,
    DetailType: "TaxLineDetail",
    TaxLineDetail: { TaxRateRef: { value: rate }, PercentBased: true, TaxPercent, NetAmountTaxable: 100.1 },
  });
  const inside = [sold("1", 33.37), sold("2", 50.01)];
  return JSON.stringify({
    ...another,
    Id: `9${day.replaceAll("-", "")}`,
    MetaData: { CreateTime: `${day}T09:00:00-07:00`, LastUpdatedTime: `${day}T10:00:00-07:00` },
    TxnDate: day,
    LinkedTxn: [],
    Line: [
      sold("3", 16.72),
      {
        Amount: 83.38,
        DetailType: "GroupLineDetail",
        GroupLineDetail: { GroupItemRef: { value: "4" }, Quantity: 1, Line: inside },
      },
      { Amount: 100.1, DetailType: "SubTotalLineDetail", SubTotalLineDetail: {} },
    ],
    TxnTaxDetail: { TxnTaxCodeRef: { value: "3" }, TotalTax: 9.11, TaxLine: [tax("1", 7.1, 7.11), tax("2", 2, 2)] },
    TotalAmt: 109.21,
    Balance: 109.21,
  });
}

describe("the views of a company that was loaded whole", () => {
  let qbo: Simulator;
  let db: TestDatabase;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "demo", seed: 1 });
    for (const day of SOLD_IN_BUNDLES) qbo.putRecord("Invoice", soldInABundle(payloads("invoices"), day));
    db = await createDatabase();
    const { validator } = await new MageStandIn(db.settings, qbo).pipeline("company", {
      fecha_inicio: "2023-07-01",
      fecha_fin: "2026-07-01",
      entities: "all",
    });
    expect(validator?.output?.verdict).toBe("complete");
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  /** The records of the source. Exchange rates are requested by date, and the source does not keep them. */
  function payloads(entity: EntityName): Payload[] {
    const shelf = qbo.world.store.shelf(ENTITIES[entity].qbo);
    return Array.from({ length: shelf.size }, (_, place) => JSON.parse(shelf.rowAt(place).raw) as Payload);
  }

  test("have a row for each element of the payloads", async () => {
    for (const { name, of, each = [], where } of VIEWS) {
      if (of === undefined || of === "exchange_rates" || where !== undefined) continue;
      const elements = each.reduce<unknown[]>(
        (holders, array) => holders.flatMap((holder) => arrayAt(holder, array)),
        payloads(of),
      );
      const rows = await db.value(`select count(*)::int from quickbooks.${name}`);
      expect([name, rows]).toEqual([name, elements.length]);
    }
  });

  test("have the totals, the tax and all lines of the invoices of each month, to the cent", async () => {
    const months = new Map<string, Sums>();
    for (const invoice of payloads("invoices")) {
      const month = String(invoice.TxnDate).slice(0, 7);
      const { TotalTax } = invoice.TxnTaxDetail as { TotalTax?: number };
      const sums = months.get(month) ?? NOTHING;
      months.set(month, {
        total: sums.total + cents(invoice.TotalAmt),
        tax: sums.tax + cents(TotalTax),
        lines: sums.lines + amounts(arrayAt(invoice, "Line")),
        in_bundles: sums.in_bundles + amounts(innerLines(invoice)),
        tax_lines: sums.tax_lines + amounts(arrayAt(invoice, "TxnTaxDetail.TaxLine")),
      });
    }
    const expected = [...months].map(([month, sums]) => ({ month, ...sums }));
    expect(await sumsByMonth("invoice", "total_amount", "total")).toEqual(monthly(expected, "total"));
    expect(await sumsByMonth("invoice", "total_tax", "tax")).toEqual(monthly(expected, "tax"));
    expect(await sumsByMonth("invoice_line", "amount", "lines")).toEqual(monthly(expected, "lines"));
    expect(await sumsByMonth("invoice_line_bundle", "amount", "in_bundles")).toEqual(monthly(expected, "in_bundles"));
    expect(await sumsByMonth("invoice_tax_line", "amount", "tax_lines")).toEqual(monthly(expected, "tax_lines"));

    expect(expected.length).toBeGreaterThan(30);
    expect(expected.every(({ total, lines, tax }) => total > 0n && lines > 0n && tax > 0n)).toBe(true);
    expect(expected.filter(({ tax, tax_lines }) => tax !== tax_lines)).toEqual([]); // QuickBooks' tax is the sum of its lines
    expect(monthly(expected, "in_bundles").map(({ month }) => month)).toEqual(
      SOLD_IN_BUNDLES.map((day) => day.slice(0, 7)),
    );
  });

  /** The sums of a column, in cents, of the months that have one. */
  const sumsByMonth = (view: string, column: string, as: keyof Sums) =>
    db.rows(
      `select to_char(transaction_date, 'YYYY-MM') as month, (100 * sum(${column}))::bigint::text as ${as}
       from quickbooks.${view}
       group by 1
       having sum(${column}) > 0
       order by 1`,
    );

  test("have the date of its transaction on each line", async () => {
    const dated = VIEWS.filter(
      ({ of, each }) => of !== undefined && each !== undefined && ENTITIES[of].kind === "transaction",
    );
    expect(dated.length).toBeGreaterThan(30);
    for (const { name, of = "invoices", columns } of dated) {
      const [id = ""] = columns.split(" ");
      const [row] = await db.rows(
        `select count(*)::int as lines, count(*) filter (where line.transaction_date = record.transaction_date)::int as same
         from quickbooks.${name} as line
         join quickbooks.${viewOf(of)} as record on record.id = line.${id}`,
      );
      expect([name, row?.same]).toEqual([name, row?.lines]);
    }
  });

  test("have a value in each column whose member is in the payloads", async () => {
    const empty: string[] = [];
    for (const view of VIEWS) {
      if (view.of === undefined || ENTITIES[view.of].wrapped || view.of === "exchange_rates" || view.name === "bundle")
        continue;
      const held = new Set(payloads(view.of).flatMap((payload) => pathsIn(payload)));
      const inside = (view.each ?? []).map((array) => `${array}[].`).join("");
      const asked = columnsOf(view).filter(
        // A view of lines may have no row, while the records that have no such line have a date.
        ({ name, path }) => path?.startsWith(inside) && held.has(path) && !view.when?.[name],
      );
      if (asked.length === 0) continue;
      const [row = {}] = await db.rows<Record<string, string>>(
        `select ${asked.map(({ name }) => `count(${name}) as ${name}`).join(", ")} from quickbooks.${view.name}`,
      );
      empty.push(...asked.filter(({ name }) => Number(row[name]) === 0).map(({ name }) => `${view.name}.${name}`));
    }
    expect(empty).toEqual([]);
  });

  test("name what a payment pays, both as the payment and as the invoice", async () => {
    const [row] = await db.rows(
      `select count(*)::int as payments, count(invoice.id)::int as invoices, count(link.payment_id)::int as links
       from quickbooks.payment_line
       left join quickbooks.invoice on invoice.id = payment_line.invoice_id
       left join quickbooks.invoice_linked_txn as link using (invoice_id, payment_id)`,
    );
    expect(row?.payments).toBeGreaterThan(100);
    expect(row).toEqual({ payments: row?.payments, invoices: row?.payments, links: row?.payments });
  });

  test("name the vendor, the customer or the employee of a purchase, each in its own column", async () => {
    const kinds = payloads("purchases").map(({ EntityRef }) => (EntityRef as { type?: string } | undefined)?.type);
    const [row] = await db.rows(
      "select count(vendor_id)::int as vendors, count(customer_id)::int as customers from quickbooks.purchase",
    );
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    expect(row).toEqual({ vendors: count("Vendor"), customers: count("Customer") });
    expect(count("Vendor")).toBeGreaterThan(0);
  });

  test("have one address for each id", async () => {
    const [row] = await db.rows(
      `select (select count(*)::int from quickbooks.address) as addresses,
              (select count(distinct address_id)::int from quickbooks.record_address) as ids,
              (select count(*)::int from quickbooks.invoice
               where not exists (select from quickbooks.address where address.id = billing_address_id)) as lost`,
    );
    expect(row?.addresses).toBeGreaterThan(100);
    expect(row).toMatchObject({ ids: row?.addresses, lost: 0 });
  });
});

function arrayAt(value: unknown, path: string): unknown[] {
  const found = path.split(".").reduce<unknown>((holder, name) => (holder as Payload | undefined)?.[name], value);
  return Array.isArray(found) ? found : [];
}

/** Amounts of the simulator have at most two decimals. */
function cents(amount: unknown): bigint {
  return amount === undefined ? 0n : BigInt(Math.round(Number(amount) * 100));
}

interface Sums {
  readonly total: bigint;
  readonly tax: bigint;
  readonly lines: bigint;
  readonly in_bundles: bigint;
  readonly tax_lines: bigint;
}
const NOTHING: Sums = { total: 0n, tax: 0n, lines: 0n, in_bundles: 0n, tax_lines: 0n };

/** One of the sums, of the months that have it, as Postgres shows it. */
function monthly(sums: readonly (Sums & { readonly month: string })[], of: keyof Sums) {
  return sums
    .filter((each) => each[of] > 0n)
    .map((each) => ({ month: each.month, [of]: String(each[of]) }))
    .sort((one, other) => (one.month < other.month ? -1 : 1));
}

const innerLines = (record: Payload) =>
  arrayAt(record, "Line").flatMap((line) => arrayAt(line, "GroupLineDetail.Line"));

function amounts(elements: readonly unknown[]): bigint {
  return elements.reduce<bigint>((sum, element) => sum + cents((element as { Amount?: number }).Amount), 0n);
}
