import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rule, type Simulator, startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";

const NAMES = "inventory_adjustments,tax_codes,terms";
/** How the statements begin that bring whole records by id, and the keys of a list. */
const BY_ID = "select * from inventoryadjustment where id in";
const KEYS = "select id, synctoken";
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-12-31", entities: NAMES };

describe("a sync of a long list that change data capture does not cover", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 5 });
    db = await createDatabase();
    await db.rows(
      "update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000, batches_per_minute_max = 1000",
    );
    for (let nth = 0; nth < 1_500; nth++) change("create");
    mage = new MageStandIn(db.settings, qbo);
    expect(failureOf(await mage.pipeline("company", HISTORY))).toBeUndefined();
    await sync();
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  const change = (op: "create" | "edit" | "delete", pick: "oldest" | "newest" | "random" = "random") =>
    qbo.mutate({ op, entity: "InventoryAdjustment", pick });
  const sync = async (variables = {}, rules: readonly Rule[] = []) => {
    qbo.resetCalls();
    qbo.scenario(rules);
    const blocks = await mage.pipeline("sync", { entities: NAMES, ...variables });
    qbo.calm();
    expect([failureOf(blocks), blocks.validator?.output?.verdict]).toEqual([undefined, "complete"]);
    const truth = qbo.truth("InventoryAdjustment").records;
    const held = await db.rows(
      `select id, payload_sha256 as sha256 from raw.qb_inventory_adjustments
       where deleted_seen_at_utc is null order by id collate "C"`,
    );
    const sorted = truth.map(({ id, sha256 }) => ({ id, sha256 })).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(held).toEqual(sorted);
    return qbo.calls();
  };

  test("takes no call for it when nothing has changed: its keys come with the other lists", async () => {
    const { total, byKind } = await sync();
    // The counts, the changes, and one answer with the short list and the keys of the long one.
    const { oauth = 0, ...ofTheSync } = byKind;
    expect([ofTheSync, total - oauth]).toEqual([{ batch: 2, cdc: 1 }, 3]);
  });

  test("reads what was edited, added and deleted in it, and nothing else", async () => {
    change("edit", "oldest");
    change("edit");
    change("create");
    const gone = change("delete", "oldest")?.id;
    await sync({ prove: "always" });
    expect(
      await db.rows(
        "select id, deleted_by as by from raw.qb_inventory_adjustments where deleted_seen_at_utc is not null",
      ),
    ).toEqual([{ id: gone, by: "sweep" }]);
    const written =
      "select count(*)::int from raw.qb_inventory_adjustments where run_id = (select max(run_id) from backfill.run where entity = 'inventory_adjustments')";
    expect(await db.value(written)).toBeLessThanOrEqual(3);
  });

  test.each<[string, readonly Rule[]]>([
    [
      "QuickBooks refuses to return keys alone",
      [{ match: { statement: "select id, synctoken" }, fault: "bad-query-4001" }],
    ],
    ["fewer keys come than were counted", [{ match: { statement: "select id, synctoken" }, dropRows: 1 }]],
  ])("reads all of it where %s", async (_, rules) => {
    change("edit");
    const { byKind } = await sync({}, rules);
    expect(byKind.query).toBeGreaterThan(1);
  });

  test("asks again for an edited record that its page leaves out", async () => {
    change("edit", "newest");
    const { byKind } = await sync({}, [{ match: { statement: BY_ID }, times: 1, dropRows: 1 }]);
    expect(byKind.query).toBeGreaterThan(1);
  });

  test("is red, and leaves the mark where it was, while QuickBooks does not return an edited record that it lists", async () => {
    const mark = () => db.rows("select covered from backfill.entity_mark where entity = 'inventory_adjustments'");
    const before = await mark();
    change("edit", "newest");
    qbo.scenario([{ match: { statement: BY_ID }, dropRows: 1 }]);
    const { loader } = await mage.pipeline("sync", { entities: NAMES });
    qbo.calm();

    expect(loader?.logs.map(({ message }) => message).join("\n")).toContain(
      "QuickBooks lists 1 inventory adjustments that it does not return when it is asked for them",
    );
    expect(await mark()).toEqual(before);
    await sync();
  });

  test("marks as removed an edited record that is deleted after its key was listed", async () => {
    change("edit", "newest");
    const gone = { mutate: { op: "delete" as const, entity: "InventoryAdjustment", pick: "newest" as const } };
    await sync({}, [{ match: { statement: KEYS }, times: 1, after: [gone] }]);
  });

  test("reads all of it where a full sweep is asked for", async () => {
    const { byKind } = await sync({ sweep: "full" });
    expect(byKind.query).toBeGreaterThan(1);
  });
});

function failureOf(blocks: Record<string, BlockRun>) {
  return blocks.loader?.failure ?? blocks.exporter?.failure ?? blocks.validator?.failure;
}
