import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const MARCH = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-08" };

function item(id: string, updated: string): string {
  return `{"Name":"Import ${id}","Active":true,"FullyQualifiedName":"Import ${id}","Taxable":false,"UnitPrice":0,"Type":"Service","PurchaseCost":0,"TrackQtyOnHand":false,"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"}}`;
}

describe.each(["honoured", "ignored", "refused"] as const)("where sorting by Id is %s", (idSort) => {
  test("all records of a second that holds more than a page are loaded, and a count proves it", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1, ties: "shuffled", idSort });
    await using db = await createDatabase();
    const before = qbo.truth("Item", "2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z").count;
    for (let n = 100; n < 170; n++) qbo.putRecord("Item", item(`91${n}`, "2026-03-03T10:00:00-08:00"));
    for (let n = 100; n < 110; n++) qbo.putRecord("Item", item(`92${n}`, `2026-03-03T10:00:0${n - 100}-08:00`));

    const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", { ...MARCH, page_size: 20 });

    expect(validator?.failure).toBeUndefined();
    expect(await db.value("select count(*)::int from raw.qb_items")).toBe(before + 80);
    const verdicts = "select distinct verdict from backfill.run_window";
    expect(await db.rows(verdicts)).toEqual([{ verdict: "complete" }]);
  });
});

describe.each(["poison-4002", "poison-10000"] as const)("a record that breaks its page with %s", (fault) => {
  test("is found between its neighbours and named by them, the neighbours are loaded, and the run is not green", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    for (let n = 10; n < 40; n++) qbo.putRecord("Item", item(`91${n}`, `2026-03-03T10:00:${n}-08:00`));
    qbo.scenario([{ match: { kind: "query", containsId: "9123" }, fault }]);

    const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", { ...MARCH, workers: 1 });

    expect(loader?.failure).toBeUndefined();
    expect(validator?.exitCode).toBe(65);
    expect(validator?.failure?.message).toContain("nothing_rejected (1)");
    const imported = await db.rows<{ id: string }>("select id from raw.qb_items where id like '91%' order by id");
    expect(imported).toHaveLength(29);
    expect(imported.map(({ id }) => id)).not.toContain("9123");
    const [rejected] = await db.rows<{ detail: string; reason: string; day: string }>(
      `select reason, detail, to_char(window_start_utc, 'YYYY-MM-DD') as day from backfill.rejected_record`,
    );
    expect(rejected).toMatchObject({ reason: "UNREADABLE", day: "2026-03-03" });
    expect(rejected?.detail).toContain("after record 9122");
    expect(rejected?.detail).toContain("before record 9124");
    // The source counts the record and the ledger knows it, so no day is short because of it.
    expect(await db.rows("select distinct verdict from backfill.run_window order by 1")).toEqual([
      { verdict: "complete" },
      { verdict: "rejected" },
    ]);
  });
});

test("two records that cannot be rendered, in one second that holds more than a page, are reported as two", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, ties: "shuffled" });
  await using db = await createDatabase();
  for (let n = 1; n <= 6; n++) qbo.putRecord("Item", item(`910${n}`, "2026-03-03T10:00:00-08:00"));
  qbo.scenario(["9102", "9105"].map((containsId) => ({ match: { kind: "query", containsId }, fault: "poison-4002" })));

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", {
    ...MARCH,
    page_size: 2,
    workers: 1,
  });

  expect(await db.rows("select id from raw.qb_items order by id")).toEqual(
    ["9101", "9103", "9104", "9106"].map((id) => ({ id })),
  );
  expect(validator?.failure?.message).toContain("failed checks: nothing_rejected (2); not in the table: one ");
});

