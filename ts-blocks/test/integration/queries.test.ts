import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { repositoryRoot } from "../../src/repository-root";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

/** The queries that pgAdmin offers, run with pgAdmin's role, about a company that was loaded twice. */
const FOLDER = join(repositoryRoot(), "db", "queries");
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sql"))
  .sort();
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

let qbo: Simulator;
let db: TestDatabase;
let reader: Client;

beforeAll(async () => {
  qbo = await startSimulator({ company: "small", seed: 1 });
  db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  // Besides the three: a list that is read whole, and an entity with wrapped rows.
  for (const entity of ["customers", "items", "invoices", "terms", "recurring_transactions"]) {
    await mage.pipeline(entity, HISTORY);
    await mage.pipeline(entity, { ...HISTORY, resume: false });
  }
  reader = new Client({ connectionString: db.url, options: "-c timezone=UTC -c role=qbo_reader" });
  await reader.connect();
});

afterAll(async () => {
  await reader?.end();
  await db?.[Symbol.asyncDispose]();
  await qbo?.close();
});

async function ask(file: string): Promise<Record<string, unknown>[]> {
  return (await reader.query(readFileSync(join(FOLDER, file), "utf8"))).rows;
}

describe.each(FILES)("%s", (file) => {
  const text = readFileSync(join(FOLDER, file), "utf8");

  test("begins with its question in English and in Spanish, and answers no other", () => {
    expect(file).toMatch(/^(business\/)?\d{3}_[a-z_]+\.sql$/);
    const header = text.split("\n").filter((line) => line.startsWith("-- "));
    expect(header[0]).toMatch(/\?/);
    expect(header.some((line) => line.startsWith("-- ¿"))).toBe(true);
    expect(text.match(/;$/gm)).toHaveLength(1);
  });

  test("is answered for a role that may only read", async () => {
    await expect(ask(file)).resolves.toBeInstanceOf(Array);
  });
});

test("the totals are the totals of QuickBooks", async () => {
  const expected = {
    customers: "Customer",
    items: "Item",
    terms: "Term",
    invoices: "Invoice",
    recurring_transactions: "RecurringTransaction",
  };
  const totals = await ask("010_totals.sql");
  expect(totals.map(({ entity }) => entity)).toEqual(Object.keys(expected));
  for (const [entity, name] of Object.entries(expected)) {
    const [row] = totals.filter((total) => total.entity === entity);
    expect([entity, Number(row?.records)]).toEqual([entity, qbo.truth(name).count]);
  }
});

test("each day holds the number of records that its last run has read", async () => {
  const days = await ask("020_rows_per_day.sql");
  expect(days.length).toBeGreaterThan(20);
  expect(days.filter(({ records_now, records_read }) => records_now !== records_read)).toEqual([]);
});

test("every time is stored in UTC", async () => {
  const [zone, ...others] = await ask("030_is_it_utc.sql");
  expect(zone?.answer).toBe("UTC");
  expect(others.map(({ answer }) => answer)).toEqual(["0", "0", "0", "0"]);
});

test("days without records are listed as empty, and ranges that no complete run has read as missing, to the second", async () => {
  const states = (rows: Record<string, unknown>[]) => new Set(rows.map(({ state }) => state));
  expect(states(await ask("040_empty_and_missing_days.sql"))).toEqual(new Set(["empty"]));
  await db.rows("delete from backfill.run_window where window_start_utc = '2024-02-29'");
  await db.rows(
    "update backfill.run_window set window_end_utc = '2024-02-28 23:59:05Z' where window_start_utc = '2024-02-28'",
  );
  const missing = (await ask("040_empty_and_missing_days.sql")).filter(({ state }) => state === "missing");
  const gap = { from_utc: new Date("2024-02-28T23:59:05Z"), until_utc: new Date("2024-03-01T00:00:00Z") };
  expect(missing).toMatchObject(["customers", "invoices", "items"].map((entity) => ({ entity, ...gap })));
});

test("a second run of the same days has read the same records and inserted nothing", async () => {
  const days = await ask("050_two_runs_compared.sql");
  expect(days.length).toBeGreaterThan(20);
  expect(days.filter(({ difference, inserted_after }) => difference !== "0" || inserted_after !== "0")).toEqual([]);
});

test("the query tells apart a day that only one of two runs read and a day that they read differently", async () => {
  const newest = "(select max(run_id) from backfill.run where entity = 'items')";
  const days = (await ask("050_two_runs_compared.sql")).filter(({ entity }) => entity === "items");
  const [lost, other] = days.map(({ day_utc }) => day_utc);
  await db.rows(`delete from backfill.run_window where run_id = ${newest} and window_start_utc = $1`, [lost]);
  await db.rows(`update backfill.run_window set rows = rows - 1 where run_id = ${newest} and window_start_utc = $1`, [
    other,
  ]);
  const compared = (await ask("050_two_runs_compared.sql")).filter(({ entity }) => entity === "items");
  expect(compared).toHaveLength(days.length);
  expect(compared.slice(0, 2)).toMatchObject([
    { day_utc: lost, rows_before: days[0]?.rows_before, rows_after: null, verdict_after: null, difference: null },
    { day_utc: other, rows_before: days[1]?.rows_before, difference: "-1" },
  ]);
});

