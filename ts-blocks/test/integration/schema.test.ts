import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { repositoryRoot } from "../../src/repository-root";
import { Warehouse } from "../../src/warehouse/database/connection";
import { initDatabase } from "../../src/warehouse/database/init";
import { schemaFiles } from "../../src/warehouse/database/schema-files";
import { SCHEMA_VERSION } from "../../src/warehouse/database/schema-version";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand } from "../support/operator";
import { dumpSchema, tableShapes } from "../support/schema-dump";

const files = schemaFiles();
const dumpPath = join(repositoryRoot(), "db/schema.sql");
const versionPath = join(repositoryRoot(), "ts-blocks/src/warehouse/database/schema-version.ts");

/** `npm run db:dump` writes the result of the files of db into db/schema.sql, and the newest version into the program. */
const WRITES = process.env.QB_GENERATE !== undefined;

const HEAD = `-- What the files of db/init, db/migrations and db/always make, as Postgres' catalogue tells it. For reading and comparing:
-- apply the files (npm run db:init). Written by npm run db:dump.

`;

const shapePath = join(repositoryRoot(), "ts-blocks/src/warehouse/database/schema-shape.ts");

/** The tables that the program expects, as a module. */
async function shapeModule(baseline: TestDatabase, newest: TestDatabase): Promise<string> {
  const shape = async (db: TestDatabase) => JSON.stringify(await tableShapes(db.rows), null, 2);
  const text = `import type { Shape } from "./shape";

// Written by \`npm run db:dump\`.

export const BASELINE: Shape = ${await shape(baseline)};

export const SHAPE: Shape = ${await shape(newest)};
`;
  return execFileSync("npx", ["biome", "format", "--stdin-file-path", shapePath], { input: text, encoding: "utf8" });
}

describe("the schema", () => {
  test("is what db/schema.sql says", async () => {
    await using db = await createDatabase();
    const dump = HEAD + (await dumpSchema(db.rows));
    if (WRITES) writeFileSync(dumpPath, dump);
    else expect(dump, "npm run db:dump writes it").toBe(readFileSync(dumpPath, "utf8"));
  });

  test("has the version of its newest migration, and the program knows that version", () => {
    const newest = files.migrations.at(-1)?.number ?? 0;
    const wanted = readFileSync(versionPath, "utf8").replace(/(SCHEMA_VERSION = )\d+/, `$1${newest}`);
    if (WRITES) writeFileSync(versionPath, wanted);
    else expect(SCHEMA_VERSION, "npm run db:dump writes it").toBe(newest);
  });

  test("has one migration for each number, so that none is taken for applied", () => {
    const numbers = files.migrations.map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  });

  test("has the tables that the program expects before it begins", async () => {
    await using baseline = await createDatabase("empty");
    await initDatabase(baseline.url, undefined, { ...files, migrations: [], always: [] });
    await using newest = await createDatabase();
    const module = await shapeModule(baseline, newest);
    if (WRITES) writeFileSync(shapePath, module);
    else expect(readFileSync(shapePath, "utf8"), "npm run db:dump writes it").toBe(module);
  });

  test("has migrations that are numbered from 1 without a gap or a repeated number", () => {
    expect(files.migrations.map(({ number }) => number)).toEqual(files.migrations.map((_, place) => place + 1));
    expect(files.migrations.filter(({ name }) => !/^db\/migrations\/\d{4}_[a-z0-9_]+\.sql$/.test(name))).toEqual([]);
  });

  test.skipIf(WRITES)("is the same after migrations from a database of 0.1.0 and from an empty one", async () => {
    await using empty = await createDatabase();
    await using earlier = await baselineDatabase();
    await initDatabase(earlier.url);
    expect(await dumpSchema(earlier.rows)).toBe(await dumpSchema(empty.rows));
  });
});

/** A database as release 0.1.0 made it. The schema had no version before that release. */
async function baselineDatabase(): Promise<TestDatabase> {
  const db = await createDatabase("empty");
  await initDatabase(db.url, undefined, { ...files, migrations: [], always: [] });
  await db.rows("drop table backfill.schema_version");
  return db;
}

