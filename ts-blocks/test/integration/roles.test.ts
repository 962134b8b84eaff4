import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { ENTITY_NAMES, rawTable, versionsTable } from "../../src/entities/entity";
import { repositoryRoot } from "../../src/repository-root";
import { VIEWS } from "../../src/views/views";
import { initDatabase } from "../../src/warehouse/database/init";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { startScratchPostgres } from "../support/scratch-postgres";

const PASSWORD = "only-for-this-test";

/** The database's URL for a role that db:init makes, with the password that an administrator would set. */
async function urlFor(db: TestDatabase, role: "qbo_loader" | "qbo_reader"): Promise<string> {
  await db.rows(`alter role ${role} login password '${PASSWORD}'`);
  const url = new URL(db.url);
  url.username = role;
  url.password = PASSWORD;
  return url.href;
}

/** Postgres' answer to the statement: its error code, or "allowed". The statement is rolled back. */
async function verdictOn(url: string, statement: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(statement);
    return "allowed";
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.end();
  }
}

const NOT_ALLOWED = "42501";
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

/** One database for all statements, because each is rolled back. */
let shared: TestDatabase;
beforeAll(async () => {
  shared = await createDatabase();
});
afterAll(() => shared[Symbol.asyncDispose]());

describe("qbo_loader, the role of the pipelines", () => {
  test("loads, exports, validates, loads again and starts over, with only the rights that db:init gives it", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    const url = new URL(await urlFor(db, "qbo_loader"));
    const mage = new MageStandIn({ ...db.settings, user: url.username, password: url.password }, qbo);

    for (const entity of ["customers", "items", "invoices"]) {
      const { validator } = await mage.pipeline(entity, HISTORY);
      expect([entity, validator?.failure, validator?.output?.verdict]).toEqual([entity, undefined, "complete"]);
    }
    // An interrupted run, so that a new start has a run to abandon.
    await mage.start("loader", "items", HISTORY).done;
    const { exporter, validator } = await mage.pipeline("items", { ...HISTORY, resume: false });
    expect(exporter?.output).toMatchObject({ inserted: 0 });
    expect(validator?.output?.verdict).toBe("complete");
    expect(await db.value("select count(*)::int from backfill.run where state = 'abandoned'")).toBe(1);
  });

  test.each([
    "create table raw.qb_widgets (id text)",
    "create table backfill.scratch (id text)",
    "create schema elsewhere",
    "alter table raw.qb_items add column more text",
    "drop table raw.qb_items",
    "truncate raw.qb_items",
    "truncate backfill.staged_page",
    "delete from raw.qb_items",
    "update raw.qb_items_versions set payload = '{}'",
    "delete from raw.qb_items_versions",
    "delete from backfill.run",
    "update backfill.limits set calls_per_minute_max = 10000",
    "update backfill.company set name = 'another'",
    "delete from backfill.company",
    "create role another",
    "create table quickbooks.mine (id text)",
    "create view quickbooks.mine as select 1 as id",
    "create or replace view quickbooks.invoice as select 1 as id",
    "drop view quickbooks.invoice_line",
  ])("may not: %s", async (statement) => {
    expect(await verdictOn(await urlFor(shared, "qbo_loader"), statement)).toBe(NOT_ALLOWED);
  });

  test("reads every view for the SQL blocks that io_config.yaml connects", async () => {
    const url = await urlFor(shared, "qbo_loader");
    for (const { name } of VIEWS) {
      expect([name, await verdictOn(url, `select * from quickbooks.${name}`)]).toEqual([name, "allowed"]);
    }
  });
});

describe("qbo_reader, the role of people", () => {
  test("sees every table of both schemas", async () => {
    const url = await urlFor(shared, "qbo_reader");
    const tables = await shared.rows<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('raw', 'backfill')",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      expect([name, await verdictOn(url, `select * from ${name}`)]).toEqual([name, "allowed"]);
    }
  });

  test.each([
    "insert into backfill.limits default values",
    "update raw.qb_items set page_number = 1",
    "delete from raw.qb_items",
    "truncate raw.qb_items",
    "create table raw.qb_widgets (id text)",
  ])("may not: %s", async (statement) => {
    expect(await verdictOn(await urlFor(shared, "qbo_reader"), statement)).toBe(NOT_ALLOWED);
  });
});

/** A role's rights on tables beside reading, as `table: right`. Rights on single columns are named with the column. */
async function rightsOf(role: string): Promise<string[]> {
  const rows = await shared.rows<{ has: string }>(
    `select format('%s.%s: %s', table_schema, table_name, lower(privilege_type)) as has
     from information_schema.role_table_grants
     where grantee = '${role}' and privilege_type <> 'SELECT'
     union all
     select format('%s.%s.%s: %s', table_schema, table_name, column_name, lower(privilege_type))
     from information_schema.role_column_grants c
     where grantee = '${role}' and privilege_type <> 'SELECT'
       and not exists (select from information_schema.role_table_grants t
                       where (t.grantee, t.table_schema, t.table_name, t.privilege_type)
                           = (c.grantee, c.table_schema, c.table_name, c.privilege_type))
     order by 1`,
  );
  return rows.map(({ has }) => has);
}

