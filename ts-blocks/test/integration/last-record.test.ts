import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2099-01-01" };
const BOTH = "time_activities,invoices";
/** TimeActivity is not covered by change data capture: only its absence shows that a record is gone. */
const removed = (db: TestDatabase) =>
  db.value<number>("select count(*)::int from backfill.removed_record where entity = 'time_activities'");
const live = (db: TestDatabase) =>
  db.value<number>("select count(*)::int from backfill.record where entity = 'time_activities'");

function deleteAll(qbo: Simulator): number {
  const { records } = qbo.truth("TimeActivity");
  for (const { id } of records) qbo.mutate({ op: "delete", entity: "TimeActivity", id });
  return records.length;
}

describe("an entity whose last records were deleted", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;
  let all: number;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 1 });
    db = await createDatabase();
    mage = new MageStandIn(db.settings, qbo);
    await mage.pipeline("company", { ...HISTORY, entities: BOTH });
    all = await live(db);
    expect(deleteAll(qbo)).toBe(all);
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  /** Code and sentence with which a sync could not read time activities; undefined if it could. */
  const failureOf = async (variables = {}) => {
    const { loader, validator } = await mage.pipeline("sync", { entities: BOTH, prove: "off", ...variables });
    const [load] = await db.rows<{ failures: { entity: string; code: string; message: string }[] }>(
      "select failures from backfill.load where kind = 'sync' order by load_id desc limit 1",
    );
    const failure = load?.failures.find(({ entity }) => entity === "time_activities");
    expect([failure?.code, validator?.output?.verdict === "complete"]).toEqual([failure?.code, failure === undefined]);
    return { failure, blocks: { loader, validator } };
  };

  test("is not empty because an answer is: the sync says what to look at, and marks nothing", async () => {
    const { failure } = await failureOf();
    expect(failure).toMatchObject({
      code: "LAST_GONE",
      message: expect.stringMatching(
        /^QuickBooks no longer has the last \d+ of the time activities, and shows no other one; nothing is marked as removed.* run again with the variable confirm_deletes set to true\.$/,
      ),
    });
    expect([await removed(db), await live(db)]).toEqual([0, all]);
  });

  test("is not empty while QuickBooks shows no other transaction either, whatever the operator has confirmed", async () => {
    qbo.scenario("transactions-answer-empty");
    const { failure } = await failureOf({ confirm_deletes: true });
    expect(failure?.code).toBe("QBO_CONTRADICTS");
    const backfill = await mage.pipeline("time_activities", { ...HISTORY, confirm_deletes: true });
    expect(backfill.loader?.failure?.code).toBe("QBO_EMPTY");
    qbo.calm();
    expect([await removed(db), await live(db)]).toEqual([0, all]);
  });

  test("is empty when a person has confirmed it and other transactions are shown in the same answer", async () => {
    expect((await failureOf({ confirm_deletes: true })).failure).toBeUndefined();
    expect([await removed(db), await live(db)]).toEqual([all, 0]);
    expect((await failureOf({ prove: "always" })).failure).toBeUndefined();
  });
});

test("a backfill of an entity that has become empty says what to do, and believes a person who has confirmed it", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("company", { ...HISTORY, entities: BOTH });
  const all = deleteAll(qbo);

  const refused = await mage.pipeline("time_activities", HISTORY);
  expect(refused.loader?.failure).toMatchObject({
    code: "QBO_EMPTY",
    remedy: expect.stringContaining(
      "if all of them were deleted, run again with the variable confirm_deletes set to true",
    ),
  });
  expect(await removed(db)).toBe(0);

  const { loader, validator } = await mage.pipeline("time_activities", { ...HISTORY, confirm_deletes: true });
  expect([loader?.failure, validator?.output?.verdict]).toEqual([undefined, "complete"]);
  expect(await removed(db)).toBe(all);
});
