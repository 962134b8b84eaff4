import { Client } from "pg";
import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 50, workers: 4 };

async function openLoad() {
  const qbo = await startSimulator({ company: "demo", seed: 1 });
  const db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  return { qbo, db, mage: new MageStandIn(db.settings, qbo) };
}

const recordsOf = (qbo: Awaited<ReturnType<typeof startSimulator>>) =>
  qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").records.length;
const stagedPages = (db: TestDatabase) => db.value<number>("select count(*)::int from backfill.staged_page");

async function anotherProgram(db: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: db.url });
  client.on("error", () => undefined); // a test that fails leaves it open
  await client.connect();
  return client;
}

test("a page that waits holds up the pages that repeat its records, and no others", async () => {
  const { qbo, db, mage } = await openLoad();
  await using _ = qbo;
  await using __ = db;
  const { output } = await mage.start("loader", "invoices", HISTORY).done;
  const first = await db.value<string>("select record_ids[1] from backfill.staged_page order by page_number limit 1");
  // How many pages of a segment follow each other depends on which reader was quick, so the chain is counted.
  const heldUp = await db.value<number>(
    `with recursive held_up as (
       select page_number, record_ids from backfill.staged_page where $1 = any(record_ids)
       union
       select later.page_number, later.record_ids
       from held_up earlier
       join backfill.staged_page later on later.page_number > earlier.page_number and later.record_ids && earlier.record_ids
     )
     select count(*)::int from held_up`,
    [first],
  );
  expect(heldUp).toBeGreaterThan(1);
  expect(heldUp).toBeLessThan(await stagedPages(db));
  const other = await anotherProgram(db);
  await other.query("begin");
  // Another program writes the same record, and does not say yet whether it will keep it.
  await other.query(
    `insert into raw.qb_invoices (id, payload, extract_window_start_utc, extract_window_end_utc, page_number, page_size,
                                  request_payload, source_updated_at_utc, payload_sha256, run_id)
     values ($1, '{}', '2020-01-01', '2020-01-02', 1, 1, '{}', '2020-01-01', '', 0)`,
    [first],
  );

  const exporting = mage.start("exporter", "invoices", HISTORY, output === undefined ? [] : [output]);
  await expect.poll(() => stagedPages(db), { timeout: 30_000 }).toBe(heldUp);
  await other.query("rollback");
  await other.end();

  const exported = await exporting.done;
  expect(exported.failure).toBeUndefined();
  expect(await stagedPages(db)).toBe(0);
  expect(exported.output).toMatchObject({ inserted: recordsOf(qbo), updated: 0 });
});

test("pages that are written side by side book into the days of an earlier run without waiting for each other forever", async () => {
  const { qbo, db, mage } = await openLoad();
  await using _ = qbo;
  await using __ = db;
  await mage.pipeline("invoices", HISTORY);

  const { exporter, validator } = await mage.pipeline("invoices", HISTORY);

  expect(exporter?.failure).toBeUndefined();
  expect(validator?.output).toMatchObject({ verdict: "complete" });
  expect(exporter?.output).toMatchObject({ inserted: 0, updated: recordsOf(qbo), changed: 0 });
  const taken = await db.value<number>("select sum(taken_over)::int from backfill.run_window where run_id = 1");
  expect(taken).toBe(recordsOf(qbo));
});

test("a page that brings nothing new takes its turn before it touches what all pages share", async () => {
  const { qbo, db, mage } = await openLoad();
  await using _ = qbo;
  await using __ = db;
  const { output } = await mage.start("loader", "customers", HISTORY).done;
  const upstream = output === undefined ? [] : [output];
  await db.rows("create table backfill.kept_page as select * from backfill.staged_page where page_number = 1");
  await mage.start("exporter", "customers", HISTORY, upstream).done;
  await db.rows("insert into backfill.staged_page select * from backfill.kept_page");
  const other = await anotherProgram(db);
  await other.query("begin");
  await other.query("select from backfill.run for no key update");

  const exporting = mage.start("exporter", "customers", HISTORY, upstream);
  const waiting =
    "select count(*)::int from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()";
  await expect.poll(() => db.value(waiting), { timeout: 30_000 }).toBe(1);
  await other.query("select from backfill.field_seen for update nowait");
  await other.query("commit");
  await other.end();

  const { failure } = await exporting.done;
  expect(failure).toBeUndefined();
  expect(await stagedPages(db)).toBe(0);
});
