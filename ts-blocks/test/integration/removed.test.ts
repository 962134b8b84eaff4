import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { utcInstant } from "../../src/job/instants";
import { Warehouse } from "../../src/warehouse/database/connection";
import { markRemoved, stageRemovals } from "../../src/warehouse/ledger/removals";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
/** Older than change data capture can report. */
const LONG_AGO = new Date(Date.now() - 45 * 86_400_000).toISOString();
const LIVE = "select count(*)::int from backfill.record where entity = 'items'";

describe("a row that is marked as removed", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;
  let warehouse: Warehouse;
  let id: string;
  let live: number;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 1 });
    db = await createDatabase();
    mage = new MageStandIn(db.settings, qbo);
    await mage.pipeline("items", HISTORY);
    warehouse = await Warehouse.open(db.settings, "qb_loader items");
    id = await db.value("select min(id) from raw.qb_items");
    live = await db.value(LIVE);
  });
  afterAll(async () => {
    await warehouse?.close();
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  const remove = (seenAtMs: number) =>
    warehouse.transaction(async (tx) => {
      await stageRemovals(tx, 1, [{ id, deletedAt: null, seenAt: utcInstant(seenAtMs), by: "sweep" }]);
      return markRemoved(tx, "items", 1);
    });

  test("is not a row that was read after the record was found to be gone", async () => {
    expect(await remove(Date.now() - 3_600_000)).toBe(0);
    expect(await db.value(LIVE)).toBe(live);
  });

  test("stays with its payload, is in no count and in no query about records, and is named by id", async () => {
    expect(await remove(Date.now())).toBe(1);
    expect(await remove(Date.now())).toBe(0);
    expect(await db.value(LIVE)).toBe(live - 1);
    expect(
      await db.rows("select entity, id, deleted_by, deleted_run_id::int as run from backfill.removed_record"),
    ).toEqual([{ entity: "items", id, deleted_by: "sweep", run: 1 }]);
    expect(await db.value("select payload ->> 'Id' from raw.qb_items where id = $1", [id])).toBe(id);
    expect(await db.rows("select record_id from backfill.run_finding where finding = 'removed'")).toEqual([
      { record_id: id },
    ]);
    expect(await db.value("select removed_count::int from backfill.run")).toBe(1);
    expect(await db.value("select count(*)::int from backfill.staged_removal")).toBe(0);
  });

  test("is live again when its record is read later, in any version", async () => {
    await db.rows(
      `update raw.qb_items
       set deleted_seen_at_utc = deleted_seen_at_utc - interval '1 minute', sync_token = sync_token + 9,
           source_updated_at_utc = source_updated_at_utc + interval '1 second'
       where id = $1`,
      [id],
    );
    const { exporter, validator } = await mage.pipeline("items", HISTORY);
    expect(validator?.failure).toBeUndefined();
    expect(exporter?.output).toMatchObject({ inserted: 0, restored: 1, removed: 0, total: live });
    expect(exporter?.logs.map(({ message }) => message)).toContain(
      `qb.export 0 inserted, ${live} updated, 1 restored, ${live} in the table`,
    );
    expect(await db.value("select count(*)::int from backfill.removed_record")).toBe(0);
    expect(await db.rows("select record_id from backfill.run_finding where finding = 'restored'")).toEqual([
      { record_id: id },
    ]);
  });
});

test("the range that is known to be whole grows with each complete run, and shows the gaps in it", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const covered = () => db.value<string>("select covered::text from backfill.entity_mark where entity = 'items'");

  await mage.pipeline("items", { fecha_inicio: "2026-01-01", fecha_fin: "2026-02-01" });
  await mage.pipeline("items", { fecha_inicio: "2026-03-01", fecha_fin: "2026-04-01" });
  expect(await covered()).toBe(
    '{["2026-01-01 00:00:00+00","2026-02-01 00:00:00+00"),["2026-03-01 00:00:00+00","2026-04-01 00:00:00+00")}',
  );
  qbo.scenario([{ match: { kind: "query", entity: "Item" }, fault: "poison-4002" }]);
  const { validator } = await mage.pipeline("items", { fecha_inicio: "2026-02-01", fecha_fin: "2026-03-01" });
  expect(validator?.output?.verdict).not.toBe("complete");
  expect(await covered()).toContain('2026-02-01 00:00:00+00"),[');
  qbo.scenario([]);
  await mage.pipeline("items", { fecha_inicio: "2026-02-01", fecha_fin: "2026-03-01" });
  expect(await covered()).toBe('{["2026-01-01 00:00:00+00","2026-04-01 00:00:00+00")}');
});

