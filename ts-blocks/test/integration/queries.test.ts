import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { repositoryRoot } from "../../src/repository-root";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

/** The queries that pgAdmin offers, asked as the role that pgAdmin comes as, of a company that was loaded twice. */
const FOLDER = join(repositoryRoot(), "db", "queries");
const FILES = readdirSync(FOLDER).sort();
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

let qbo: Simulator;
let db: TestDatabase;
let reader: Client;

beforeAll(async () => {
  qbo = await startSimulator({ company: "small", seed: 1 });
  db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  for (const entity of ["customers", "items", "invoices"]) {
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

  test("begins with its question in English and in Spanish, and asks no other", () => {
    expect(file).toMatch(/^\d{3}_[a-z_]+\.sql$/);
    const header = text.split("\n").filter((line) => line.startsWith("-- "));
    expect(header[0]).toMatch(/\?/);
    expect(header.some((line) => line.startsWith("-- ¿"))).toBe(true);
    expect(text.match(/;$/gm)).toHaveLength(1);
  });

  test("is answered to somebody who may only read", async () => {
    await expect(ask(file)).resolves.toBeInstanceOf(Array);
  });
});

test("the totals are those of QuickBooks", async () => {
  const expected = { customers: "Customer", items: "Item", invoices: "Invoice" };
  const totals = await ask("010_totals.sql");
  for (const [entity, name] of Object.entries(expected)) {
    const [row] = totals.filter((total) => total.entity === entity);
    expect([entity, Number(row?.records)]).toEqual([entity, qbo.truth(name).count]);
  }
});

test("each day holds as many records as the last run of it has read", async () => {
  const days = await ask("020_rows_per_day.sql");
  expect(days.length).toBeGreaterThan(20);
  expect(days.filter(({ records_now, records_read }) => records_now !== records_read)).toEqual([]);
});

test("every time is kept in UTC", async () => {
  const [zone, ...others] = await ask("030_is_it_utc.sql");
  expect(zone?.answer).toBe("UTC");
  expect(others.map(({ answer }) => answer)).toEqual(["0", "0", "0", "0"]);
});

test("days without records are told as empty, and a day that nobody has read as missing", async () => {
  const states = (rows: Record<string, unknown>[]) => new Set(rows.map(({ state }) => state));
  expect(states(await ask("040_empty_and_missing_days.sql"))).toEqual(new Set(["empty"]));
  await db.rows("delete from backfill.run_window where window_start_utc = '2024-02-29'");
  const missing = (await ask("040_empty_and_missing_days.sql")).filter(({ state }) => state === "missing");
  expect(missing.map(({ entity, days }) => [entity, Number(days)])).toEqual([
    ["customers", 1],
    ["invoices", 1],
    ["items", 1],
  ]);
});

test("a second run of the same days has read the same and inserted nothing", async () => {
  const days = await ask("050_two_runs_compared.sql");
  expect(days.length).toBeGreaterThan(20);
  expect(days.filter(({ difference, inserted_after }) => difference !== "0" || inserted_after !== "0")).toEqual([]);
});

test("inactive customers and items are named", async () => {
  const inactive = await ask("080_inactive_records.sql");
  const [{ n } = { n: "none" }] = await db.rows<{ n: string }>(
    "select (select count(*) from raw.qb_customers where not (payload ->> 'Active')::boolean)" +
      " + (select count(*) from raw.qb_items where not (payload ->> 'Active')::boolean) as n",
  );
  expect(inactive.length).toBeGreaterThan(0);
  expect(inactive).toHaveLength(Number(n));
});

test("an invoice whose customer was never loaded is a dangling reference", async () => {
  expect(await ask("090_dangling_references.sql")).toEqual([]);
  const gone = await db.value<string>("select payload #>> '{CustomerRef,value}' from raw.qb_invoices limit 1");
  await db.rows("delete from raw.qb_customers where id = $1", [gone]);
  const [missing, ...others] = await ask("090_dangling_references.sql");
  expect([missing?.refers_to, missing?.missing_id, others.length]).toEqual(["customer", gone, 0]);
});