const BASELINE_TABLES = [
  "backfill.company",
  "backfill.run",
  "backfill.run_segment",
  "backfill.run_window",
  "backfill.staged_page",
  "backfill.rejected_record",
  "backfill.api_usage",
  "backfill.report",
  "backfill.call_slot",
  "backfill.call_month",
  "raw.qb_customers",
  "raw.qb_items",
  "raw.qb_invoices",
];

/** Copies the rows, with the columns that both databases have, because a migration may drop a column with a default. */
async function copyRows(from: TestDatabase, to: TestDatabase): Promise<void> {
  const columnsOf = async (db: TestDatabase, table: string) =>
    (
      await db.rows<{ name: string }>(
        "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped",
        [table],
      )
    ).map(({ name }) => name);
  for (const table of BASELINE_TABLES) {
    const [row] = await from.rows<{ rows: unknown }>(`select coalesce(jsonb_agg(t), '[]') as rows from ${table} t`);
    const known = new Set(await columnsOf(from, table));
    const columns = (await columnsOf(to, table)).filter((name) => known.has(name)).join(", ");
    await to.rows(
      `insert into ${table} (${columns}) overriding system value
       select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(row?.rows)],
    );
  }
  await to.rows("select setval(pg_get_serial_sequence('backfill.run', 'run_id'), max(run_id)) from backfill.run");
}

test.skipIf(WRITES)(
  "a database of 0.1.0 with rows is brought to this version, keeps rows and runs, and continues an interrupted run",
  async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using filled = await createDatabase();
    const history = { fecha_inicio: qbo.company.history.from, fecha_fin: qbo.company.history.to };
    const before = new MageStandIn(filled.settings, qbo);
    await before.pipeline("customers", history);
    const { output } = await before.start("loader", "items", history).done;
    expect(output?.rows).toBeGreaterThan(0);
    // 0.1.0 did not have slots for batches.
    await filled.rows("delete from backfill.call_slot where per = 'batch'");
    await using db = await baselineDatabase();
    await copyRows(filled, db);
    const kept = await db.rows("select id, payload, run_id from raw.qb_customers order by id");
    expect(kept.length).toBeGreaterThan(0);

    const { applied } = await initDatabase(db.url);

    expect(applied).toEqual([...files.baseline, ...files.migrations, ...files.always].map(({ name }) => name));
    expect(await db.rows("select id, payload, run_id from raw.qb_customers order by id")).toEqual(kept);
    expect(await db.rows("select entity, state from backfill.run order by run_id")).toEqual([
      { entity: "customers", state: "complete" },
      { entity: "items", state: "fetched" },
    ]);
    expect(await db.value("select max(version) from backfill.schema_version")).toBe(SCHEMA_VERSION);
    const mage = new MageStandIn(db.settings, qbo);
    const items = await mage.pipeline("items", history);
    expect(items.validator?.output).toMatchObject({ verdict: "complete" });
    expect(items.exporter?.output).toMatchObject({ run_id: output?.run_id, inserted: output?.rows });
    const customers = await mage.pipeline("customers", history);
    expect(customers.exporter?.output).toMatchObject({ inserted: 0, updated: kept.length });
  },
);

test.skipIf(WRITES)(
  "after the update the ledger gives rows to the later run that replaced them, and the earlier run is found complete",
  async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using filled = await createDatabase();
    const history = { fecha_inicio: qbo.company.history.from, fecha_fin: qbo.company.history.to };
    const before = new MageStandIn(filled.settings, qbo);
    await before.pipeline("customers", history);
    await before.pipeline("customers", history);
    await filled.rows("delete from backfill.call_slot where per = 'batch'");
    await using db = await baselineDatabase();
    await copyRows(filled, db);

    await initDatabase(db.url);

    const held = await db.value<number>("select count(*)::int from raw.qb_customers");
    expect(
      await db.rows(
        `select run_id::int, sum(inserted + updated)::int as written, sum(taken_over)::int as taken_over
       from backfill.run_window group by 1 order by 1`,
      ),
    ).toEqual([
      { run_id: 1, written: held, taken_over: held },
      { run_id: 2, written: held, taken_over: 0 },
    ]);
    const upstream = [{ run_id: 1, dry_run: false }];
    const earlier = await new MageStandIn(db.settings, qbo).start("validator", "customers", history, upstream).done;
    expect(earlier.failure).toBeUndefined();
  },
);

/** Skipped while `npm run db:dump` writes, because the program has already read the files. */
describe.skipIf(WRITES)("a migration", () => {
  const migration = (number: number, sql: string) => ({
    name: `db/migrations/${String(number).padStart(4, "0")}_test.sql`,
    number,
    sql,
  });
  const next = SCHEMA_VERSION + 1;

  test("is applied once, and is recorded with the program's version", async () => {
    await using db = await createDatabase();
    const later = {
      ...files,
      migrations: [...files.migrations, migration(next, "create table backfill.later (id int)")],
    };

    const first = await initDatabase(db.url, undefined, later);
    const second = await initDatabase(db.url, undefined, later);

    const always = files.always.map(({ name }) => name);
    expect(first.applied).toEqual([migration(next, "").name, ...always]);
    expect(second.applied).toEqual(always);
    expect(await db.rows("select version, file, program from backfill.schema_version order by 1 desc limit 1")).toEqual(
      [{ version: next, file: migration(next, "").name, program: "0.1.0" }],
    );
  });

  test("that fails leaves the schema and its version as the migration before left them, and names its file", async () => {
    await using db = await createDatabase();
    const broken = {
      ...files,
      migrations: [
        ...files.migrations,
        migration(next, "create table backfill.good (id int)"),
        migration(next + 1, "create table backfill.half (id int); select nonsense"),
      ],
    };

    await expect(initDatabase(db.url, undefined, broken)).rejects.toThrow(migration(next + 1, "").name);

    expect(await db.value("select max(version) from backfill.schema_version")).toBe(next);
    expect(
      await db.value("select to_regclass('backfill.half') is null and to_regclass('backfill.good') is not null"),
    ).toBe(true);
  });
});

describe.skipIf(WRITES)("an older program and a newer schema", () => {
  async function newer(): Promise<TestDatabase> {
    const db = await createDatabase();
    await db.rows("insert into backfill.schema_version values (9000, 'db/migrations/9000_later.sql', now(), '9.0.0')");
    return db;
  }
  const sentence = `The database's schema has version 9000, and this program knows versions up to ${SCHEMA_VERSION}: the program is older than the database.`;

  test("do not work together: the run says so and does not ask QuickBooks", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await newer();
    const mage = new MageStandIn(db.settings, qbo);

    const { loader } = await mage.pipeline("items", { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" });

    expect(loader?.failure).toMatchObject({ code: "POSTGRES_SCHEMA_NEWER", message: sentence });
    expect(loader?.exitCode).toBe(64);
    expect(qbo.calls().total).toBe(0);
  });

  test("do not work together: db:init changes nothing, and the commands that read say so, too", async () => {
    await using db = await newer();
    for (const command of ["db-init", "report", "evidence"] as const) {
      const { host, port, database, user, password } = db.settings;
      const env = { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
      const { exitCode, err } = await OperatorCommand.start(command, [], [], env).outcome();
      expect([command, exitCode, err]).toEqual([command, 64, expect.stringContaining(sentence)]);
    }
  });
});

test.skipIf(WRITES)(
  "a newer program says to run db:init when a migration is missing, and when there is no schema at all",
  async () => {
    await using db = await createDatabase();
    await db.rows("delete from backfill.schema_version");
    await db.rows("insert into backfill.schema_version values (-1, 'db/init', now(), '0.1.0')");
    await expect(Warehouse.open(db.settings, "test")).rejects.toMatchObject({
      code: "POSTGRES_SCHEMA",
      message: `The database's schema has version -1, and this program needs version ${SCHEMA_VERSION}.`,
      remedy: expect.stringContaining("npm run db:init"),
    });
    await using empty = await createDatabase("empty");
    await expect(Warehouse.open(empty.settings, "test")).rejects.toMatchObject({
      code: "POSTGRES_SCHEMA",
      message: `The database has no schema of this project, and this program needs version ${SCHEMA_VERSION}.`,
    });
  },
);
