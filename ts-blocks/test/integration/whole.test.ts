import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { rawTable } from "../../src/entities/entity";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

async function expectTheTruth(qbo: Simulator, db: TestDatabase, name: string, table: string): Promise<void> {
  const truth = qbo.truth(name).records.map(({ id, sha256 }) => ({ id, sha256 }));
  expect(await db.rows(`select id, payload_sha256 as sha256 from ${table} order by id collate "C"`)).toEqual(
    truth.sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

function createdAfterPage(entity: string, page: number, op: "create" | "delete" = "create") {
  return { match: { entity, page }, times: 1, after: [{ mutate: { op, entity, pick: "oldest" as const } }] };
}

test("a list is read whole in small pages, whatever the times of its rows, and is one window in the ledger", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const range = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("terms", { ...range, page_size: 2 });
  expect(validator?.failure).toBeUndefined();
  await expectTheTruth(qbo, db, "Term", rawTable("terms"));
  expect(await db.rows("select reads, state, source_count::int, distinct_count::int from backfill.run")).toEqual([
    { reads: "whole", state: "complete", source_count: 5, distinct_count: 5 },
  ]);
  expect(
    await db.rows(
      "select window_start_utc::text as start, window_end_utc::text as end, state, verdict, rows::int, inserted::int from backfill.run_window",
    ),
  ).toEqual([
    {
      start: "2026-01-01 00:00:00+00",
      end: "2026-01-31 00:00:00+00",
      state: "loaded",
      verdict: "complete",
      rows: 5,
      inserted: 5,
    },
  ]);
  expect(
    await db.value(
      "select bool_and(source_updated_at_utc < '2026-01-01' or source_updated_at_utc >= '2026-01-31') from raw.qb_terms",
    ),
  ).toBe(true);
});

test("a list that grows while it is read is read again, until the counts before and after agree", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([createdAfterPage("PaymentMethod", 1)]);
  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("payment_methods", {
    ...HISTORY,
    page_size: 2,
  });
  expect(validator?.failure).toBeUndefined();
  expect(loader?.logs.filter(({ message }) => message.includes("read again"))).toHaveLength(1);
  await expectTheTruth(qbo, db, "PaymentMethod", rawTable("payment_methods"));
});

test("a list that loses a row while it is read is read again, and the row that moved up is held", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([createdAfterPage("Attachable", 1, "delete")]);
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("attachables", { ...HISTORY, page_size: 1 });
  expect(validator?.failure).toBeUndefined();
  await expectTheTruth(qbo, db, "Attachable", rawTable("attachables"));
});

test("a list whose rows QuickBooks does not count is whole when two readings return the same rows", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "count", entity: "Preferences" }, fault: "bad-query-4001" }]);
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("preferences", HISTORY);
  expect(validator?.failure).toBeUndefined();
  await expectTheTruth(qbo, db, "Preferences", rawTable("preferences"));
  expect(await db.rows("select source_count::int, distinct_count::int from backfill.run")).toEqual([
    { source_count: 1, distinct_count: 1 },
  ]);
});

test("a list that has a count but returns no row is not green, and does not pass as empty", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "query", entity: "Term" }, extraRows: -2 }]);
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("terms", { ...HISTORY, page_size: 2 });
  expect(validator?.failure).toMatchObject({ code: "RUN_INCOMPLETE" });
  expect(await db.rows("select verdict from backfill.run_window")).toEqual([{ verdict: "short" }]);
});

test("a record of a list that cannot be rendered is set aside alone, its neighbours are loaded, and the run is not green", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "query", containsId: "3" }, fault: "poison-4002" }]);
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("terms", HISTORY);
  expect(validator?.failure?.message).toContain("nothing_rejected (1)");
  expect(await db.rows("select reason from backfill.rejected_record")).toEqual([{ reason: "UNREADABLE" }]);
  expect(await db.value("select array_agg(id order by id) from raw.qb_terms")).toEqual(["1", "2", "4", "5"]);
});

test("a list whose reading was interrupted is read from its first page by the next run, and no row is held twice", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  qbo.scenario([{ match: { entity: "Term", page: 3 }, times: 1, fault: "forbidden-403-3100" }]);
  const broken = await mage.pipeline("terms", { ...HISTORY, page_size: 1 });
  expect(broken.loader?.failure).toBeDefined();
  expect(await db.value("select count(*)::int from backfill.staged_page")).toBe(2);

  qbo.scenario([]);
  const { loader, validator } = await mage.pipeline("terms", HISTORY);

  expect(validator?.failure).toBeUndefined();
  expect(loader?.output).toMatchObject({ run_id: 1, rows: 5, pages: 1 });
  await expectTheTruth(qbo, db, "Term", rawTable("terms"));
});

test("a link that differs at every reading is kept in the payload and does not count as a change", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("attachables", HISTORY);
  const links = () =>
    db.rows(
      "select id, payload ->> 'TempDownloadUri' as link from raw.qb_attachables where payload ? 'TempDownloadUri' order by id",
    );
  const before = await links();
  expect(before.length).toBeGreaterThan(0);

  const { exporter } = await mage.pipeline("attachables", HISTORY);

  expect(exporter?.output).toMatchObject({ inserted: 0, changed: 0 });
  expect(Number(exporter?.output?.updated)).toBeGreaterThan(0);
  expect(await links()).not.toEqual(before);
});
