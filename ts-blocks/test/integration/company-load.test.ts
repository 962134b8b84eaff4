import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { ENTITIES, ENTITY_NAMES, rawTable } from "../../src/entities/entity";
import { Warehouse } from "../../src/warehouse/database/connection";
import { holdingEntity } from "../../src/warehouse/database/lock";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

async function expectTheTruth(qbo: Simulator, db: TestDatabase, entity: (typeof ENTITY_NAMES)[number]): Promise<void> {
  const truth = qbo.truth(ENTITIES[entity].qbo).records.map(({ id, sha256 }) => ({ id, sha256 }));
  const held = await db.rows(`select id, payload_sha256 as sha256 from ${rawTable(entity)} order by id collate "C"`);
  expect([entity, held]).toEqual([entity, truth.sort((a, b) => (a.id < b.id ? -1 : 1))]);
}

/**
 * Requests that brought no page of records: every batch is one of them, and so are the question for the company's currencies and
 * each page without rows.
 */
function besidePages(qbo: Simulator): number {
  const { total, queries } = qbo.calls();
  const isForCurrencies = ({ entity, statement }: (typeof queries)[number]) =>
    entity === "CompanyCurrency" && !/ORDERBY/.test(statement ?? "");
  return total - queries.filter((query) => (query.rows ?? 0) > 0 && !isForCurrencies(query)).length;
}

describe("a load of the whole company", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let blocks: Record<string, BlockRun>;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 1, without: ["CompanyCurrency", "TaxPayment"] });
    db = await createDatabase();
    blocks = await new MageStandIn(db.settings, qbo).pipeline("company", { ...HISTORY, entities: "all" });
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  test("is complete, and names apart what the company lacks", async () => {
    for (const name of ["loader", "exporter", "validator"])
      expect([name, blocks[name]?.failure]).toEqual([name, undefined]);
    expect(await db.rows("select state, cardinality(entities)::int as entities, failures from backfill.load")).toEqual([
      { state: "complete", entities: ENTITY_NAMES.length, failures: [] },
    ]);
    expect(
      await db.value("select array_agg(entity order by entity) from backfill.run where state = 'unavailable'"),
    ).toEqual(["company_currencies", "exchange_rates", "tax_payments"]);
    expect(blocks.validator?.logs.at(-1)?.message ?? "").not.toBe("");
    expect(blocks.validator?.logs.map(({ message }) => message)).toContain(
      `qb.verdict complete: ${ENTITY_NAMES.length - 3} entities complete from 2023-07-01 to 2026-07-01, 3 not in this company`,
    );
  });

  test("holds all records that the source has of each entity", async () => {
    for (const entity of ENTITY_NAMES.filter((name) => ENTITIES[name].asked === undefined)) {
      if (!["company_currencies", "tax_payments"].includes(entity)) await expectTheTruth(qbo, db, entity);
    }
  });

  test("signs in once, reads the company once, and gets its counts in few requests", async () => {
    const kinds = qbo.calls().byKind;
    expect(kinds.oauth).toBe(1);
    expect(kinds.companyinfo).toBe(1);
    expect(kinds.cdc).toBe(1);
    expect(kinds.count ?? 0).toBe(0);
    expect(besidePages(qbo)).toBeLessThanOrEqual(12);
  });

  test("has one row for each entity in the validator's table, and names the entity in each line", () => {
    const table = blocks.validator?.output?.table as { entity: string; verdict: string }[];
    expect(table.map(({ entity }) => entity).sort()).toEqual([...ENTITY_NAMES].sort());
    const lines = blocks.loader?.logs.filter(({ message }) => message.startsWith("qb.fetched")) ?? [];
    expect(lines).toHaveLength(ENTITY_NAMES.length - 3);
    for (const { message } of lines) expect(message).toMatch(/^qb\.fetched [a-z_]+: /);
  });
});

test("a company with several currencies costs no more requests beside its pages, whatever the number of months", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const fiveYears = { fecha_inicio: "2021-07-01", fecha_fin: "2026-07-01", entities: "all" };

  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("company", fiveYears);

  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  expect(await db.value("select count(distinct payload ->> 'AsOfDate')::int from raw.qb_exchange_rates")).toBe(60);
  // Sixty month ends come with four batch requests, fifteen in each.
  const pagesOfRates = 60 / 15;
  expect(besidePages(qbo) - pagesOfRates).toBeLessThanOrEqual(12);
  const pages = await db.value<number>("select sum(pages)::int from backfill.run");
  expect(qbo.calls().total).toBeLessThan(pages);
});

const SOME = { ...HISTORY, entities: "terms,vendors,bills,invoices" };
type Some = "terms" | "vendors" | "bills" | "invoices";
const NAMES: readonly Some[] = ["terms", "vendors", "bills", "invoices"];

