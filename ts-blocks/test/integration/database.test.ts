import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { Warehouse } from "../../src/warehouse/database/connection";
import { initDatabase } from "../../src/warehouse/database/init";
import { holdingEntity } from "../../src/warehouse/database/lock";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

function item(id: string, updated: string): string {
  return `{"Name":"Import ${id}","Active":true,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"}}`;
}

test("every table and column of ours is explained in the database itself", async () => {
  await using db = await createDatabase();
  const unexplained = await db.rows(
    `select c.table_schema, c.table_name, c.column_name
     from information_schema.columns c
     where c.table_schema in ('raw', 'backfill')
       and (col_description(format('%I.%I', table_schema, table_name)::regclass, ordinal_position) is null
         or obj_description(format('%I.%I', table_schema, table_name)::regclass) is null)`,
  );
  expect(unexplained).toEqual([]);
  expect(await db.value("select count(*)::int from information_schema.tables where table_schema = 'raw'")).toBe(3);
});

test("the schema may be applied again to a database with rows: what is missing comes back, the rows stay", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const history = { fecha_inicio: qbo.company.history.from, fecha_fin: qbo.company.history.to };
  await mage.pipeline("customers", history);
  const before = await db.rows("select * from raw.qb_customers order by id");
  // What a database of an earlier version would lack.
  await db.rows("drop table backfill.api_usage");
  await db.rows("drop table raw.qb_items");
  await db.rows("drop index raw.qb_customers_by_source_updated_at");

  const { applied } = await initDatabase(db.url);

  expect(applied).toEqual([
    "010_schemas.sql",
    "020_backfill.sql",
    "030_raw.sql",
    "040_limits.sql",
    "045_token_age.sql",
    "050_roles.sql",
    "060_report.sql",
  ]);
  expect(await db.rows("select * from raw.qb_customers order by id")).toEqual(before);
  expect(before.length).toBeGreaterThan(0);
  const { exporter, validator } = await mage.pipeline("customers", history);
  expect(validator?.failure).toBeUndefined();
  expect(exporter?.output).toMatchObject({ inserted: 0, updated: before.length });
});

test("pages that an earlier version staged become rows after the upgrade, each record to the letter", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const { from, to } = qbo.company.history;
  const loader = await mage.start("loader", "customers", { fecha_inicio: from, fecha_fin: to }).done;
  await db.rows("alter table backfill.staged_page drop column record_starts, drop column record_bytes");

  await initDatabase(db.url);
  const exporter = await mage.start("exporter", "customers", {}, [loader.output ?? {}]).done;

  expect(exporter.failure).toBeUndefined();
  const truth = qbo.truth("Customer", `${from}T00:00:00Z`, `${to}T00:00:00Z`).records;
  expect(await db.rows(`select id, payload_sha256 as sha256 from raw.qb_customers order by id collate "C"`)).toEqual(
    truth.map(({ id, sha256 }) => ({ id, sha256 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

test("a run that an earlier version began with an unreadable record is gone on with after the upgrade, and tells it once", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const poisoned = { match: { kind: "query" as const, containsId: "9103" }, fault: "poison-4002" as const };
  for (let n = 1; n <= 6; n++) qbo.putRecord("Item", item(`910${n}`, `2026-03-03T10:00:0${n}-08:00`));
  qbo.scenario([poisoned, { match: { kind: "count", nth: 2 }, times: 1, fault: "forbidden-403-3100" }]);
  const range = { fecha_inicio: "2026-03-02", fecha_fin: "2026-03-05" };
  const { loader } = await mage.pipeline("items", range);
  expect(loader?.failure).toBeDefined();
  await db.rows("alter table backfill.rejected_record drop column not_before_utc, drop column not_after_utc");

  await initDatabase(db.url);

  qbo.scenario([poisoned]);
  const { validator } = await mage.pipeline("items", range);
  expect(validator?.failure?.message).toContain("failed checks: nothing_rejected (1) (run 1).");
});

test("twenty programs that apply the schema at once leave one good schema", async () => {
  await using db = await createDatabase("empty");
  await Promise.all(Array.from({ length: 20 }, () => initDatabase(db.url)));
  expect(await db.value("select count(*)::int from information_schema.tables where table_schema = 'backfill'")).toBe(
    11,
  );
});

const nothing = async () => undefined;

test("two programs do not work on one entity at once, and the second says who the first is", async () => {
  await using db = await createDatabase();
  const first = await Warehouse.open(db.settings, "qb_loader invoices");
  const second = await Warehouse.open(db.settings, "qb_exporter invoices");
  await holdingEntity(first, "invoices", async () => {
    await expect(holdingEntity(second, "invoices", nothing, 50)).rejects.toThrow(
      /Another program is working on invoices in this database: qb_loader invoices from 127\.0\.0\.1/,
    );
    await holdingEntity(second, "items", nothing, 50);
  });
  await holdingEntity(second, "invoices", nothing, 1_000);
  await Promise.all([first.close(), second.close()]);
});