test("the loader has exactly these rights, and the reader may only read", async () => {
  const loads = ["insert", "update"];
  const ledger = [
    ...[
      "api_usage",
      "call_month",
      "call_place",
      "call_slot",
      "entity_lock",
      "entity_mark",
      "field_seen",
      "load",
      "load_usage",
      "notice",
      "report",
    ],
    ...["run", "run_segment", "run_window", "stale_record", "statement_part"],
  ];
  const raw = ENTITY_NAMES.map(rawTable);
  const times = ["grant_ends", "idle_ends", "issued", "rotated"].map((name) => `company.token_${name}_at_utc`);
  const places = ["not_after", "not_before", "window_start"].map((name) => `rejected_record.${name}_utc`);
  expect(await rightsOf("qbo_loader")).toEqual(
    [
      ...[...ledger.map((table) => `backfill.${table}`), ...raw].flatMap((table) =>
        loads.map((right) => `${table}: ${right}`),
      ),
      ...ENTITY_NAMES.map((entity) => `${versionsTable(entity)}: insert`),
      ...[...times, ...places, "limits.paused_until_utc"].map((column) => `backfill.${column}: update`),
      ...["company", "rejected_record", "staged_page"].map((table) => `backfill.${table}: insert`),
      ...["delete", "insert", "update"].flatMap((right) =>
        ["run_finding", "staged_removal"].map((table) => `backfill.${table}: ${right}`),
      ),
      "backfill.staged_page: delete",
    ].sort(),
  );
  expect(await rightsOf("qbo_reader")).toEqual([]);
});

/** Statements of the programs, as far as they name what they write: `insert into backfill.run`, without columns. */
function writesOfPrograms(): string[] {
  const folders = ["ts-blocks/src", "db/statements"].map((folder) => join(repositoryRoot(), folder));
  const texts = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.test)\.(ts|sql)$/.test(name))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  const writes = texts.flatMap((text) => text.match(/\b(insert into|update|delete from) backfill\.\w+/g) ?? []);
  return [...new Set(writes)].filter((write) => write !== "insert into backfill.schema_version").sort();
}

test("the loader has a right for each statement of the programs, also for those of rare cases", async () => {
  const rights = await rightsOf("qbo_loader");
  const writes = writesOfPrograms();
  expect(writes.length).toBeGreaterThan(30);
  const missing = writes.filter((write) => {
    const [, right = "", table = ""] = /^(\w+)(?: into| from)? (.*)$/.exec(write) ?? [];
    return !rights.some((has) => has === `${table}: ${right}` || (has.startsWith(`${table}.`) && has.endsWith(right)));
  });
  expect(missing).toEqual([]);
});

test("both roles can use a table that a later version adds, without another grant", async () => {
  await using db = await createDatabase();
  await db.rows("create table raw.qb_widgets (id text primary key)");
  const write = "insert into raw.qb_widgets values ('1') on conflict (id) do update set id = excluded.id";
  expect(await verdictOn(await urlFor(db, "qbo_loader"), write)).toBe("allowed");
  expect(await verdictOn(await urlFor(db, "qbo_reader"), "select * from raw.qb_widgets")).toBe("allowed");
  expect(await verdictOn(await urlFor(db, "qbo_reader"), write)).toBe(NOT_ALLOWED);
});

test("a user who may not create roles gets the schema, a line about each missing role, and the rights once the roles exist", async () => {
  // Roles belong to the whole server, so this needs its own server.
  const server = await startScratchPostgres();
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  try {
    for (const statement of [
      "drop database qbo",
      "drop role qbo_loader",
      "drop role qbo_reader",
      `create role plain_owner login password '${PASSWORD}'`,
      "create database plain owner plain_owner",
    ]) {
      await admin.query(statement);
    }
    const url = new URL(server.url);
    Object.assign(url, { username: "plain_owner", password: PASSWORD, pathname: "/plain" });

    const first = await initDatabase(url.href);

    expect(first.applied).toContain("db/always/010_roles.sql");
    expect(first.leftOut).toEqual([
      expect.stringMatching(
        /^the role qbo_loader is missing and plain_owner may not make roles: .*create role qbo_loader/,
      ),
      expect.stringMatching(/^the role qbo_reader is missing/),
    ]);

    await admin.query("alter role plain_owner createrole");
    expect((await initDatabase(url.href)).leftOut).toEqual([]);
    const made =
      "select rolname, rolcanlogin, rolpassword from pg_authid where rolname in ('qbo_loader', 'qbo_reader')";
    expect((await admin.query(`${made} order by 1`)).rows).toEqual([
      { rolname: "qbo_loader", rolcanlogin: false, rolpassword: null },
      { rolname: "qbo_reader", rolcanlogin: false, rolpassword: null },
    ]);
    await admin.query(`alter role qbo_loader login password '${PASSWORD}'`);
    const loader = new URL(url);
    loader.username = "qbo_loader";
    expect(await verdictOn(loader.href, "select * from raw.qb_items")).toBe("allowed");
  } finally {
    await admin.end();
    await server.stop();
  }
});

test("a role that an administrator created stays unchanged", async () => {
  await using db = await createDatabase();
  const before = () => db.rows("select * from pg_roles where rolname like 'qbo%' order by rolname");
  await db.rows("alter role qbo_reader connection limit 7");
  const roles = await before();
  await initDatabase(db.url);
  expect(await before()).toEqual(roles);
});
