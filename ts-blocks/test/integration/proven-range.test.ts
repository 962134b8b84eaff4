import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const NOON = Date.parse("2026-07-02T12:00:00Z");

function item(id: string, updated: string, created = updated): string {
  return `{"Name":"${id}","Active":true,"FullyQualifiedName":"${id}","Type":"Service","domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${created}","LastUpdatedTime":"${updated}"}}`;
}

test("of two adjacent ranges, the second begins where the first was proven, and no minute between them is left out", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, clock: { startAtMs: NOON, frozen: true } });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  qbo.putRecord("Item", item("9101", "2026-07-02T11:58:00Z"));
  qbo.putRecord("Item", item("9102", "2026-07-02T11:59:30Z"));
  const first = await mage.pipeline("items", { fecha_inicio: "2026-07-01", fecha_fin: "2026-07-02T12:00:00Z" });
  qbo.clock.advance(3_600_000);

  const second = await mage.pipeline("items", {
    fecha_inicio: "2026-07-02T12:00:00Z",
    fecha_fin: "2026-07-02T12:30:00Z",
  });

  expect([first.validator?.failure, second.validator?.failure]).toEqual([undefined, undefined]);
  expect(second.loader?.logs.map(({ message }) => message)).toContainEqual(
    "qb.plan starts at 2026-07-02T11:59:00Z: the run before it was proven up to there only",
  );
  expect(await db.rows("select id from raw.qb_items order by id")).toEqual([{ id: "9101" }, { id: "9102" }]);
});

test("records that no range can reach, without a time or dated in the future, are reported", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, clock: { startAtMs: NOON, frozen: true } });
  await using db = await createDatabase();
  qbo.putRecord("Item", item("9101", "2098-08-15T11:58:00Z"));
  qbo.putRecord("Item", '{"Name":"9102","Active":true,"Type":"Service","domain":"QBO","Id":"9102","SyncToken":"0"}');

  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", {
    fecha_inicio: "2020-01-01",
    fecha_fin: "2026-07-02",
  });

  expect(validator?.failure).toBeUndefined();
  expect(loader?.logs.map(({ message }) => message)).toContainEqual(
    "qb.outside 2 records in reach of no range: 1 without a time, 1 stamped in the future",
  );
  expect(validator?.logs.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^qb\.verdict complete: .*; 2 records in reach of no range$/),
  );
  expect(
    await db.rows("select source_untimed_count::int as untimed, source_future_count::int as future from backfill.run"),
  ).toEqual([{ untimed: 1, future: 1 }]);
});

test("an empty range says that the company has records outside of the range", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();

  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("customers", {
    fecha_inicio: "2001-01-01",
    fecha_fin: "2001-02-01",
  });

  expect(loader?.logs.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^qb\.plan no customers in the range; the company has \d+ outside of it$/),
  );
});

test("a range that reaches the present reads the records that were edited before they were read", {
  timeout: 300_000,
}, async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, clock: { startAtMs: NOON, frozen: true } });
  await using db = await createDatabase();
  for (let n = 10; n < 40; n++) qbo.putRecord("Item", item(`91${n}`, `2026-06-30T10:00:${n}Z`));
  // The record leaves the range before its page is read, so long ago that its new copy is stable when it is looked for.
  qbo.scenario([
    {
      match: { kind: "query", nth: 2 },
      times: 1,
      after: [{ mutate: { op: "edit", entity: "Item", id: "9135" } }, { advanceSeconds: 90 }],
    },
  ]);

  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", {
    fecha_inicio: "2026-06-30",
    fecha_fin: "2026-07-03",
    page_size: 10,
    workers: 1,
  });

  expect(validator?.failure).toBeUndefined();
  expect(loader?.logs.map(({ message }) => message)).toContainEqual(
    "qb.unread 1 record edited before they were read: the range is read on",
  );
  expect(await db.value("select sync_token::int from raw.qb_items where id = '9135'")).toBe(1);
  expect(await db.value("select unread_count::int from backfill.run")).toBe(0);
});

test("thirteen thousand days over two dozen records need no statement whose time grows with their square", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const secondsOf = async (variables: Record<string, unknown>) => {
    const { loader } = await mage.pipeline("customers", variables as never);
    expect(loader?.failure).toBeUndefined();
    const fetched = loader?.logs.find(({ message }) => message.startsWith("qb.fetched"));
    return Number(fetched?.fields?.duration_ms) / 1_000;
  };
  const first = await secondsOf({ fecha_inicio: "1990-01-01", fecha_fin: "2026-11-01" });
  await db.rows("analyze");

  const second = await secondsOf({ fecha_inicio: "1970-01-01", fecha_fin: "2026-11-01", resume: false });

  // Half as many days again. With a square this would take 2.4 times as long; it once took 12 times.
  expect(second).toBeLessThan(Math.max(8, 6 * first));
});
