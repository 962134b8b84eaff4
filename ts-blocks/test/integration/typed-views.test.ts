import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { ENTITIES, ENTITY_NAMES, type EntityName } from "../../src/entities/entity";
import { viewOf } from "../../src/views/names";
import { columnsOf } from "../../src/views/shape";
import { VIEWS } from "../../src/views/views";
import { initDatabase } from "../../src/warehouse/database/init";
import { schemaFiles } from "../../src/warehouse/database/schema-files";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { pathsIn, putRecords } from "../support/raw-records";

type Payload = Record<string, unknown>;

describe("the views of a company that was loaded whole", () => {
  let qbo: Simulator;
  let db: TestDatabase;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "demo", seed: 1 });
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

  test("have the totals, lines and tax of the invoices of each month, to the cent", async () => {
    const invoices = payloads("invoices");
    const months = new Map<string, { total: bigint; lines: bigint; tax: bigint }>();
    for (const invoice of invoices) {
      const month = String(invoice.TxnDate).slice(0, 7);
      const sums = months.get(month) ?? { total: 0n, lines: 0n, tax: 0n };
      const lines = arrayAt(invoice, "Line") as { Amount?: number }[];
      const tax = (invoice.TxnTaxDetail as { TotalTax?: number } | undefined)?.TotalTax;
      sums.total += cents(invoice.TotalAmt);
      sums.tax += cents(tax);
      for (const line of lines) sums.lines += cents(line.Amount);
      months.set(month, sums);
    }
    const expected = [...months].map(([month, { total, lines, tax }]) => ({ month, total, lines, tax }));
    const rows = await db.rows<Record<string, string>>(
      `select to_char(transaction_date, 'YYYY-MM') as month, (100 * sum(total_amount))::bigint::text as total,
              (100 * sum(line.amount))::bigint::text as lines, (100 * sum(total_tax))::bigint::text as tax
       from quickbooks.invoice
       cross join lateral (
         select coalesce(sum(amount), 0) as amount from quickbooks.invoice_line where invoice_id = invoice.id
       ) as line
       group by 1`,
    );
    const found = rows.map(({ month = "", total, lines, tax }) => ({
      month,
      total: BigInt(total ?? ""),
      lines: BigInt(lines ?? ""),
      tax: BigInt(tax ?? ""),
    }));
    const byMonth = (one: { month: unknown }, other: { month: unknown }) =>
      String(one.month) < String(other.month) ? -1 : 1;
    expect(found.sort(byMonth)).toEqual(expected.sort(byMonth));
    expect(expected.length).toBeGreaterThan(30);
    expect(expected.every(({ total, lines }) => total > 0n && lines > 0n)).toBe(true);
    const [month = "", cent] = [
      "to_char(transaction_date, 'YYYY-MM') as month",
      "(100 * sum(amount))::bigint::text as lines",
    ];
    const ofLines = await db.rows(`select ${month}, ${cent} from quickbooks.invoice_line group by 1 order by 1`);
    expect(ofLines).toEqual(expected.map(({ month, lines }) => ({ month, lines: String(lines) })));
  });

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

test("a member of another shape is null in its column, and its record stays in the view", async () => {
  await using db = await createDatabase();
  const wrong = { Id: "1", TotalAmt: "many", Balance: { x: 1 }, TxnDate: "2026-02-30", DueDate: 7, EmailStatus: ["a"] };
  await putRecords(db, "invoices", [
    JSON.stringify({
      ...wrong,
      CustomerRef: "12",
      FreeFormAddress: "perhaps",
      Line: "none",
      TxnTaxDetail: { TaxLine: 3 },
    }),
    JSON.stringify({
      Id: "2",
      MetaData: { CreateTime: "2026-01-01T10:00:00" },
      Line: [null, 5, "x", { Amount: true }],
    }),
    JSON.stringify({
      Id: "3",
      TotalAmt: "12.50",
      Balance: 1e300,
      TxnDate: "2026-03-01-08:00",
      FreeFormAddress: "true",
    }),
  ]);
  const rows = await db.rows(
    `select id, total_amount, balance is null as no_balance, transaction_date::text, due_date, email_status, customer_id,
            free_form_address, created_at
     from quickbooks.invoice order by id`,
  );
  const nothing = { email_status: null, customer_id: null, created_at: null, due_date: null };
  expect(rows).toEqual([
    { id: "1", total_amount: null, no_balance: true, transaction_date: null, free_form_address: null, ...nothing },
    { id: "2", total_amount: null, no_balance: true, transaction_date: null, free_form_address: null, ...nothing },
    {
      id: "3",
      total_amount: "12.50",
      no_balance: false,
      transaction_date: "2026-03-01",
      free_form_address: true,
      ...nothing,
    },
  ]);
  const lines = await db.rows("select invoice_id, index, amount from quickbooks.invoice_line order by index");
  expect(lines).toEqual([0, 1, 2, 3].map((index) => ({ invoice_id: "2", index, amount: null })));
  for (const { name } of VIEWS) await db.rows(`select * from quickbooks.${name}`);
});

test("every view can read a record without any member", async () => {
  await using db = await createDatabase();
  for (const entity of ENTITY_NAMES) await putRecords(db, entity, ["{}", '{"Bill": {}}', '{"Line": [[]]}']);
  for (const { name } of VIEWS) await db.rows(`select * from quickbooks.${name}`);
});

