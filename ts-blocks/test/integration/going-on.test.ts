import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { ENTITIES, type EntityName, rawTable } from "../../src/entities/entity";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2099-01-01" };
/** As a recurring trigger has them: the pipeline declares both variables, and they are empty. */
const NO_DATES = { fecha_inicio: "", fecha_fin: "" };
const MINUTE_MS = 60_000;

async function expectTheTruth(qbo: Simulator, db: TestDatabase, entity: EntityName): Promise<void> {
  const truth = qbo.truth(ENTITIES[entity].qbo).records.map(({ id, sha256 }) => ({ id, sha256 }));
  const held = await db.rows(
    `select id, payload_sha256 as sha256 from ${rawTable(entity)} where deleted_seen_at_utc is null order by id collate "C"`,
  );
  expect([entity, held]).toEqual([entity, truth.sort((a, b) => (a.id < b.id ? -1 : 1))]);
}

const messages = (run: BlockRun | undefined) => (run?.logs ?? []).map(({ message }) => message);

/** A company whose clock is some hours behind this machine's, so that edits of the test can become old enough to be read. */
async function startCompany(without: readonly string[] = []): Promise<Simulator> {
  const startAtMs = Date.now() - 24 * 60 * MINUTE_MS;
  return startSimulator({ company: "small", seed: 1, without, clock: { startAtMs, frozen: true } });
}

describe("a backfill without dates", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;

  beforeAll(async () => {
    qbo = await startCompany();
    db = await createDatabase();
    mage = new MageStandIn(db.settings, qbo);
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  const markOf = (entity: EntityName) =>
    db.value<string>(
      `select to_char(upper(covered), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from backfill.entity_mark where entity = $1`,
      [entity],
    );

  /** Makes the newest load or run two days older. */
  const shiftBack = (table: "load" | "run", ...columns: readonly string[]) =>
    db.rows(
      `update backfill.${table} set ${columns.map((column) => `${column} = ${column} - interval '2 days'`).join(", ")}
       where ${table}_id = (select max(${table}_id) from backfill.${table})`,
    );

  test("says what to do where no backfill has been complete yet, and asks QuickBooks nothing", async () => {
    qbo.resetCalls();
    const { loader } = await mage.pipeline("invoices", NO_DATES);
    expect(loader?.failure).toMatchObject({
      code: "NO_MARK",
      message: "fecha_inicio and fecha_fin are both empty, and no backfill has been complete yet of: invoices.",
      remedy: expect.stringMatching(
        /^Run this pipeline once with both dates, from the first day of the history to today;/,
      ),
    });
    expect(loader?.exitCode).toBe(64);
    expect(qbo.calls().total).toBe(0);
    expect(await db.value("select count(*)::int from backfill.load")).toBe(0);
  });

  test("goes on from what is proven, and proves up to a minute before the present", async () => {
    await mage.pipeline("invoices", HISTORY);
    const proven = await markOf("invoices");
    qbo.mutate({ op: "edit", entity: "Invoice", pick: "oldest" });
    qbo.mutate({ op: "create", entity: "Invoice", pick: "random" });
    qbo.clock.advance(30 * MINUTE_MS);

    const { loader, validator } = await mage.pipeline("invoices", NO_DATES);

    expect(validator?.output?.verdict).toBe("complete");
    const start = new Date(Date.parse(proven) - 5 * MINUTE_MS).toISOString().replace(".000", "");
    expect(messages(loader)).toContain(`qb.plan no dates: goes on from what is proven, ${start}`);
    expect(Date.parse(await markOf("invoices"))).toBe(Math.floor(qbo.clock.now() / 1_000) * 1_000 - MINUTE_MS);
    await expectTheTruth(qbo, db, "invoices");
  });

  test("that broke off is continued by the next one, not read again", async () => {
    qbo.mutate({ op: "edit", entity: "Invoice", pick: "random" });
    qbo.clock.advance(30 * MINUTE_MS);
    await mage.start("loader", "invoices", NO_DATES).done;
    const before = await db.value<number>("select max(run_id)::int from backfill.run");
    qbo.clock.advance(10 * MINUTE_MS);

    const { loader, validator } = await mage.pipeline("invoices", NO_DATES);

    expect([loader?.output?.run_id, validator?.output?.verdict]).toEqual([before, "complete"]);
    expect(await db.value("select count(*)::int from backfill.load where goes_on and state = 'running'")).toBe(0);
  });

  test("that broke off more than a day ago is read once more from the mark, up to the present", async () => {
    qbo.mutate({ op: "edit", entity: "Invoice", pick: "random" });
    qbo.clock.advance(30 * MINUTE_MS);
    const old = await mage.start("loader", "invoices", NO_DATES).done;
    await shiftBack("load", "range_start_utc", "range_end_utc");
    // Without this, a run of the same second would have the range of this run.
    await shiftBack("run", "range_start_utc", "range_end_utc", "requested_start_utc", "requested_end_utc");

    const { loader, validator } = await mage.pipeline("invoices", NO_DATES);

    expect([validator?.output?.verdict, loader?.output?.run_id]).not.toContain(old.output?.run_id);
    expect(validator?.output?.verdict).toBe("complete");
    expect(
      await db.rows(
        "select state from backfill.run where run_id = $1 union all select state from backfill.load where goes_on and state <> 'complete'",
        [old.output?.run_id],
      ),
    ).toEqual([{ state: "abandoned" }, { state: "abandoned" }]);
    expect(await db.value("select count(*)::int from backfill.staged_page")).toBe(0);
    await expectTheTruth(qbo, db, "invoices");
  });
});

test("a backfill of several entities without dates goes on from the mark of each", async () => {
  await using qbo = await startCompany(["Class"]);
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const entities = "invoices,terms,classes";
  await mage.pipeline("company", { ...HISTORY, entities });
  qbo.mutate({ op: "edit", entity: "Term", pick: "oldest" });
  qbo.mutate({ op: "edit", entity: "Invoice", pick: "oldest" });
  qbo.clock.advance(30 * MINUTE_MS);
  await mage.pipeline("invoices", NO_DATES);
  qbo.mutate({ op: "create", entity: "Invoice", pick: "random" });
  qbo.clock.advance(30 * MINUTE_MS);

  const refused = await mage.pipeline("company", { ...NO_DATES, entities: `${entities},items` });
  const { loader, validator } = await mage.pipeline("company", { ...NO_DATES, entities });

  expect(refused.loader?.failure?.message).toContain("no backfill has been complete yet of: items.");
  expect([loader?.failure, validator?.output?.verdict]).toEqual([undefined, "complete"]);
  for (const entity of ["invoices", "terms"] as const) await expectTheTruth(qbo, db, entity);
  const runs = await db.rows<{ entity: string; state: string; minutes: number }>(
    `select entity, state, (extract(epoch from range_end_utc - requested_start_utc) / 60)::int as minutes
     from backfill.run where load_id = (select max(load_id) from backfill.load) order by entity`,
  );
  expect(runs.map(({ entity, state }) => `${entity} ${state}`)).toEqual([
    "classes unavailable",
    "invoices complete",
    "terms complete",
  ]);
  // The invoices were proven half an hour ago, the terms an hour ago; classes are asked for from where they were at first.
  expect(runs.slice(1).map(({ minutes }) => minutes)).toEqual([35, 65]);
  expect(runs[0]?.minutes).toBeGreaterThan(1_000_000);
});
