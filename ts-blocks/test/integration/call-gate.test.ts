import { expect, test } from "vitest";
import { systemClock } from "../../src/clock";
import { Warehouse } from "../../src/warehouse/database/connection";
import { CallGate } from "../../src/warehouse/limits/call-gate";
import { createDatabase, type TestDatabase } from "../support/database";

const PAGE = { kind: "page", monthCalls: 1 };
const batchOf = (monthCalls: number) => ({ kind: "batch", monthCalls });

/** A gate of its own session, as each program has one. */
async function openGate(db: TestDatabase) {
  const warehouse = await Warehouse.open(db.settings, "gate of a test");
  const gate = await CallGate.open(warehouse, systemClock);
  return {
    gate,
    [Symbol.asyncDispose]: async () => {
      gate.close();
      await warehouse.close();
    },
  };
}

const monthCalls = (db: TestDatabase) => db.value("select sum(calls)::int from backfill.call_month");

test("a batch takes a call of each rate and one of the month for each of its questions", async () => {
  await using db = await createDatabase();
  await using opened = await openGate(db);

  const leave = await opened.gate.enter(batchOf(30));
  await leave(false);

  expect(await monthCalls(db)).toBe(30);
  expect(
    await db.rows(
      "select per, count(*)::int as taken from backfill.call_slot where used_at_utc > '-infinity' group by per order by per",
    ),
  ).toEqual([
    { per: "batch", taken: 1 },
    { per: "minute", taken: 1 },
    { per: "second", taken: 1 },
  ]);
});

test("a batch that QuickBooks refused gives all its questions back to the month", async () => {
  await using db = await createDatabase();
  await using opened = await openGate(db);

  const leave = await opened.gate.enter(batchOf(30));
  await leave(true);

  expect(await monthCalls(db)).toBe(0);
});

test("no more batches start in a minute than are allowed, while other calls go on", async () => {
  await using db = await createDatabase();
  await db.rows("update backfill.limits set batches_per_minute_max = 2, calls_per_second_max = 1000");
  await using opened = await openGate(db);
  const { gate } = opened;
  for (let batch = 1; batch <= 2; batch++) await (await gate.enter(batchOf(30)))(false);

  let started = false;
  const third = gate.enter(batchOf(30)).then((leave) => {
    started = true;
    return leave(false);
  });
  for (let page = 1; page <= 5; page++) await (await gate.enter(PAGE))(false);
  expect(started).toBe(false);

  // The minute passes: what was used lies that much further back.
  await db.rows("update backfill.call_slot set used_at_utc = used_at_utc - interval '61 seconds' where per = 'batch'");
  await third;
});

test("a batch that the month has no room for does not start, and takes nothing of it", async () => {
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_month_max = 31");
  await using opened = await openGate(db);
  const { gate } = opened;
  await (await gate.enter(batchOf(2)))(false);

  await expect(gate.enter(batchOf(30))).rejects.toMatchObject({ code: "MONTHLY_CAP" });

  await (await gate.enter(batchOf(29)))(false);
  expect(await monthCalls(db)).toBe(31);
  await expect(gate.enter(PAGE)).rejects.toMatchObject({ code: "MONTHLY_CAP" });
});
