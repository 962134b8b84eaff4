import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rule, type Simulator, startSimulator } from "../../simulator/index";
import { systemClock } from "../../src/clock";
import type { EntityName } from "../../src/entities/entity";
import { Warehouse } from "../../src/warehouse/database/connection";
import { EntityLocks } from "../../src/warehouse/database/entity-locks";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";

/** Lists inside and outside of change data capture, and one entity that is read by change. */
const NAMES: readonly EntityName[] = ["attachables", "recurring_transactions", "tax_codes", "terms", "time_activities"];
const ALL = NAMES.join(",");
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-12-31" };

describe("a sync is not green", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 3, without: ["TaxPayment"] });
    db = await createDatabase();
    await db.rows(
      "update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000, batches_per_minute_max = 1000",
    );
    mage = new MageStandIn(db.settings, qbo);
    expect(failureOf(await mage.pipeline("company", { ...HISTORY, entities: ALL }))).toBeUndefined();
    await sync();
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  const sync = async (variables = {}) => {
    const blocks = await mage.pipeline("sync", { entities: ALL, ...variables });
    expect([failureOf(blocks), blocks.validator?.output?.verdict]).toEqual([undefined, "complete"]);
    return blocks;
  };
  /** A sync while some rules hold. */
  const syncUnder = async (rules: readonly Rule[], variables = {}) => {
    qbo.scenario(rules);
    const blocks = await mage.pipeline("sync", { entities: ALL, ...variables });
    qbo.calm();
    return blocks;
  };
  const said = (blocks: Record<string, BlockRun>) => failureOf(blocks)?.message ?? "green";
  const marks = () =>
    db.rows(
      `select entity, upper(covered) as to, whole_at_utc as whole from backfill.entity_mark
       where entity in ('recurring_transactions', 'tax_codes') order by entity`,
    );

  test("where a list changes each time that it is counted, and its mark stays", async () => {
    const before = await marks();
    const added = { mutate: { op: "create" as const, entity: "RecurringTransaction", pick: "oldest" as const } };

    const blocks = await syncUnder(
      [
        { match: { kind: "count", entity: "RecurringTransaction" }, after: [added] },
        // So that it is read by itself, and not in a batch together with the other lists.
        { match: { kind: "query", entity: "RecurringTransaction" }, dropRows: 2, times: 1 },
      ],
      { prove: "off" },
    );

    expect(said(blocks)).toContain("recurring_transactions (COUNTS_DIFFER)");
    expect((await marks())[0]).toEqual(before[0]);
    await sync();
  });

  test("where QuickBooks refuses to count a list that it has just counted", async () => {
    const before = await marks();

    const blocks = await syncUnder(
      [{ match: { kind: "count", entity: "TaxCode", afterCalls: 1 }, fault: "permission-5020" }],
      { prove: "always" },
    );

    expect(said(blocks)).toContain("tax_codes (ENTITY_WITHDRAWN)");
    expect((await marks())[1]).toEqual(before[1]);
    expect(linesOf(blocks.loader).at(-1)).toContain(" 4 counted whole,");
  });

  test("where QuickBooks refuses to say what has changed since, when it is asked a second time", async () => {
    qbo.mutate({ op: "delete", entity: "TimeActivity", pick: "random" });

    const blocks = await syncUnder(
      [
        {
          match: { kind: "count", entity: "TimeActivity", statement: "LastUpdatedTime", afterCalls: 1 },
          times: 1,
          fault: "permission-5020",
        },
      ],
      { prove: "always" },
    );

    expect(said(blocks)).toContain("time_activities (ENTITY_WITHDRAWN)");
    await sync({ prove: "always" });
  });

  test("where other programs work on each of its entities, and it names one of them", async () => {
    const other = await Warehouse.open(db.settings, "qb_loader company");
    const locks = await EntityLocks.open(other, systemClock);
    for (const entity of NAMES) await locks.tryTake(entity);

    const { loader } = await mage.pipeline("sync", { entities: ALL });

    locks.close();
    await other.close();
    expect(loader?.failure).toMatchObject({
      code: "ENTITY_BUSY",
      message: expect.stringMatching(/^Another program is working on \w+ in this database: qb_loader company /),
    });
    await sync();
  });

  test("where Postgres does not answer the checks of one entity, and the others keep their verdicts", async () => {
    const loader = await mage.start("loader", "sync", { entities: ALL }).done;
    const exporter = await mage.start("exporter", "sync", {}, [loader.output ?? {}]).done;
    const upstream = [exporter.output ?? {}];
    const states = () =>
      db.value("select jsonb_object_agg(entity, state) from backfill.run where load_id = $1", [
        exporter.output?.load_id,
      ]);
    const analyst = new Client({ connectionString: db.url });
    await analyst.connect();
    await analyst.query("begin; lock table raw.qb_tax_codes in access exclusive mode");

    const running = mage.start("validator", "sync", {}, upstream);
    const waiting = `select pg_cancel_backend(pid) from pg_stat_activity
      where application_name like 'qb_validator%' and datname = current_database() and wait_event_type = 'Lock' limit 1`;
    try {
      await expect.poll(() => db.rows(waiting), { timeout: 60_000 }).toHaveLength(1);
    } finally {
      await analyst.end(); // which gives the lock back
    }
    const validator = await running.done;

    expect(validator.failure?.code).toBe("POSTGRES_STATEMENT_ENDED");
    const complete = Object.fromEntries(NAMES.map((entity) => [entity, "complete"]));
    expect(await states()).toEqual({ ...complete, tax_codes: "loaded" });
    const again = await mage.start("validator", "sync", {}, upstream).done;
    expect([again.failure, again.output?.verdict, await states()]).toEqual([undefined, "complete", complete]);
  });

  test("where the company has none of its entities", async () => {
    await mage.pipeline("tax_payments", HISTORY);
    const { loader } = await mage.pipeline("sync", { entities: "tax_payments" });
    expect(loader?.failure).toMatchObject({ code: "NO_MARK", message: expect.stringContaining("tax_payments") });
  });

  describe("after the clock of this machine was set back, and says from when on it can be green,", () => {
    const expectHint = (blocks: Record<string, BlockRun>) =>
      expect(linesOf(blocks.loader).find((line) => line.startsWith("qb.failed time_activities"))).toMatch(
        /the table would hold \d+ \(run \d+\)\. Look at this machine's clock: .* as late as 20\S+Z, which has not come yet\./,
      );

    test("where a row that is marked as removed later than now would not be live again", async () => {
      const id = String(qbo.mutate({ op: "delete", entity: "TimeActivity", pick: "random" })?.id);
      await sync({ prove: "always" });
      const moveMark = (by: string) =>
        db.rows(
          `update raw.qb_time_activities set deleted_seen_at_utc = deleted_seen_at_utc ${by} interval '1 day' where id = $1`,
          [id],
        );
      await moveMark("+");
      qbo.mutate({ op: "restore", entity: "TimeActivity", id });

      const red = await syncUnder([], { prove: "always" });
      expect(said(red)).toContain("time_activities (COUNTS_DIFFER)");
      expectHint(red);

      await moveMark("-");
      await sync({ prove: "always" });
    });

    test("where a row that was asked for later than now would not be marked as removed", async () => {
      const id = String(qbo.mutate({ op: "delete", entity: "TimeActivity", pick: "random" })?.id);
      const askedAt = (at: Date) =>
        db.rows(
          `update raw.qb_time_activities
           set request_payload = request_payload || jsonb_build_object('requested_at_utc', $2::text) where id = $1`,
          [id, at.toISOString()],
        );
      await askedAt(new Date(Date.now() + 86_400_000));

      const red = await syncUnder([], { prove: "always" });
      expect(said(red)).toContain("time_activities (COUNTS_DIFFER)");
      expectHint(red);

      await askedAt(new Date(Date.now() - 86_400_000));
      await sync({ prove: "always" });
    });
  });

  test("but is green where QuickBooks does not count a list, and says so, and counts the others no more often", async () => {
    await db.rows("update backfill.entity_mark set whole_at_utc = null where entity in ('tax_codes', 'terms')");
    const uncounted: readonly Rule[] = ["TaxCode", "Term"].map((entity) => ({
      match: { kind: "count", entity },
      fault: "bad-query-4001",
    }));

    const proven = await syncUnder(uncounted, { prove: "always" });

    expect(said(proven)).toBe("green");
    expect(linesOf(proven.loader)).toContain(
      "qb.sync QuickBooks refuses the count of everything for tax_codes, terms: not counted whole",
    );
    expect(linesOf(proven.loader).at(-1)).toContain(" 3 counted whole,");
    const next = await syncUnder(uncounted);
    expect([said(next), linesOf(next.loader).filter((line) => line.includes("a count of everything"))]).toEqual([
      "green",
      [],
    ]);
  });

  test("and a record of a list that change data capture names as deleted, and that exists, is not counted as removed", async () => {
    const id = qbo.truth("Term").records[0]?.id;
    const stub = `{"Term":[{"status":"Deleted","domain":"QBO","Id":"${id}","MetaData":{"LastUpdatedTime":"2026-07-01T00:00:00Z"}}]}`;
    const blocks = await syncUnder([
      { match: { kind: "cdc" }, answer: { body: `{"CDCResponse":[{"QueryResponse":[${stub}]}]}` } },
    ]);
    expect(said(blocks)).toBe("green");
    expect(linesOf(blocks.loader).filter((line) => line.startsWith("qb.removed"))).toEqual([]);
    expect(linesOf(blocks.loader).at(-1)).toContain(" 0 removed,");
  });

  test("and a deletion is counted once, although it is named each time that the changes are asked for", async () => {
    // An edit while it is counted, so that the changes are asked for a second time.
    const id = qbo.truth("Attachable").records[0]?.id;
    qbo.mutate({ op: "delete", entity: "Attachable", id: String(id) });
    const added = { mutate: { op: "create" as const, entity: "Attachable", pick: "oldest" as const } };
    const rules = [{ match: { kind: "count" as const, entity: "Attachable", nth: 1 }, times: 1, after: [added] }];
    const blocks = await syncUnder(rules, { prove: "always" });
    expect(said(blocks)).toBe("green");
    expect(linesOf(blocks.loader).filter((line) => line.startsWith("qb.removed"))).toEqual([
      "qb.removed attachables: 1 record gone at QuickBooks: their rows will be marked",
    ]);
    expect(linesOf(blocks.loader).at(-1)).toContain(" 1 removed,");
  });
});

function linesOf(run: BlockRun | undefined): string[] {
  return (run?.logs ?? []).map(({ message }) => message);
}

function failureOf(blocks: Record<string, BlockRun>) {
  return blocks.loader?.failure ?? blocks.exporter?.failure ?? blocks.validator?.failure;
}
