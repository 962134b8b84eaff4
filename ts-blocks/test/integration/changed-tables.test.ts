import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand } from "../support/operator";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

async function itemsInto(db: TestDatabase) {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  const { loader, exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", HISTORY);
  return { failure: (validator ?? exporter ?? loader)?.failure, calls: qbo.calls().total, loader, exporter };
}

const envOf = ({ settings: { host, port, database, user, password } }: TestDatabase) => ({
  PGHOST: host,
  PGPORT: String(port),
  PGDATABASE: database,
  PGUSER: user,
  PGPASSWORD: password,
});

/** A table as an earlier attempt by hand may have left it. */
const BY_HAND = `
  create schema if not exists raw;
  create table raw.qb_customers (
    id text primary key, payload jsonb not null, ingested_at_utc timestamptz not null default now(),
    extract_window_start_utc timestamptz, extract_window_end_utc timestamptz, page_number integer, page_size integer,
    request_payload jsonb);
  insert into raw.qb_customers (id, payload) values ('1', '{"Id": "1"}')`;

/** One that has every column of ours. */
const byHand = (payload: string, key = "primary key") => `
  create schema raw;
  create table raw.qb_customers (
    id text ${key}, payload ${payload} not null, ingested_at_utc timestamptz, extract_window_start_utc timestamptz,
    extract_window_end_utc timestamptz, page_number integer, page_size integer, request_payload jsonb,
    source_updated_at_utc timestamptz, sync_token bigint, payload_sha256 text, run_id bigint)`;

describe("a table of another origin with the name of one of ours", () => {
  test.each([
    [
      "an earlier try's table",
      BY_HAND,
      "raw.qb_customers, which has no column source_updated_at_utc, sync_token, payload_sha256, run_id",
    ],
    ["a column of another type", byHand("json"), "raw.qb_customers, whose column payload is json and not jsonb"],
    ["no key", byHand("jsonb", ""), "raw.qb_customers, which has no primary key (id)"],
    [
      "a further column that must be filled",
      `${byHand("jsonb")}; alter table raw.qb_customers add column team text not null`,
      "raw.qb_customers, whose column team must not be null",
    ],
    ["a sequence", "create schema raw; create sequence raw.qb_items", "raw.qb_items, which is a sequence"],
    ["a view", "create schema raw; create view raw.qb_items as select 1 as id", "raw.qb_items, which is a view"],
    ["a domain", "create schema raw; create domain raw.qb_items as text", "raw.qb_items, which is a type"],
    [
      "a list of words",
      "create schema backfill; create type backfill.run as enum ('a')",
      "backfill.run, which is a type",
    ],
    [
      "a table of the ledger's name",
      "create schema backfill; create table backfill.run (id int)",
      "backfill.run, which has no column run_id, entity",
    ],
  ])("is named by db:init and by a run, and nothing is changed: %s", async (_, sql, said) => {
    await using db = await createDatabase("empty");
    for (const statement of sql.split(";")) await db.rows(statement);
    const tables = () => db.rows("select schemaname, relname from pg_stat_user_tables order by 1, 2");
    const before = await tables();

    const { exitCode, err } = await OperatorCommand.start("db-init", [], [], envOf(db)).outcome();
    const { failure, calls } = await itemsInto(db);

    expect([exitCode, err]).toEqual([64, expect.stringContaining(said)]);
    expect(err).toMatch(/Rename it .* or use another database/);
    expect(failure).toMatchObject({ code: "POSTGRES_FOREIGN_TABLE", message: expect.stringContaining(said) });
    expect(failure?.remedy).toContain("Rename it");
    expect(calls).toBe(0);
    expect(await tables()).toEqual(before);
  });
});

/** A view of ours reads the table, so Postgres refuses other changes to it. */
const ANOTHER = "alter table raw.qb_items rename to kept; create table raw.qb_items (like raw.kept including all)";

describe("a table that was changed by hand", () => {
  test.each([
    [
      "alter table raw.qb_items add column reviewed_by text not null",
      "raw.qb_items.reviewed_by was added and must not be null",
    ],
    ["alter table raw.qb_items drop constraint qb_items_pkey", "raw.qb_items has no primary key (id)"],
    [
      `${ANOTHER}; alter table raw.qb_items alter column payload type json`,
      "raw.qb_items.payload is json and not jsonb",
    ],
    [`${ANOTHER}; alter table raw.qb_items drop column sync_token`, "raw.qb_items has no column sync_token"],
    ["alter table backfill.run_window add column team text not null", "backfill.run_window.team was added"],
    [
      "alter table backfill.call_month drop constraint call_month_pkey",
      "backfill.call_month has no primary key (month_utc)",
    ],
  ])("is named before QuickBooks is asked: %s", async (statement, said) => {
    await using db = await createDatabase();
    await db.rows(statement);
    const { failure, calls } = await itemsInto(db);
    expect(failure).toMatchObject({ code: "POSTGRES_TABLE_CHANGED", message: expect.stringContaining(said) });
    expect(calls).toBe(0);
  });

  test("that is missing is made by db:init, which the run names before it asks QuickBooks", async () => {
    await using db = await createDatabase();
    await db.rows("drop table raw.qb_items cascade");
    const { failure, calls } = await itemsInto(db);
    expect(failure).toMatchObject({
      code: "POSTGRES_SCHEMA",
      message: "The database has no table raw.qb_items, which this program needs.",
      remedy: expect.stringContaining("npm run db:init"),
    });
    expect(calls).toBe(0);
    expect((await OperatorCommand.start("db-init", [], [], envOf(db)).outcome()).exitCode).toBe(0);
    expect((await itemsInto(db)).failure).toBeUndefined();
  });

  test.each([
    ["create unique index one_name on raw.qb_items ((1))", "raw.qb_items refuses a row", "23505, one_name"],
    ["alter table raw.qb_items add constraint few check (page_number < 0)", "raw.qb_items refuses a row", "23514, few"],
    [
      "alter table raw.qb_items add column team text default 'us' not null check (team <> 'us')",
      "raw.qb_items refuses a row",
      "23514",
    ],
    [
      `create function raw.no() returns trigger language plpgsql as $$ begin raise exception 'not today: %', new.payload; end $$;
       create trigger no before insert on raw.qb_items for each row execute function raw.no()`,
      "A table of the database refuses a row",
      "P0001, function raw.no",
    ],
  ])("is named when it refuses a row, and its text is not shown: %s", async (statement, said, names) => {
    await using db = await createDatabase();
    await db.rows(statement);
    const { failure, exporter } = await itemsInto(db);
    expect(failure?.code).toBe("POSTGRES_TABLE_CHANGED");
    expect(failure?.message).toContain(said);
    expect(failure?.message).toContain(names);
    expect([exporter?.exitCode, exporter?.text.includes("not today")]).toEqual([64, false]);
  });

  test("may have more columns, indexes and triggers that need no value from us", async () => {
    await using db = await createDatabase();
    await db.rows("alter table raw.qb_items add column note text, add column seen timestamptz not null default now()");
    await db.rows("create index by_name on raw.qb_items ((payload ->> 'Name'))");
    const { failure } = await itemsInto(db);
    expect(failure).toBeUndefined();
  });

  test("whose rows a policy hides from us is not taken for whole", async () => {
    await using db = await createDatabase();
    await db.rows("create role hidden_from login password 'only-for-this-test' in role qbo_loader");
    await db.rows("alter table raw.qb_items enable row level security");
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    const settings = { ...db.settings, user: "hidden_from", password: "only-for-this-test" };
    const { loader, exporter } = await new MageStandIn(settings, qbo).pipeline("items", HISTORY);
    expect((exporter ?? loader)?.failure?.code).toBe("POSTGRES_RIGHTS");
    await db.rows("drop role hidden_from");
  });
});
