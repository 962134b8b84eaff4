import { expect, test } from "vitest";
import { startSimulator } from "./index";
import { Caller } from "./testing/caller";

const start = (changesPerMinute: number) =>
  startSimulator({
    company: "small",
    changesPerMinute,
    clock: { startAtMs: Date.parse("2026-07-02T00:00:00Z"), frozen: true },
  });

test("people change the company at the rate given, as time passes, and always in the same way for a seed", async () => {
  const histories: string[] = [];
  for (let time = 0; time < 2; time++) {
    await using qbo = await start(120);
    const caller = await Caller.of(qbo);
    const before = qbo.truth("Invoice");
    qbo.clock.advance(59_000);
    await caller.query("select count(*) from Invoice");
    const after = qbo.truth("Invoice");
    const changed = after.records.filter(({ sha256 }) => !before.records.some((record) => record.sha256 === sha256));
    expect(changed.length).toBeGreaterThan(20);
    expect(changed.every(({ lastUpdatedTime }) => (lastUpdatedTime ?? "") >= "2026-07-02T00:00:00")).toBe(true);
    histories.push(JSON.stringify(after));
  }
  expect(histories[0]).toBe(histories[1]);
});

test("nothing changes when nobody changes the company", async () => {
  await using qbo = await start(0);
  const before = qbo.truth("Customer");
  qbo.clock.advance(86_400_000);
  expect(await (await Caller.of(qbo)).count("select count(*) from Customer where Active in (true, false)")).toBe(
    before.count,
  );
  expect(qbo.truth("Customer")).toEqual(before);
});

test("a scan by position over a changing company misses records", async () => {
  await using qbo = await start(600);
  const caller = await Caller.of(qbo);
  const before = new Set(qbo.truth("Invoice").records.map(({ id }) => id));
  const seen = new Set<string>();
  for (let at = 1; at < 90; at += 10) {
    qbo.clock.advance(1000);
    for (const id of await caller.ids(`select * from Invoice startposition ${at} maxresults 10`)) seen.add(id);
  }
  const stillThere = new Set(qbo.truth("Invoice").records.map(({ id }) => id));
  expect([...before].filter((id) => stillThere.has(id) && !seen.has(id)).length).toBeGreaterThan(0);
});

test("no window up to now finds a stamp from the future, and a window without an end does", async () => {
  await using qbo = await start(0);
  const caller = await Caller.of(qbo);
  qbo.scenario("record-from-the-future");
  const since = "select count(*) from Invoice where MetaData.LastUpdatedTime >= '2026-07-01T00:00:00Z'";
  expect(await caller.count(`${since} and MetaData.LastUpdatedTime < '2026-07-02T00:00:00Z'`)).toBe(0);
  expect(await caller.count(since)).toBe(1);
});

test("a record without MetaData is in the plain query and in no window", async () => {
  await using qbo = await start(0);
  const caller = await Caller.of(qbo);
  qbo.scenario("record-without-metadata");
  expect(await caller.ids("select * from Item maxresults 1000")).toContain("8888888001");
  expect(
    await caller.ids("select * from Item where MetaData.LastUpdatedTime >= '1990-01-01T00:00:00Z' maxresults 1000"),
  ).not.toContain("8888888001");
  expect(qbo.truth("Item").records.find(({ id }) => id === "8888888001")?.lastUpdatedTime).toBeNull();
});