describe("the plan of a query", () => {
  /** The plan that Postgres chooses under the settings. */
  async function planOf(query: string, settings: string): Promise<string> {
    await using db = await createDatabase();
    const client = new Client({ connectionString: db.url });
    await client.connect();
    try {
      await client.query(settings);
      const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain (verbose, costs off) ${query}`);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    } finally {
      await client.end();
    }
  }
  const WORKERS_ARE_CHEAP =
    "set min_parallel_table_scan_size = 0; set parallel_setup_cost = 0; set parallel_tuple_cost = 0";
  const INDEX_IS_CHEAP = "set enable_seqscan = off; set enable_bitmapscan = off";
  // A node shows in two pairs of brackets, as a whole member of its list, what the node below it has worked out already.
  const worked = (plan: string) => plan.replace(/(?<=Output: .*)\(\(qb_invoices\.payload [^()]*\)\)(?=, |$)/gm, "");
  const unpackings = (plan: string) => worked(plan).split("payload || '{}'").length - 1;
  const readings = (plan: string) => worked(plan).split("qb_invoices.payload").length - 1;

  test("unpacks each payload once, whatever is asked of it, and lets workers share the reading", async () => {
    const month = "to_char(transaction_date, 'YYYY-MM')";
    for (const query of [
      "select * from quickbooks.invoice",
      `select ${month}, sum(total_amount), sum(balance) from quickbooks.invoice group by 1`,
      `select ${month}, sum(amount) from quickbooks.invoice_line group by 1`,
      "select * from quickbooks.invoice_line_bundle",
    ]) {
      const plan = await planOf(query, WORKERS_ARE_CHEAP);
      expect([query, unpackings(plan), readings(plan)]).toEqual([query, 1, 1]);
      expect(plan).toMatch(/Workers Planned/);
    }
  });

  test("finds a record by its id without reading the others", async () => {
    for (const condition of ["invoice where id = '7'", "invoice_line where invoice_id = '7'"]) {
      expect(await planOf(`select * from quickbooks.${condition}`, INDEX_IS_CHEAP)).toMatch(/Index Cond: .*'7'/);
    }
  });

  test("reads no payload where nothing is asked of it", async () => {
    const plan = await planOf("select count(*), max(updated_at) from quickbooks.invoice", INDEX_IS_CHEAP);
    expect(readings(plan)).toBe(0);
  });

  test("carries through a join what is asked for, and not the payload", async () => {
    const plan = await planOf(
      "select customer_id, sum(amount) from quickbooks.invoice_line join quickbooks.invoice on id = invoice_id group by 1",
      WORKERS_ARE_CHEAP,
    );
    const [join = ""] = /Join\n.*?Output: [^\n]*/s.exec(plan) ?? [];
    expect(join).toMatch(/customer_id/);
    expect(join).not.toMatch(/payload[^>]*$/);
  });
});

test("every view and every column has a comment", async () => {
  await using db = await createDatabase();
  const silent = await db.rows(
    `select relname, attname
     from pg_class c
     join pg_attribute a on attrelid = c.oid and attnum > 0
     where relnamespace = 'quickbooks'::regnamespace and col_description(c.oid, attnum) is null
     union all
     select relname, null from pg_class c
     where relnamespace = 'quickbooks'::regnamespace and relname !~ '_all$' and obj_description(c.oid) is null`,
  );
  expect(silent).toEqual([]);
});

describe("a view that a user built on these", () => {
  test("survives db:init, also when a view gets a new column", async () => {
    await using db = await createDatabase();
    await putRecords(db, "invoices", ['{"Id":"1","TotalAmt":10.00,"Wanted":"yes"}']);
    await db.rows("create view public.mine as select id, total_amount from quickbooks.invoice");
    const files = schemaFiles();
    const later = files.always.map((file) => ({
      ...file,
      sql: file.sql.replace(
        /view quickbooks\.invoice_all as.*?_fivetran_synced/s,
        "$&,\n       quickbooks.as_text(record.payload -> 'Wanted') as wanted",
      ),
    }));

    await initDatabase(db.url);
    await initDatabase(db.url, undefined, { ...files, always: later });

    expect(await db.rows("select * from public.mine")).toEqual([{ id: "1", total_amount: "10.00" }]);
    expect(await db.rows("select wanted from quickbooks.invoice")).toEqual([{ wanted: "yes" }]);
  });
});

test("the role of people reads every view", async () => {
  await using db = await createDatabase();
  const reader = new Client({ connectionString: db.url, options: "-c role=qbo_reader" });
  await reader.connect();
  for (const { name } of VIEWS) await reader.query(`select * from quickbooks.${name} limit 1`);
  await reader.end();
});

test("db:init does not touch a schema of that name with other tables, and says what to do", async () => {
  await using db = await createDatabase("empty");
  await db.rows("create schema quickbooks; create table quickbooks.invoice (id text)");
  await expect(initDatabase(db.url)).rejects.toMatchObject({
    code: "POSTGRES_FOREIGN_TABLE",
    message: "Schema quickbooks holds tables of another origin: invoice.",
    remedy: expect.stringContaining("alter schema quickbooks rename"),
  });
  expect(await db.value("select to_regnamespace('backfill')")).toBeNull();
  expect(await db.value("select count(*)::int from quickbooks.invoice")).toBe(0);
});