test.each([3, 1_000])(
  "records that cannot be rendered on both sides of a good one are two, and both are named (page of %i)",
  async (page_size) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    for (let n = 1; n <= 8; n++) qbo.putRecord("Item", item(`910${n}`, `2026-03-03T10:00:0${n}-08:00`));
    qbo.scenario(
      ["9102", "9104"].map((containsId) => ({ match: { kind: "query", containsId }, fault: "poison-4002" })),
    );

    const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", {
      ...MARCH,
      page_size,
      workers: 1,
    });

    expect(validator?.failure?.message).toContain("failed checks: nothing_rejected (2); not in the table: one ");
    expect(await db.rows("select distinct verdict from backfill.run_window order by 1")).toEqual([
      { verdict: "complete" },
      { verdict: "rejected" },
    ]);
  },
);

test("a source that no longer returns any record is reported as unavailable, not as many bad records", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  for (let n = 10; n < 40; n++) qbo.putRecord("Item", item(`91${n}`, `2026-03-03T10:00:${n}-08:00`));
  qbo.scenario([{ match: { kind: "query" }, fault: "poison-4002" }]);

  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("items", { ...MARCH, workers: 1 });

  expect(loader?.exitCode).toBe(75);
  expect(loader?.failure).toMatchObject({ code: "QBO_UNAVAILABLE" });
  expect(await db.value("select count(*)::int from backfill.rejected_record")).toBe(0);
});

test("a range that reaches the present stops a minute behind the source's clock, says so, and is continued by the next run", async () => {
  const startAtMs = Date.parse("2026-07-02T12:00:00Z");
  await using qbo = await startSimulator({ company: "small", seed: 1, clock: { startAtMs, frozen: true } });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const range = { fecha_inicio: "2026-07-02", fecha_fin: "2026-07-04" };
  qbo.putRecord("Item", item("9101", "2026-07-02T04:58:00-07:00"));
  qbo.putRecord("Item", item("9102", "2026-07-02T04:59:30-07:00"));

  const first = await mage.pipeline("items", range);

  expect(first.validator?.failure).toBeUndefined();
  expect(first.loader?.logs.map((line) => line.message)).toContainEqual(
    expect.stringMatching(/^qb\.plan ends at 2026-07-02T11:59:00Z/),
  );
  expect(await db.rows("select id from raw.qb_items order by id")).toEqual([{ id: "9101" }]);

  qbo.clock.advance(3_600_000);
  const second = await mage.pipeline("items", range);

  expect(second.validator?.failure).toBeUndefined();
  expect(await db.rows("select id from raw.qb_items order by id")).toEqual([{ id: "9101" }, { id: "9102" }]);
});

test("a day that stays short of the source's count makes the run incomplete", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.putRecord("Item", item("9101", "2026-03-03T10:00:00-08:00"));
  qbo.putRecord("Item", item("9102", "2026-03-03T11:00:00-08:00"));
  // These records are counted but never returned: each page comes back empty, however often it is asked for.
  qbo.scenario([{ match: { kind: "query" }, extraRows: -1 }]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", {
    ...MARCH,
    page_size: 1,
    workers: 1,
  });

  expect(validator?.exitCode).toBe(65);
  expect(validator?.failure?.message).toContain("source_count_agrees (1)");
  expect(await db.value("select verdict from backfill.run_window where window_start_utc = '2026-03-03'")).toBe("short");
  expect(await db.value("select state from backfill.run")).toBe("incomplete");
});

test("a source that cuts each page one record short is still read to the end", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  for (let number = 1; number <= 25; number += 1) {
    qbo.putRecord("Item", item(String(9100 + number), "2026-03-03T10:00:00-08:00"));
    qbo.putRecord("Item", item(String(9200 + number), `2026-03-03T11:00:${10 + number}-08:00`));
  }
  // Nine records instead of ten, although more exist. A reader that takes a short page for the last page misses the
  // rest.
  qbo.scenario([{ match: { kind: "query" }, extraRows: -1 }]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", {
    ...MARCH,
    page_size: 10,
    workers: 1,
  });

  expect(validator?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from raw.qb_items")).toBe(50);
});
