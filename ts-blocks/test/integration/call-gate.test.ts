import { describe, expect, test } from "vitest";
import { type Clock, systemClock } from "../../src/clock";
import { Warehouse } from "../../src/warehouse/database/connection";
import { CallGate, type CallWait } from "../../src/warehouse/limits/call-gate";
import { createDatabase, type TestDatabase } from "../support/database";

const PAGE = { kind: "page", monthCalls: 1 };
const batchOf = (monthCalls: number) => ({ kind: "batch", monthCalls });

/** A gate with its own session, as in each program. */
async function openGate(
  db: TestDatabase,
  clock: Clock = systemClock,
  onWait: (wait: CallWait) => void = () => undefined,
) {
  const warehouse = await Warehouse.open(db.settings, "gate of a test");
  const gate = await CallGate.open(warehouse, clock, onWait);
  return {
    gate,
    [Symbol.asyncDispose]: async () => {
      gate.close();
      await warehouse.close();
    },
  };
}

/** Warnings of Node since the start of this file. */
const warnings: Error[] = [];
process.on("warning", (warning) => warnings.push(warning));

test("workers that ask at once do not send their statements to a busy session", async () => {
  await using db = await createDatabase();
  await using opened = await openGate(db);
  const { gate } = opened;

  await Promise.all(Array.from({ length: 5 }, async () => (await gate.enter(PAGE))(false)));

  expect(warnings.map(({ message }) => message)).toEqual([]);
});

const monthCalls = (db: TestDatabase) => db.value("select sum(calls)::int from backfill.call_month");

test("a batch takes one call of each rate, and one call of the month for each question", async () => {
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

test("a batch that QuickBooks refused returns all its questions to the month", async () => {
  await using db = await createDatabase();
  await using opened = await openGate(db);

  const leave = await opened.gate.enter(batchOf(30));
  await leave(true);

  expect(await monthCalls(db)).toBe(0);
});

test("no more batches start in a minute than allowed, while other calls continue", async () => {
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

  // The minute passes: the used slots become a minute older.
  await db.rows("update backfill.call_slot set used_at_utc = used_at_utc - interval '61 seconds' where per = 'batch'");
  await third;
});

test("a batch for which the month has no room does not start, and takes nothing from the month", async () => {
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

/** A clock that a sleep moves forward: one second for each look. */
function quickClock(): Clock {
  let ms = 0;
  return {
    ...systemClock,
    monotonic: () => ms,
    sleep: async () => {
      ms += 1_000;
    },
  };
}

test.each([
  [
    "a pause beyond a quarter of an hour",
    "update backfill.limits set paused_until_utc = now() + interval '16 minutes'",
  ],
  ["a pause without an end", "update backfill.limits set paused_until_utc = 'infinity'"],
  ["slots that were used an hour ahead", "update backfill.call_slot set used_at_utc = now() + interval '1 hour'"],
])("a clock that was set back holds up no call: %s is void", async (_, clockSetBack) => {
  await using db = await createDatabase();
  await db.rows(
    "update backfill.limits set calls_per_second_max = 1, calls_per_minute_max = 1, batches_per_minute_max = 1",
  );
  await using opened = await openGate(db);
  await (await opened.gate.enter(batchOf(1)))(false);
  await db.rows("update backfill.call_slot set used_at_utc = '-infinity'");
  await db.rows(clockSetBack);
  await (await opened.gate.enter(batchOf(1), AbortSignal.timeout(5_000)))(false);
});

test("a new pause replaces an invalid one, and no pause lasts longer than a quarter of an hour", async () => {
  await using db = await createDatabase();
  await db.rows("update backfill.limits set paused_until_utc = now() + interval '10 years'");
  await using opened = await openGate(db);
  await opened.gate.pause(30_000);
  const ahead = "select extract(epoch from paused_until_utc - clock_timestamp())::float8 from backfill.limits";
  expect(await db.value<number>(ahead)).toBeLessThanOrEqual(30);
  await opened.gate.pause(10_000);
  expect(await db.value<number>(ahead)).toBeGreaterThan(15);
  await opened.gate.pause(86_400_000);
  expect(await db.value<number>(ahead)).toBeLessThanOrEqual(900);
});

describe("after ten seconds a waiting call says what it waits for", () => {
  /** Waits with a quick clock, and gives up after something was said. */
  async function said(db: TestDatabase): Promise<CallWait[]> {
    const waits: CallWait[] = [];
    const giveUp = new AbortController();
    const clock = quickClock();
    const sleep = async (ms: number) => {
      giveUp.signal.throwIfAborted();
      await clock.sleep(ms);
    };
    await using opened = await openGate(db, { ...clock, sleep }, (wait) => {
      waits.push(wait);
      if (waits.length === 2) giveUp.abort(new Error("enough"));
    });
    await expect(opened.gate.enter(PAGE)).rejects.toThrow("enough");
    return waits;
  }

  test("a pause that another run left, and its end", async () => {
    await using db = await createDatabase();
    await db.rows("update backfill.limits set paused_until_utc = now() + interval '13 minutes'");
    expect(await said(db)).toEqual([
      { seconds: 10, reason: expect.stringMatching(/^QuickBooks asked for a pause, until \d\d:\d\d:\d\d UTC$/) },
      { seconds: 70, reason: expect.stringMatching(/^QuickBooks asked for a pause, until \d\d:\d\d:\d\d UTC$/) },
    ]);
  });

  test("the programs whose calls are in progress", async () => {
    await using db = await createDatabase();
    await db.rows("update backfill.limits set calls_at_once_max = 1");
    await using other = await openGate(db);
    const leave = await other.gate.enter(PAGE);
    expect(await said(db)).toEqual([
      {
        seconds: 10,
        reason: expect.stringMatching(
          /^all 1 at once are under way, by gate of a test \(user postgres, session \d+\)$/,
        ),
      },
      expect.objectContaining({ seconds: 70 }),
    ]);
    await leave(false);
  });

  test("the limit of a minute", async () => {
    await using db = await createDatabase();
    await db.rows("update backfill.limits set calls_per_minute_max = 1");
    await using other = await openGate(db);
    await (await other.gate.enter(PAGE))(false);
    expect((await said(db))[0]).toEqual({ seconds: 10, reason: "the limit of calls in a time (backfill.limits)" });
  });
});
