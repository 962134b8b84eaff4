import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { systemClock } from "../../src/clock";
import { ENTITY_NAMES, type EntityName } from "../../src/entities/entity";
import { Warehouse } from "../../src/warehouse/database/connection";
import { EntityLocks } from "../../src/warehouse/database/entity-locks";
import { holdingEntity } from "../../src/warehouse/database/lock";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const PASSWORD = "only-for-this-test";
const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };
const nothing = async () => undefined;

/** A session of another user. */
async function session(db: TestDatabase, user: "qbo_reader" | "postgres", name: string): Promise<Client> {
  if (user === "qbo_reader") await db.rows(`alter role qbo_reader login password '${PASSWORD}'`);
  const password = user === "qbo_reader" ? PASSWORD : db.settings.password;
  const client = new Client({ ...db.settings, user, password, application_name: name });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

describe("an entity", () => {
  test("has one program at a time, and a second program names the first, by program, user, address and session", async () => {
    await using db = await createDatabase();
    const first = await Warehouse.open(db.settings, "qb_loader invoices");
    const second = await Warehouse.open(db.settings, "qb_exporter invoices");
    const waits: string[] = [];
    await holdingEntity(first, "invoices", async () => {
      const onWait = ({ holder }: { holder: string }) => void waits.push(holder);
      await expect(holdingEntity(second, "invoices", nothing, { waitMs: 11_000, onWait })).rejects.toThrow(
        /^Another program is working on invoices in this database: qb_loader invoices \(user postgres\) from 127\.0\.0\.1, Postgres session \d+\.$/,
      );
      await holdingEntity(second, "items", nothing, { waitMs: 50 });
    });
    expect(waits).toEqual([expect.stringMatching(/^qb_loader invoices \(user postgres\) from 127\.0\.0\.1/)]);
    await holdingEntity(second, "invoices", nothing, { waitMs: 1_000 });
    await Promise.all([first.close(), second.close()]);
  });

  test("of one database is independent of the same entity in another database on that server", async () => {
    await using one = await createDatabase();
    await using another = await createDatabase();
    const first = await Warehouse.open(one.settings, "qb_loader invoices");
    const second = await Warehouse.open(another.settings, "qb_loader invoices");
    await holdingEntity(first, "invoices", () => holdingEntity(second, "invoices", nothing, { waitMs: 50 }));
    await Promise.all([first.close(), second.close()]);
  });

  test("is free again as soon as its holder's session has ended, whatever the row says", async () => {
    await using db = await createDatabase();
    const first = await Warehouse.open(db.settings, "qb_loader invoices");
    const second = await Warehouse.open(db.settings, "qb_loader invoices");
    const broken = holdingEntity(first, "invoices", async () => {
      await db.rows("select pg_terminate_backend(session) from backfill.entity_lock where entity = 'invoices'");
      await new Promise(() => undefined);
    });
    await expect(broken).rejects.toMatchObject({ code: "POSTGRES_LOST" });
    await holdingEntity(second, "invoices", nothing, { waitMs: 2_000 });
    await Promise.all([first.close(), second.close()]);
  });

  test("is taken once, also when several programs ask at the same moment", async () => {
    await using db = await createDatabase();
    const warehouses = await Promise.all(
      Array.from({ length: 6 }, () => Warehouse.open(db.settings, "qb_loader items")),
    );
    let [inside, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
    };
    await Promise.all(warehouses.map((warehouse) => holdingEntity(warehouse, "items", work, { waitMs: 60_000 })));
    expect(most).toBe(1);
    await Promise.all(warehouses.map((warehouse) => warehouse.close()));
  });
});

describe("several entities", () => {
  test("are taken together, except those that another program works on, and are free again together", async () => {
    await using db = await createDatabase();
    const first = await Warehouse.open(db.settings, "qb_loader items");
    const second = await Warehouse.open(db.settings, "qb_loader company");
    const [one, other] = [await EntityLocks.open(first, systemClock), await EntityLocks.open(second, systemClock)];
    expect(await one.tryTakeAll(["items"])).toEqual(["items"]);
    expect(await other.tryTakeAll(["invoices", "items", "bills"])).toEqual(["invoices", "bills"]);
    expect(await one.tryTakeAll(["bills", "invoices"])).toEqual([]);
    await other.release("bills", "items", "invoices");
    expect(await one.tryTakeAll(["invoices", "bills"])).toEqual(["invoices", "bills"]);
    expect(await other.tryTake("items")).toBe(false);
    for (const locks of [one, other]) locks.close();
    await Promise.all([first.close(), second.close()]);
  });

  test("are taken and given back in any order, and no program waits for another one forever", async () => {
    await using db = await createDatabase();
    const warehouses = await Promise.all(
      Array.from({ length: 4 }, () => Warehouse.open(db.settings, "qb_loader company")),
    );
    const holders = new Map<EntityName, number>();
    let most = 0;
    const work = async (warehouse: Warehouse, nth: number) => {
      const locks = await EntityLocks.open(warehouse, systemClock);
      const order = nth % 2 === 0 ? ENTITY_NAMES : ENTITY_NAMES.toReversed();
      for (let round = 0; round < 40; round++) {
        const taken = await locks.tryTakeAll(order);
        for (const entity of taken) {
          holders.set(entity, (holders.get(entity) ?? 0) + 1);
          most = Math.max(most, holders.get(entity) ?? 0);
        }
        for (const entity of taken) holders.set(entity, (holders.get(entity) ?? 0) - 1);
        await locks.release(...taken.toReversed());
      }
      locks.close();
    };
    await Promise.all(warehouses.map(work));
    expect(most).toBe(1);
    await Promise.all(warehouses.map((warehouse) => warehouse.close()));
  });
});

describe("a user who only reads", () => {
  test.each([
    "update backfill.entity_lock set session = pg_backend_pid()",
    "insert into backfill.entity_lock (entity) values ('items')",
    "select from backfill.entity_lock for update",
    "select from backfill.entity_lock for key share",
    "update backfill.call_place set session = pg_backend_pid()",
    "select from backfill.limits for update",
    "lock table backfill.entity_lock in share mode",
    "lock table raw.qb_items in share mode",
  ])("cannot take a lock of ours: %s", async (statement) => {
    await using db = await createDatabase();
    const reader = await session(db, "qbo_reader", "an analyst");
    await expect(reader.query(`begin; ${statement}`)).rejects.toMatchObject({ code: "42501" });
    await reader.end();
  });

  test("does not delay a run by any advisory lock", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    const reader = await session(db, "qbo_reader", "an analyst");
    await reader.query("select pg_advisory_lock(726), pg_advisory_lock(726, hashtext('items'))");
    await reader.query("select pg_advisory_lock(727, place) from generate_series(1, 20) as place");
    const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", JANUARY);
    expect([loader?.failure, validator?.output?.verdict]).toEqual([undefined, "complete"]);
    await reader.end();
  });
});

test("a run waits for a table that is locked, and after ten seconds the log says by whom", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const loader = await mage.start("loader", "items", JANUARY).done;
  const analyst = await session(db, "postgres", "a notebook");
  await analyst.query("begin; lock table raw.qb_items in access exclusive mode");
  const running = mage.start("exporter", "items", {}, [loader.output ?? {}]);
  let said = "";
  running.process.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes("for a lock in Postgres")) void analyst.query("rollback");
  });
  const exporter = await running.done;
  expect(exporter.failure).toBeUndefined();
  const waits = exporter.logs.filter(({ message }) => message.startsWith("qb.wait"));
  expect(waits.map(({ level, message }) => [level, message])).toEqual([
    [
      "warning",
      expect.stringMatching(
        /^qb\.wait 1\d s for a lock in Postgres, held by a notebook \(user postgres\) from 127\.0\.0\.1, session \d+$/,
      ),
    ],
  ]);
  await analyst.end();
});