test("the rest of the month is counted as QuickBooks counts it, without sign-ins and refusals", async () => {
  const unlimited = await ask("070_calls_used.sql");
  expect(new Set(unlimited.map(({ kind }) => kind))).toEqual(
    new Set(["batch", "cdc", "companyinfo", "count", "page", "token"]),
  );
  expect(unlimited.every(({ calls_left }) => calls_left === null)).toBe(true);
  await db.rows("update backfill.limits set calls_per_month_max = 1000");
  const billed = await db.value<string>("select calls from backfill.call_month");
  const [answered] = await db.rows<{ calls: string }>(
    // The batch that proves a run asks six questions, and each counts.
    "select sum(case kind when 'batch' then 6 * calls else calls end) as calls from backfill.api_usage where kind <> 'token'",
  );
  expect(billed).toBe(answered?.calls);
  for (const { calls_of_the_month, calls_left } of await ask("070_calls_used.sql")) {
    expect([calls_of_the_month, calls_left]).toEqual([billed, String(1000 - Number(billed))]);
  }
});

test("inactive records of every entity are named", async () => {
  const inactive = await ask("080_inactive_records.sql");
  const tables = ["customers", "items", "terms"];
  const counts = tables.map(
    (name) => `(select count(*) from raw.qb_${name} where not (payload ->> 'Active')::boolean)`,
  );
  const n = await db.value(`select (${counts.join(" + ")})::int`);
  expect(inactive.length).toBeGreaterThan(0);
  expect(inactive).toHaveLength(Number(n));
  expect(inactive.every(({ name }) => typeof name === "string")).toBe(true);
});

test("an invoice whose customer was never loaded has a dangling reference", async () => {
  expect(await ask("090_dangling_references.sql")).toEqual([]);
  const gone = await db.value<string>("select payload #>> '{CustomerRef,value}' from raw.qb_invoices limit 1");
  await db.rows("delete from raw.qb_customers where id = $1", [gone]);
  const dangling = await ask("090_dangling_references.sql");
  const byInvoices = dangling.filter(({ referred_by }) => referred_by === "invoices");
  expect(byInvoices).toMatchObject([{ refers_to: "customers", missing_id: gone, member: "CustomerRef" }]);
  expect(new Set(dangling.map(({ missing_id }) => missing_id))).toEqual(new Set([gone]));
});

test("an absent term that an invoice or a wrapped template names is a dangling reference, although the list of terms was read whole", async () => {
  const named = "select payload #>> '{SalesTermRef,value}' from raw.qb_invoices where payload ? 'SalesTermRef' limit 1";
  const gone = await db.value<string>(named);
  await db.rows("delete from raw.qb_terms where id = $1", [gone]);
  await db.rows(
    `update raw.qb_recurring_transactions
     set payload = jsonb_build_object('Invoice', jsonb_build_object('SalesTermRef', jsonb_build_object('value', $1::text)))
     where id = (select min(id) from raw.qb_recurring_transactions)`,
    [gone],
  );
  const missed = (await ask("090_dangling_references.sql")).filter(({ refers_to }) => refers_to === "terms");
  expect(missed.map(({ missing_id }) => missing_id)).toEqual(missed.map(() => gone));
  expect(missed.map(({ referred_by }) => referred_by)).toEqual(
    expect.arrayContaining(["invoices", "recurring_transactions"]),
  );
});

test("a removed item is a dangling reference, and broken lines name none and stop nothing", async () => {
  const items = async () =>
    (await ask("090_dangling_references.sql")).filter(
      ({ refers_to, referred_by }) => refers_to === "items" && referred_by === "invoices",
    );
  expect(await items()).toEqual([]);
  const itemOf = "payload #>> '{Line,0,SalesItemLineDetail,ItemRef,value}'";
  const gone = await db.value<string>(`select ${itemOf} from raw.qb_invoices where ${itemOf} ~ '^[0-9]+$' limit 1`);
  await db.rows("delete from raw.qb_items where id = $1", [gone]);
  expect((await items()).map(({ missing_id }) => missing_id)).toContain(gone);

  for (const line of ['"broken"', "null", "{}", "[1, null, []]", '[{"SalesItemLineDetail": {"ItemRef": "1"}}]']) {
    await db.rows("update raw.qb_invoices set payload = jsonb_set(payload, '{Line}', $1::jsonb)", [line]);
    expect(await items()).toEqual([]);
  }
});

test("items that only a bundle and its inner lines name are dangling references, too", async () => {
  const line = (detail: object) => ({ Id: "1", Amount: 10, ...detail });
  const inside = line({ SalesItemLineDetail: { ItemRef: { value: "900058" } } });
  const bundle = line({ GroupLineDetail: { GroupItemRef: { value: "900201" }, Line: [inside] } });
  await db.rows("update raw.qb_invoices set payload = jsonb_set(payload, '{Line}', $1::jsonb)", [
    JSON.stringify([bundle]),
  ]);
  const missed = (await ask("090_dangling_references.sql")).filter(
    ({ refers_to, referred_by }) => refers_to === "items" && referred_by === "invoices",
  );
  expect(missed.map(({ missing_id, member }) => [missing_id, member]).sort()).toEqual([
    ["900058", "ItemRef"],
    ["900201", "GroupItemRef"],
  ]);
});

test("an entity that was never loaded is not queried", async () => {
  expect(await db.value("select count(*)::int > 0 from raw.qb_items where payload ? 'IncomeAccountRef'")).toBe(true);
  expect((await ask("090_dangling_references.sql")).filter(({ refers_to }) => refers_to === "accounts")).toEqual([]);
});
