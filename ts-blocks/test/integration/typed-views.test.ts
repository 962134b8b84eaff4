import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { VIEWS } from "../../src/views/views";
import { initDatabase } from "../../src/warehouse/database/init";
import { schemaFiles } from "../../src/warehouse/database/schema-files";
import { createDatabase } from "../support/database";
import { putRecords } from "../support/raw-records";

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
  test("stops db:init where it has the name of one of ours and other columns, in a sentence", async () => {
    await using db = await createDatabase();
    await db.rows("drop view quickbooks.term; create view quickbooks.term as select 1 as mine");
    await expect(initDatabase(db.url)).rejects.toMatchObject({
      code: "POSTGRES_FOREIGN_TABLE",
      message: expect.stringMatching(/^db\/always\/007_views.sql makes something whose name is taken.*mine/),
      remedy: expect.stringContaining("Rename what has the name"),
    });
    expect(await db.rows("select * from quickbooks.term")).toEqual([{ mine: 1 }]);
  });

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

test.each([
  ["tables of another origin: invoice", "create table quickbooks.invoice (id text)"],
  ["views of another origin: invoice", "create view quickbooks.invoice as select 1 as id"],
  ["types of another origin: invoice", "create domain quickbooks.invoice as text"],
  ["functions of another origin: as_text", "create function quickbooks.as_text(jsonb) returns int return 1"],
])("db:init does not touch a schema of that name with %s, and says what to do", async (held, statement) => {
  await using db = await createDatabase("empty");
  await db.rows(`create schema quickbooks; ${statement}`);
  await expect(initDatabase(db.url)).rejects.toMatchObject({
    code: "POSTGRES_FOREIGN_TABLE",
    message: `Schema quickbooks holds ${held}.`,
    remedy: expect.stringContaining("alter schema quickbooks rename"),
  });
  expect(await db.value("select to_regnamespace('backfill')")).toBeNull();
});

test("db:init says how to drop what is left of the views after the other two schemas were dropped, and what is in it", async () => {
  await using db = await createDatabase();
  await db.rows("create table quickbooks.mine (id text)");
  await db.rows("drop schema raw, backfill cascade");

  await expect(initDatabase(db.url)).rejects.toMatchObject({
    code: "POSTGRES_FOREIGN_TABLE",
    message: expect.stringMatching(
      /^Schema quickbooks is left over from a database .* holds functions: as_array, .*; tables: mine\.$/,
    ),
    remedy: expect.stringContaining("`drop schema quickbooks cascade`"),
  });
  await db.rows("drop schema quickbooks cascade");
  await initDatabase(db.url);
  expect(await db.value("select count(*)::int from quickbooks.invoice")).toBe(0);
});

describe("a table or a view that somebody made beside the views", () => {
  test("does not stop an upgrade, and stays, and is shown to nobody else", async () => {
    await using db = await createDatabase();
    await db.rows("create table quickbooks.my_invoice as select id from quickbooks.invoice");
    await db.rows("create materialized view quickbooks.my_totals as select count(*) from quickbooks.invoice");
    await db.rows("create view quickbooks.my_view as select id from quickbooks.invoice");

    await initDatabase(db.url);

    expect(await db.value("select count(*)::int from quickbooks.my_invoice")).toBe(0);
    for (const [relation, may] of [
      ["my_invoice", false],
      ["my_totals", false],
      ["my_view", false],
      ["invoice", true],
      ["invoice_all", true],
    ]) {
      expect([
        relation,
        await db.value(`select has_table_privilege('qbo_reader', 'quickbooks.${relation}', 'select')`),
      ]).toEqual([relation, may]);
    }
  });

  test("is refused by name where it has the name of one of them", async () => {
    await using db = await createDatabase();
    await db.rows("drop view quickbooks.budget cascade; create table quickbooks.budget (id text)");
    await db.rows("create table quickbooks.mine (id text)");
    await expect(initDatabase(db.url)).rejects.toMatchObject({
      code: "POSTGRES_FOREIGN_TABLE",
      message: "Schema quickbooks holds tables of another origin: budget.",
    });
  });
});