describe("a backfill of a range that was read before", () => {
  test("finds records that were deleted since, marks them, and says on which day", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    const mage = new MageStandIn(db.settings, qbo);
    await mage.pipeline("invoices", HISTORY);
    const held = await db.value<number>("select count(*)::int from raw.qb_invoices");
    for (const pick of ["oldest", "random", "newest"] as const) {
      qbo.mutate({ op: "delete", entity: "Invoice", pick, at: LONG_AGO });
    }
    const truth = new Set(qbo.truth("Invoice").records.map(({ id }) => id));

    const { loader, exporter, validator } = await mage.pipeline("invoices", HISTORY);

    expect(validator?.failure).toBeUndefined();
    expect(exporter?.output).toMatchObject({ inserted: 0, removed: 3, total: held - 3 });
    expect(loader?.logs.map(({ message }) => message)).toContain(
      "qb.removed 3 records gone at QuickBooks: their rows will be marked",
    );
    const live = await db.rows<{ id: string }>("select id from backfill.record where entity = 'invoices'");
    expect(new Set(live.map(({ id }) => id))).toEqual(truth);
    expect(await db.value("select count(*)::int from backfill.run_window where verdict = 'deleted'")).toBe(3);
    expect(await db.value("select array_agg(distinct deleted_by) from backfill.removed_record")).toEqual(["sweep"]);
  });

  test("marks nothing while QuickBooks answers empty for every type of transaction", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    const mage = new MageStandIn(db.settings, qbo);
    await mage.pipeline("invoices", HISTORY);
    qbo.scenario("transactions-answer-empty");
    const { loader } = await mage.pipeline("invoices", HISTORY);
    expect(loader?.failure?.code).toMatch(/^QBO_(EMPTY|CONTRADICTS)$/);
    expect(await db.value("select count(*)::int from backfill.removed_record")).toBe(0);
  });

  test("does not believe that many records are gone at once before a person confirms it", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    const mage = new MageStandIn(db.settings, qbo);
    await mage.pipeline("invoices", HISTORY);
    for (let n = 0; n < 55; n++) qbo.mutate({ op: "delete", entity: "Invoice", pick: "random", at: LONG_AGO });
    const refused = await mage.pipeline("invoices", HISTORY);
    expect(refused.loader?.failure).toMatchObject({ code: "MANY_GONE" });
    expect(refused.loader?.failure?.message).toMatch(/no longer has 55 of \d+ invoices; nothing is marked/);
    expect(await db.value("select count(*)::int from backfill.removed_record")).toBe(0);
    const { exporter, validator } = await mage.pipeline("invoices", { ...HISTORY, confirm_deletes: true });
    expect(validator?.failure).toBeUndefined();
    expect(exporter?.output).toMatchObject({ removed: 55 });
  });

  test("does not mark a record that was edited since and is now in a later range", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    const mage = new MageStandIn(db.settings, qbo);
    await mage.pipeline("items", HISTORY);
    qbo.mutate({ op: "edit", entity: "Item", pick: "oldest" });
    const { exporter, validator } = await mage.pipeline("items", HISTORY);
    expect(validator?.failure).toBeUndefined();
    expect(exporter?.output).toMatchObject({ removed: 0 });
    expect(await db.value("select count(*)::int from backfill.run_finding where finding = 'edited'")).toBe(1);
  });
});

test("a record that a list no longer shows is requested by id, and marked as vanished", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("tax_codes", HISTORY);
  qbo.mutate({ op: "delete", entity: "TaxCode", pick: "oldest" });
  const { exporter, validator } = await mage.pipeline("tax_codes", HISTORY);
  expect(validator?.failure).toBeUndefined();
  expect(exporter?.output).toMatchObject({ removed: 1 });
  expect(await db.value("select array_agg(deleted_by) from backfill.removed_record")).toEqual(["vanished"]);
});
