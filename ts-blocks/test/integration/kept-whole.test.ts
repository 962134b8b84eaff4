import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MutationRequest, type Rule, type Simulator, startSimulator } from "../../simulator/index";
import { ENTITIES, type EntityName, rawTable } from "../../src/entities/entity";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";

/** With and without change data capture; these may be deleted by dozens, since each has far more records than that. */
const MANY = ["bills", "credit_memos", "deposits", "invoices", "payments", "purchases"] as const;
const NAMES: readonly EntityName[] = [...MANY, "customers", "terms", "time_activities", "attachables"];
const ENTITIES_VARIABLE = NAMES.join(",");
const INVOICES_ANSWER_EMPTY: readonly Rule[] = [
  { match: { kind: "count", entity: "Invoice" }, totalCount: 0 },
  { match: { kind: "query", entity: "Invoice" }, answer: { body: '{"QueryResponse":{}}' } },
  { match: { kind: "cdc" }, answer: { body: '{"CDCResponse":[{"QueryResponse":[{}]}]}' } },
];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe("a sync keeps the copy whole", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 7 });
    db = await createDatabase();
    await db.rows(
      "update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000, batches_per_minute_max = 1000",
    );
    for (const entity of [...MANY, "time_activities"] as const) {
      mutate(60, { op: "create", entity: ENTITIES[entity].qbo, inSeconds: -40 * 86_400 });
    }
    mage = new MageStandIn(db.settings, qbo);
    const history = { fecha_inicio: "2023-07-01", fecha_fin: new Date(qbo.clock.now()).toISOString().slice(0, 10) };
    const loaded = await mage.pipeline("company", { ...history, entities: ENTITIES_VARIABLE });
    expect(failureOf(loaded)).toBeUndefined();
    await sync();
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  const mutate = (times: number, request: MutationRequest): string[] =>
    Array.from({ length: times }, () => qbo.mutate(request)?.id ?? "none");
  const trySync = (variables = {}) => {
    qbo.resetCalls();
    return mage.pipeline("sync", { entities: ENTITIES_VARIABLE, ...variables });
  };
  const sync = async (variables = {}) => {
    const blocks = await trySync(variables);
    expect([failureOf(blocks), blocks.validator?.output?.verdict]).toEqual([undefined, "complete"]);
    return blocks;
  };
  const removedBy = (entity: EntityName, ids: readonly string[]) =>
    db.rows<{ id: string; by: string }>(
      `select id, deleted_by as by from ${rawTable(entity)}
       where deleted_seen_at_utc is not null and id = any ($1) order by id`,
      [ids],
    );
  const expectTheTruth = async () => {
    for (const entity of NAMES) {
      const truth = qbo.truth(ENTITIES[entity].qbo).records.map(({ id, sha256 }) => ({ id, sha256 }));
      const held = await db.rows(
        `select id, payload_sha256 as sha256 from ${rawTable(entity)}
         where deleted_seen_at_utc is null order by id collate "C"`,
      );
      expect([entity, held]).toEqual([entity, truth.sort((a, b) => (a.id < b.id ? -1 : 1))]);
    }
  };

  test("through 1,200 changes and 300 deletions, more than change data capture names at once", async () => {
    const gone = MANY.map((entity) => [
      entity,
      mutate(50, { op: "delete", entity: ENTITIES[entity].qbo, pick: "random" }),
    ]);
    for (const entity of MANY) {
      mutate(180, { op: "create", entity: ENTITIES[entity].qbo });
      mutate(20, { op: "edit", entity: ENTITIES[entity].qbo, pick: "oldest" });
    }
    qbo.clock.advance(2 * HOUR_MS);

    const { loader } = await sync();

    expect(linesOf(loader)).toContain(
      "qb.sync change data capture answers too much at once: each entity is read by change",
    );
    await expectTheTruth();
    for (const [entity, ids] of gone as [EntityName, string[]][]) {
      expect([entity, (await removedBy(entity, ids)).length]).toEqual([entity, 50]);
    }
    expect(await db.value("select count(*)::int from backfill.removed_record")).toBe(300);
  });

  test("without reading every record of the tables", async () => {
    const linesOfSync = linesOf((await sync()).validator);
    expect(linesOfSync.filter((line) => line.includes("references"))).toEqual([]);
  });

  test("with fewer than 150 transactions for ten entities, when nothing has changed", async () => {
    const sessions = () =>
      db.value(
        "select count(*)::int from pg_stat_activity where datname = current_database() and application_name like 'qb_%'",
      );
    // A session adds its transactions to the sum when it ends.
    const transactions = async () => {
      await expect.poll(sessions, { timeout: 30_000 }).toBe(0);
      return db.value<number>("select xact_commit::int from pg_stat_database where datname = current_database()");
    };
    const before = await transactions();
    await sync({ prove: "always" });
    expect((await transactions()) - before).toBeLessThan(150);
  });

  test("in a deletion that change data capture does not name, as soon as everything is counted", async () => {
    const gone = mutate(1, { op: "delete", entity: "TimeActivity", pick: "random" });
    qbo.clock.advance(2 * HOUR_MS);
    await sync();
    expect(await removedBy("time_activities", gone)).toEqual([]);
    qbo.clock.advance(20 * HOUR_MS);
    await sync();
    expect(await removedBy("time_activities", gone)).toEqual([{ id: gone[0], by: "sweep" }]);
    await expectTheTruth();
  });

  test("in what counts cannot see, when a full sweep is asked for", async () => {
    const gone = mutate(1, { op: "delete", entity: "TimeActivity", pick: "oldest" });
    const past = { inSeconds: -20 * 86_400 };
    const added = mutate(1, { op: "create", entity: "TimeActivity", ...past });
    mutate(1, { op: "edit", entity: "Bill", pick: "oldest", ...past });
    qbo.clock.advance(2 * HOUR_MS);
    await sync({ prove: "always" });
    expect(await removedBy("time_activities", gone)).toEqual([]);

    await sync({ sweep: "full" });

    expect(await removedBy("time_activities", gone)).toEqual([{ id: gone[0], by: "sweep" }]);
    expect(await db.value("select count(*)::int from raw.qb_time_activities where id = $1", added)).toBe(1);
    await expectTheTruth();
  });

  test.each(["auto", "off"])(
    "in a change that was counted and then not given out, with sweep set to %s",
    async (sweep) => {
      mutate(1, { op: "edit", entity: "Bill", pick: "random" });
      qbo.clock.advance(2 * HOUR_MS);
      qbo.scenario([
        { match: { kind: "cdc" }, answer: { body: '{"CDCResponse":[{"QueryResponse":[{}]}]}' }, times: 1 },
        { match: { kind: "query", entity: "Bill" }, answer: { body: '{"QueryResponse":{}}' }, times: 2 },
      ]);
      await trySync({ sweep });
      qbo.calm();
      await sync({ sweep, prove: "off" });
      await expectTheTruth();
    },
  );

  test("over a gap that is longer than change data capture looks back, and says so", async () => {
    qbo.clock.advance(HOUR_MS);
    const gone = MANY.map((entity) => [
      entity,
      mutate(1, { op: "delete", entity: ENTITIES[entity].qbo, pick: "random" }),
    ]);
    mutate(5, { op: "edit", entity: "Invoice", pick: "random" });
    qbo.clock.advance(45 * DAY_MS);

    const { loader } = await sync();

    expect(qbo.calls().byKind.cdc).toBeUndefined();
    expect(linesOf(loader).filter((line) => line.includes("further than change data capture reaches"))).toHaveLength(
      NAMES.length,
    );
    for (const [entity, ids] of gone as [EntityName, string[]][]) {
      expect([entity, await removedBy(entity, ids)]).toEqual([entity, [{ id: ids[0], by: "sweep" }]]);
    }
    await expectTheTruth();
  });

  describe("after a table was restored from an older backup", () => {
    const backUp = () => db.rows("create table public.backup as table raw.qb_invoices");
    const restore = async () => {
      await db.rows("delete from raw.qb_invoices");
      await db.rows("insert into raw.qb_invoices select * from public.backup");
      await db.rows("drop table public.backup");
    };
    const saysSo = (blocks: Record<string, BlockRun>) =>
      linesOf(blocks.loader).filter((line) => line.includes("as after a restore"));

    test("that lacks what was read since", async () => {
      await backUp();
      mutate(3, { op: "edit", entity: "Invoice", pick: "oldest" });
      qbo.clock.advance(HOUR_MS);
      expect(saysSo(await sync())).toEqual([]);
      await restore();

      const blocks = await sync();

      expect(saysSo(blocks)).toEqual([expect.stringContaining("invoices")]);
      await expectTheTruth();
      qbo.clock.advance(HOUR_MS);
      expect(saysSo(await sync())).toEqual([]);
    });

    test("that lacks only the marks of deletions", async () => {
      await backUp();
      const gone = mutate(2, { op: "delete", entity: "Invoice", pick: "random" });
      qbo.clock.advance(HOUR_MS);
      expect(saysSo(await sync())).toEqual([]);
      await restore();

      const blocks = await sync();

      expect(saysSo(blocks)).toEqual([expect.stringContaining("invoices")]);
      expect(await removedBy("invoices", gone)).toHaveLength(2);
      await expectTheTruth();
      qbo.clock.advance(HOUR_MS);
      expect(saysSo(await sync())).toEqual([]);
    });
  });

  test("and takes a sync whose rows were written before it was killed for no restore", async () => {
    mutate(1, { op: "edit", entity: "Invoice", pick: "oldest" });
    qbo.clock.advance(HOUR_MS);
    await sync();
    mutate(1, { op: "edit", entity: "Invoice", pick: "newest" });
    qbo.clock.advance(HOUR_MS);
    const loader = await mage.start("loader", "sync", { entities: ENTITIES_VARIABLE }).done;
    await mage.start("exporter", "sync", {}, [loader.output ?? {}]).done;
    qbo.clock.advance(HOUR_MS);

    const blocks = await sync();

    expect(linesOf(blocks.loader).filter((line) => line.includes("as after a restore"))).toEqual([]);
    await expectTheTruth();
  });

  test.each([
    ["all types of transactions", "transactions-answer-empty" as const, { confirm_deletes: true }],
    ["one type of transactions", INVOICES_ANSWER_EMPTY, { prove: "off" }],
  ])("where %s answer empty: no row is marked and no change is lost", async (_types, scenario, variables) => {
    const removed = await db.value("select count(*)::int from backfill.removed_record");
    mutate(1, { op: "edit", entity: "Invoice", pick: "random" });
    qbo.clock.advance(HOUR_MS);
    qbo.scenario(scenario);
    const blocks = await trySync({ entities: "invoices,payments", ...variables });
    qbo.calm();
    expect(failureOf(blocks)).toBeDefined();
    expect(await db.value("select count(*)::int from backfill.removed_record")).toBe(removed);
    await sync();
    await expectTheTruth();
  });

  test("and believes that many records are gone only when a person has confirmed it", async () => {
    const gone = mutate(55, { op: "delete", entity: "TimeActivity", pick: "random" });
    mutate(1, { op: "edit", entity: "Customer", pick: "oldest" });
    qbo.clock.advance(21 * HOUR_MS);

    const refused = await trySync();

    expect(failureOf(refused)).toMatchObject({ code: "LOAD_INCOMPLETE" });
    expect(failureOf(refused)?.message).toContain("time_activities (MANY_GONE)");
    expect(await removedBy("time_activities", gone)).toEqual([]);
    await sync({ confirm_deletes: true, prove: "always" });
    expect(await removedBy("time_activities", gone)).toHaveLength(55);
    await expectTheTruth();
  });
});

function linesOf(run: BlockRun | undefined): string[] {
  return (run?.logs ?? []).map(({ message }) => message);
}

function failureOf(blocks: Record<string, BlockRun>) {
  return blocks.loader?.failure ?? blocks.exporter?.failure ?? blocks.validator?.failure;
}
