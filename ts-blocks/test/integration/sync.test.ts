import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { ENTITIES, ENTITY_NAMES, type EntityName, rawTable } from "../../src/entities/entity";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand } from "../support/operator";

/** From the first record of the simulator's company to the present. A sync continues from there. */
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-12-31" };

async function expectTheTruth(qbo: Simulator, db: TestDatabase, entity: EntityName): Promise<void> {
  const truth = qbo.truth(ENTITIES[entity].qbo).records.map(({ id, sha256 }) => ({ id, sha256 }));
  const held = await db.rows(
    `select id, payload_sha256 as sha256 from ${rawTable(entity)} where deleted_seen_at_utc is null order by id collate "C"`,
  );
  expect([entity, held]).toEqual([entity, truth.sort((a, b) => (a.id < b.id ? -1 : 1))]);
}

function failureOf(blocks: Record<string, BlockRun>) {
  return blocks.loader?.failure ?? blocks.exporter?.failure ?? blocks.validator?.failure;
}

describe("a sync of the whole company", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;

  beforeAll(async () => {
    qbo = await startSimulator({
      company: "small",
      seed: 1,
      without: ["CompanyCurrency", "TaxPayment", "JournalCode"],
    });
    db = await createDatabase();
    await db.rows(
      "update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000, batches_per_minute_max = 1000",
    );
    mage = new MageStandIn(db.settings, qbo);
    expect(failureOf(await mage.pipeline("company", { ...HISTORY, entities: "all" }))).toBeUndefined();
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  const sync = async (variables = {}) => {
    qbo.resetCalls();
    const blocks = await mage.pipeline("sync", variables);
    expect([failureOf(blocks), blocks.validator?.output?.verdict]).toEqual([undefined, "complete"]);
    return blocks;
  };

  const gone: [EntityName, string][] = [];
  let deactivated: string;

  test("that has nothing to read takes at most eight calls, including a count of everything", async () => {
    await sync();
    const { total, byKind } = qbo.calls();
    expect([byKind, total <= 8]).toEqual([byKind, true]);
    expect(
      await db.value(
        "select count(*)::int from backfill.entity_mark where whole_at_utc is null and entity <> 'exchange_rates'",
      ),
    ).toBe(0);
  });

  test("keeps no report of its runs, one for each entity: a report is drawn on request", async () => {
    const runs = "backfill.run join backfill.load using (load_id) where kind = 'sync'";
    expect(
      await db.value(
        `select count(*)::int from backfill.report join backfill.run using (run_id) join backfill.load using (load_id) where kind = 'sync'`,
      ),
    ).toBe(0);
    expect(await db.value(`select count(*)::int from ${runs}`)).toBeGreaterThan(30);
  });

  test("opens no session of Postgres for each entity", async () => {
    const opened = () =>
      db.value<number>("select sessions::int from pg_stat_database where datname = current_database()");
    const before = await opened();
    await sync();
    expect((await opened()) - before).toBeLessThan(30);
  });

  test("takes fewer calls when the last count of everything is recent", async () => {
    await sync();
    expect(qbo.calls().total).toBeLessThanOrEqual(5);
  });

  test("loads what was changed, added and deleted, of entities inside and outside of change data capture", async () => {
    for (const entity of ["invoices", "bills", "time_activities", "budgets", "recurring_transactions"] as const) {
      const { qbo: name } = ENTITIES[entity];
      qbo.mutate({ op: "create", entity: name, pick: "random" });
      qbo.mutate({ op: "edit", entity: name, pick: "oldest" });
      const deleted = qbo.mutate({ op: "delete", entity: name, pick: "newest" });
      if (deleted !== undefined) gone.push([entity, deleted.id]);
    }
    deactivated = String(qbo.mutate({ op: "deactivate", entity: "Customer", pick: "oldest" })?.id);
    await sync({ prove: "always" });
    for (const entity of ENTITY_NAMES.filter((name) => ENTITIES[name].asked === undefined)) {
      await expectTheTruth(qbo, db, entity);
    }
    const removed = await db.rows<{ entity: EntityName; id: string }>("select entity, id from backfill.removed_record");
    expect(removed.map(({ entity, id }) => `${entity} ${id}`).sort()).toEqual(
      gone.map((each) => each.join(" ")).sort(),
    );
  });

  test("shows on one page what it found, by entity and with ids", async () => {
    const { host, port, database, user, password } = db.settings;
    const folder = mkdtempSync(join(tmpdir(), "qbo-sync-report-"));
    const env = {
      ...{ PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password },
      INIT_CWD: folder,
    };
    const loadId = await db.value<number>("select max(load_id)::int from backfill.load");
    const { exitCode } = await OperatorCommand.start(
      "report",
      ["--load", String(loadId), "--out", "sync.html"],
      [],
      env,
    ).outcome();
    expect(exitCode).toBe(0);
    const out = readFileSync(join(folder, "sync.html"), "utf8");
    rmSync(folder, { recursive: true });
    const changes = out.split("<h2>What has changed</h2>")[1]?.split("</section>")[0] ?? "";
    const cells = (entity: string) =>
      new RegExp(`<th scope="row">${entity}</th>(.*?)</tr>`, "s").exec(changes)?.[1]?.match(/\d+/g)?.slice(0, 4);
    // The edited one became the newest, and was deleted. Of the customers, one was deactivated.
    expect(cells("invoices")).toEqual(["1", "0", "1", "0"]);
    expect(cells("time activities")).toEqual(["1", "0", "1", "0"]);
    expect(cells("customers")).toEqual(["0", "1", "0", "0"]);
    expect(changes).not.toContain("vendors");
    const invoice = gone.find(([entity]) => entity === "invoices")?.[1];
    expect(changes).toMatch(new RegExp(`>invoices<.*new: 9\\d{9}</p>.*removed: ${invoice}</p>`, "s"));
    expect(changes).toContain(`changed: ${deactivated}</p>`);
  });

  test("marks nothing while every type of transaction answers empty", async () => {
    const before = await db.value("select count(*)::int from backfill.removed_record");
    qbo.scenario("transactions-answer-empty");
    const blocks = await mage.pipeline("sync", { prove: "always" });
    expect(failureOf(blocks)).toBeDefined();
    qbo.calm();
    expect(await db.value("select count(*)::int from backfill.removed_record")).toBe(before);
    await sync({ prove: "always" });
    expect(await db.value("select count(*)::int from backfill.removed_record")).toBe(before);
  });

  test("in a dry run says what it would read and what that costs, and writes nothing", async () => {
    qbo.mutate({ op: "edit", entity: "Invoice", pick: "random" });
    qbo.mutate({ op: "create", entity: "TimeActivity", pick: "random" });
    const loads = await db.value("select count(*)::int from backfill.load");
    const { loader } = await mage.pipeline("sync", { prove: "always", dry_run: true });
    expect([loader?.failure, loader?.output]).toEqual([undefined, { run_id: null, dry_run: true }]);
    expect(await db.value("select count(*)::int from backfill.load")).toBe(loads);
    const lines = (loader?.logs ?? []).filter(({ message }) => /^qb\.(plan|sync)/.test(message));
    expect(lines.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^qb\.plan \d\d entities by change data capture in one call, \d+ changed records?$/),
      expect.stringMatching(/^qb\.plan \d+ entit(y|ies) by change, \d+ changed records?$/),
      expect.stringMatching(/^qb\.plan \d+ entities whole, \d+ records$/),
      expect.stringMatching(/^qb\.plan \d\d entities counted whole as the proof$/),
      expect.stringMatching(
        /^qb\.sync would take about \d+ calls, \d+ of a month's reads \(0\.0\d\d %\); dry run: nothing is written$/,
      ),
    ]);
    expect(lines[0]?.fields.entities).toContain("invoices");
    expect(lines[1]?.fields.entities).toContain("time_activities");
    const calls = lines.at(-1)?.fields.calls as number;

    const done = await sync({ prove: "always" });

    const spent = done.loader?.output?.calls as number;
    expect([calls, spent, Math.abs(calls - spent) <= 2]).toEqual([calls, spent, true]);
  });
});

test("an entity that no backfill has proven is refused by name, and QuickBooks is not asked", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", HISTORY);
  qbo.resetCalls();
  const { loader } = await mage.pipeline("sync", { entities: "items,terms" });
  expect(loader?.failure).toMatchObject({ code: "NO_MARK", message: "No backfill has been complete yet of: terms." });
  expect(qbo.calls().total).toBe(0);
  expect(failureOf(await mage.pipeline("sync", { entities: "items" }))).toBeUndefined();
});
