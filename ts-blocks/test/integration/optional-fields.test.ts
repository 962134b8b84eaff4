import { expect, test } from "vitest";
import { type SimulatorOptions, startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
const PARTS = "select part, refused_by from backfill.statement_part order by run_id, part";

const small = (more: SimulatorOptions) => startSimulator({ company: "small", seed: 1, ...more });

test("fields that * leaves out are requested by name, and are in the payload", async () => {
  await using qbo = await small({ optionalFields: "by-name" });
  await using db = await createDatabase();
  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("company", {
    ...HISTORY,
    entities: "items,invoices",
  });
  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from raw.qb_items where payload ? 'Sku'")).toBeGreaterThan(5);
  expect(
    await db.value(`select count(*)::int from raw.qb_invoices where payload -> 'CustomField' @> '[{"Name": "Route"}]'`),
  ).toBeGreaterThan(20);
  const truth = qbo.truth("Item").records.map(({ id, sha256 }) => ({ id, sha256 }));
  expect(await db.rows(`select id, payload_sha256 as sha256 from raw.qb_items order by id collate "C"`)).toEqual(
    truth.sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(await db.rows(PARTS)).toEqual(
    expect.arrayContaining([
      { part: "Sku", refused_by: null },
      { part: "include=enhancedAllCustomFields", refused_by: null },
    ]),
  );
  expect(await db.value("select request_payload ->> 'include' from raw.qb_invoices limit 1")).toBe(
    "enhancedAllCustomFields",
  );
});

test("when QuickBooks refuses a field, everything is loaded without it, for two more calls, and this is logged and kept", async () => {
  await using qbo = await small({ optionalFields: "refused" });
  await using db = await createDatabase();
  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", HISTORY);
  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  expect(validator?.output).toMatchObject({ verdict: "complete" });
  expect(loader?.logs.map(({ message }) => message)).toContain(
    "qb.refused QuickBooks does not take Sku (4001): it is left out",
  );
  expect(await db.rows(PARTS)).toEqual([{ part: "Sku", refused_by: "4001" }]);
  expect(await db.value("select count(*)::int from raw.qb_items")).toBe(qbo.truth("Item").count);
  expect(await db.value("select sum(failed)::int from backfill.api_usage where kind = 'page'")).toBe(2);
});

test.each(["customer_types", "journal_codes", "company_currencies"])(
  "%s, which do not know Active, are read and counted without it",
  async (entity) => {
    const names = {
      customer_types: "CustomerType",
      journal_codes: "JournalCode",
      company_currencies: "CompanyCurrency",
    };
    const name = names[entity as keyof typeof names];
    await using qbo = await small({});
    await using db = await createDatabase();
    qbo.scenario([{ match: { entity: name, statement: "Active IN" }, fault: "bad-query-4001" }]);
    const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline(entity, HISTORY);
    expect(loader?.failure ?? validator?.failure).toBeUndefined();
    expect(validator?.output).toMatchObject({ verdict: "complete" });
    expect(await db.rows(PARTS)).toEqual([{ part: "Active IN (true, false)", refused_by: "4001" }]);
    expect(await db.value(`select count(*)::int from raw.qb_${entity}`)).toBeGreaterThan(0);
  },
);

test("a sync asks for a list as the last backfill did: without Active where it was refused, and the list is counted whole", async () => {
  await using qbo = await small({});
  await using db = await createDatabase();
  const refused = ["CustomerType", "JournalCode"].map((entity) => ({
    match: { entity, statement: "Active IN" },
    fault: "bad-query-4001" as const,
  }));
  qbo.scenario(refused);
  const entities = "customer_types,journal_codes";
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("company", { ...HISTORY, entities });
  qbo.resetCalls();

  const { loader, validator } = await mage.pipeline("sync", { entities, prove: "always" });

  expect(validator?.output).toMatchObject({ verdict: "complete" });
  // All questions about both lists come in batches: what changed, the pages, and everything.
  const { query = 0, count = 0, batch, batchItems } = { ...qbo.calls().byKind, ...qbo.calls() };
  expect([query, count, batch, batchItems]).toEqual([0, 0, 3, 6]);
  const said = loader?.logs.map(({ message }) => message) ?? [];
  expect(said.at(-1)).toContain(" 2 counted whole,");
  expect(said.filter((line) => line.includes("not counted whole"))).toEqual([]);

  qbo.scenario([]);
  await mage.pipeline("company", { ...HISTORY, fecha_fin: "2026-08-01", entities });
  qbo.scenario(refused);
  const next = await mage.pipeline("sync", { entities, prove: "always" });
  expect(next.loader?.logs.map(({ message }) => message)).toContain(
    "qb.sync QuickBooks refuses the count of everything for customer_types, journal_codes: not counted whole",
  );
});

test("a sync counts a list that no longer knows Active before and after it is read, and says that the count of everything lacks it", async () => {
  await using qbo = await small({});
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("company", { ...HISTORY, entities: "customer_types" });
  qbo.scenario([{ match: { entity: "CustomerType", statement: "Active IN" }, fault: "bad-query-4001" }]);

  const { loader, validator } = await mage.pipeline("sync", { entities: "customer_types", prove: "always" });

  expect(validator?.output).toMatchObject({ verdict: "complete" });
  const { queries } = qbo.calls();
  const [page] = queries.filter(({ kind, status }) => kind === "query" && status === 200).slice(-1);
  const around = queries.filter(({ kind, status }) => kind === "count" && status === 200).slice(-2);
  expect(around.map(({ at }) => at < (page?.at ?? ""))).toEqual([true, false]);
  expect(loader?.logs.map(({ message }) => message)).toContain(
    "qb.sync QuickBooks refuses the count of everything for customer_types: not counted whole",
  );
});

test("exchange rates are found by the company's currencies, also when currencies do not know Active", async () => {
  await using qbo = await small({});
  await using db = await createDatabase();
  qbo.scenario([{ match: { entity: "CompanyCurrency", statement: "Active IN" }, fault: "bad-query-4001" }]);
  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("exchange_rates", HISTORY);
  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from raw.qb_exchange_rates")).toBeGreaterThan(36);
});