test("a failing entity stops no other entity, makes the load red, and is the only entity that the next start reads", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  qbo.scenario([{ match: { kind: "query", entity: "Bill" }, fault: "bad-query-4001" }]);

  const first = await mage.pipeline("company", SOME);

  expect(first.loader?.failure).toBeUndefined();
  expect(first.validator?.failure).toMatchObject({
    code: "LOAD_INCOMPLETE",
    message: "The load is not complete: bills (QBO_REFUSED).",
  });
  expect(first.validator?.exitCode).toBe(65);
  for (const entity of NAMES.filter((name) => name !== "bills")) await expectTheTruth(qbo, db, entity);
  expect(await db.rows("select state, failures -> 0 ->> 'entity' as failed from backfill.load")).toEqual([
    { state: "running", failed: "bills" },
  ]);

  qbo.scenario([]);
  qbo.resetCalls();
  const second = await mage.pipeline("company", SOME);

  expect(second.validator?.failure).toBeUndefined();
  await expectTheTruth(qbo, db, "bills");
  expect(await db.rows("select state, attempts, failures from backfill.load")).toEqual([
    { state: "complete", attempts: 2, failures: [] },
  ]);
  expect(await db.value("select count(*)::int from backfill.run")).toBe(NAMES.length);
  expect(qbo.calls().byKind.query).toBeLessThanOrEqual(2);
});

test("a record that cannot be kept makes the load red and stops no other entity", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "query", entity: "Term", containsId: "3" }, fault: "poison-4002" }]);
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("company", SOME);
  expect(validator?.failure?.message).toBe("The load is not complete: terms (RUN_INCOMPLETE).");
  expect(await db.value("select state from backfill.load")).toBe("incomplete");
  for (const entity of NAMES.filter((name) => name !== "terms")) await expectTheTruth(qbo, db, entity);
});

test("a refusal of the whole company stops the load", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([
    { match: { kind: "query" }, fault: "forbidden-403-3100" },
    { match: { kind: "companyinfo" }, fault: "forbidden-403-3100" },
  ]);
  const { loader, exporter } = await new MageStandIn(db.settings, qbo).pipeline("company", SOME);
  expect(loader?.failure).toMatchObject({ code: "QBO_FORBIDDEN" });
  expect(exporter).toBeUndefined();
});

test("the load waits last for an entity that another program works on, and reads the others meanwhile", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const other = await Warehouse.open(db.settings, "qb_loader vendors");
  const mage = new MageStandIn(db.settings, qbo);
  let load: Promise<Record<string, BlockRun>> | undefined;
  await holdingEntity(other, "vendors", async () => {
    load = mage.pipeline("company", SOME);
    const read = () => db.value<number>("select count(*)::int from backfill.run where state = 'fetched'");
    await expect.poll(read, { timeout: 60_000 }).toBe(NAMES.length - 1);
    expect(await db.value("select count(*)::int from backfill.run where entity = 'vendors'")).toBe(0);
  });
  const blocks = await load;
  await other.close();
  expect(blocks?.loader?.failure ?? blocks?.validator?.failure).toBeUndefined();
  for (const entity of NAMES) await expectTheTruth(qbo, db, entity);
});

test("a dry run says what each entity and all entities would cost, and writes nothing", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, without: ["Budget"] });
  await using db = await createDatabase();
  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("company", {
    ...HISTORY,
    entities: "customers,invoices,budgets",
    dry_run: true,
  });
  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  const said = loader?.logs.map(({ message }) => message) ?? [];
  expect(said.filter((line) => line.startsWith("qb.plan customers: "))).toHaveLength(1);
  expect(said.filter((line) => line.startsWith("qb.plan invoices: "))).toHaveLength(1);
  expect(said.filter((line) => line.startsWith("qb.unavailable"))).toEqual([
    "qb.unavailable budgets: this company does not have budgets (5020)",
  ]);
  expect(said.at(-1)).toMatch(/^qb\.load would read \d+ records with at most \d+ calls, 1 min, 0\.\d+ % of a month$/);
  expect(await db.value("select count(*)::int from backfill.load")).toBe(0);
  expect(qbo.calls().byKind.query ?? 0).toBe(0);
});

test("wrong names of entities are reported together, and QuickBooks is not asked", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("company", {
    ...HISTORY,
    entities: "vendros,,bills,bills",
  });
  expect(loader?.failure).toMatchObject({ code: "CONFIG_VARIABLES" });
  expect(loader?.failure?.message).toContain("'vendros', which is no entity (did you mean vendors?)");
  expect(qbo.calls().total).toBe(0);
});

test("a load killed with -9 does not read a proven entity again", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, latencyMs: 20 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const proven = () =>
    db.rows<{ entity: string; id: string }>(
      "select entity, run_id::text as id from backfill.run where state = 'fetched' order by run_id",
    );
  const killed = await mage.pipelineUntil(
    "company",
    { ...HISTORY, entities: "all", workers: 1 },
    async (over) => {
      while (!over.aborted && (await proven()).length < 3) await new Promise((resolve) => setImmediate(resolve));
    },
    ({ process }) => {
      process.kill("SIGKILL");
    },
  );
  expect(killed).toBe("loader");
  const before = await proven();
  const pages = await db.rows(
    "select run_id::text as id, pages from backfill.run where state = 'fetched' order by run_id",
  );

  const { loader, validator } = await mage.pipeline("company", { ...HISTORY, entities: "all" });

  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  const ids = before.map(({ id }) => id);
  expect(
    await db.rows("select run_id::text as id, pages from backfill.run where run_id::text = any ($1) order by run_id", [
      ids,
    ]),
  ).toEqual(pages);
  const fetchedAgain = loader?.logs.filter(({ message }) =>
    before.some(({ entity }) => message.startsWith(`qb.fetched ${entity}: `)),
  );
  expect(fetchedAgain).toEqual([]);
  expect(await db.value("select state from backfill.load")).toBe("complete");
});
