import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { initDatabase } from "../../src/warehouse/database/init";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { dumpSchema } from "../support/schema-dump";

test("the database itself explains every table and column of ours", async () => {
  await using db = await createDatabase();
  const unexplained = await db.rows(
    `select c.table_schema, c.table_name, c.column_name
     from information_schema.columns c
     where c.table_schema in ('raw', 'backfill')
       and (col_description(format('%I.%I', table_schema, table_name)::regclass, ordinal_position) is null
         or obj_description(format('%I.%I', table_schema, table_name)::regclass) is null)`,
  );
  expect(unexplained).toEqual([]);
  expect(
    await db.value(
      "select count(*)::int from information_schema.tables where table_schema = 'raw' and table_type = 'BASE TABLE'",
    ),
  ).toBe(2 * ENTITY_NAMES.length); // a table of records and one of versions for each
});

test("the schema can be applied again to a database with rows: roles and rights come back, and the rows stay", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const history = { fecha_inicio: qbo.company.history.from, fecha_fin: qbo.company.history.to };
  await mage.pipeline("customers", history);
  const before = await db.rows("select * from raw.qb_customers order by id");
  await db.rows("revoke all on all tables in schema raw from qbo_reader");

  const { applied } = await initDatabase(db.url);

  const always = ["005_entities", "006_quickbooks", "007_views", "008_references", "010_roles"];
  expect(applied).toEqual(always.map((name) => `db/always/${name}.sql`));
  expect(await db.value("select has_table_privilege('qbo_reader', 'raw.qb_customers', 'select')")).toBe(true);
  expect(await db.rows("select * from raw.qb_customers order by id")).toEqual(before);
  expect(before.length).toBeGreaterThan(0);
  const { exporter, validator } = await mage.pipeline("customers", history);
  expect(validator?.failure).toBeUndefined();
  expect(exporter?.output).toMatchObject({ inserted: 0, updated: before.length });
});

test("twenty programs that apply the schema at once leave one valid schema", async () => {
  await using db = await createDatabase("empty");
  await Promise.all(Array.from({ length: 20 }, () => initDatabase(db.url)));
  await using good = await createDatabase();
  expect(await dumpSchema(db.rows)).toBe(await dumpSchema(good.rows));
});
