import { expect, test } from "vitest";
import { startSimulator } from "../index";
import type { SimulatorOptions } from "../options";
import { SCENARIOS } from "../scenarios/all";
import { Caller } from "../testing/caller";

const start = (options: SimulatorOptions = {}) => startSimulator({ company: "small", ...options });
const COUNT = "select count(*) from Invoice";
const ROWS = "select * from Invoice maxresults 5";

test("throttled-twice-then-fine answers XML to a JSON caller twice, and then rows", async () => {
  await using qbo = await start({ scenario: "throttled-twice-then-fine" });
  const caller = await Caller.of(qbo);
  for (const expected of [429, 429, 200, 200]) {
    const heard = await caller.query(ROWS);
    expect(heard.status).toBe(expected);
    if (expected === 429) {
      expect(heard.headers.get("content-type")).toContain("xml");
      expect(heard.text).toContain("message=ThrottleExceeded; errorCode=003001; statusCode=429");
    }
  }
  expect(qbo.calls().faults).toEqual({ "throttled-429-xml": 2 });
});

test("access-token-expires-in-mid-run kills the token after the third query, and a refresh helps", async () => {
  await using qbo = await start({ scenario: "access-token-expires-in-mid-run" });
  const caller = await Caller.of(qbo);
  const statuses: number[] = [];
  for (let call = 0; call < 4; call++) statuses.push((await caller.query(ROWS)).status);
  expect(statuses).toEqual([200, 200, 200, 401]);
  await caller.refresh();
  expect((await caller.query(ROWS)).status).toBe(200);
});

test("refresh-token-rotates-and-caller-dies loses the answer of a refresh that took effect", async () => {
  await using qbo = await start({ scenario: "refresh-token-rotates-and-caller-dies" });
  const caller = new Caller(qbo);
  await expect(caller.refresh()).rejects.toThrow();
  expect(qbo.accepts(caller.refreshToken)).toBe(false);
});

test("record-moves-between-pages shifts an unread record out of an offset scan", async () => {
  await using qbo = await start({ scenario: "record-moves-between-pages" });
  const caller = await Caller.of(qbo);
  const window =
    "where MetaData.LastUpdatedTime >= '2026-04-01T00:00:00Z' and MetaData.LastUpdatedTime < '2026-07-01T00:00:00Z'";
  const before = await caller.count(`select count(*) from Invoice ${window}`);
  const seen = new Set<string>();
  for (let at = 1; at <= before; at += 20) {
    const page = `select * from Invoice ${window} orderby MetaData.LastUpdatedTime startposition ${at} maxresults 20`;
    for (const id of await caller.ids(page)) seen.add(id);
  }
  expect(seen.size).toBeLessThan(before);
});

test("month-is-spent refuses every read for good, and the token endpoint still answers", async () => {
  await using qbo = await start({ scenario: "month-is-spent" });
  const caller = await Caller.of(qbo);
  for (const statement of [ROWS, COUNT, ROWS]) expect((await caller.query(statement)).status).toBe(429);
  expect((await caller.refresh()).status).toBe(200);
});

test("a poisoned record breaks each page that holds it, and no other", async () => {
  await using qbo = await start({ ties: "stable" });
  const caller = await Caller.of(qbo);
  const ids = await caller.ids("select * from Invoice orderby MetaData.LastUpdatedTime maxresults 60");
  const poisoned = ids[30] ?? "";
  qbo.scenario([{ match: { containsId: poisoned }, fault: "poison-4002" }]);
  const page = (at: number, size: number) =>
    caller.query(`select * from Invoice orderby MetaData.LastUpdatedTime startposition ${at} maxresults ${size}`);
  expect((await page(1, 30)).status).toBe(200);
  const broken = await page(21, 20);
  expect(broken).toMatchObject({ status: 400 });
  expect(broken.text).toContain("QueryProcessingError: To email address entered is invalid");
  expect((await page(32, 20)).status).toBe(200);
});

test("a body cut short and a reset connection reach the caller as network errors", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  for (const fault of ["truncated-body", "connection-reset"] as const) {
    qbo.scenario([{ match: { kind: "query" }, times: 1, fault }]);
    await expect(caller.query("select * from Invoice")).rejects.toThrow();
    expect((await caller.query(ROWS)).status).toBe(200);
  }
});

test("one-invoice-is-poisoned breaks a page for as long as it holds that invoice", async () => {
  await using qbo = await start({ scenario: "one-invoice-is-poisoned" });
  const caller = await Caller.of(qbo);
  expect((await caller.query("select * from Invoice maxresults 1000")).text).toContain('"code":"4002"');
  const statuses = new Set<number>();
  for (let at = 1; at <= 60; at++)
    statuses.add((await caller.query(`select * from Invoice startposition ${at} maxresults 1`)).status);
  expect([...statuses].toSorted()).toEqual([200, 400]);
});

test("a request that is never answered does not keep the simulator from closing", async () => {
  const qbo = await start();
  const caller = await Caller.of(qbo);
  qbo.scenario([{ match: { kind: "query" }, fault: "timeout" }]);
  const answer = expect(caller.query(ROWS)).rejects.toThrow();
  while (qbo.calls().byKind.query !== 1) await new Promise((resolve) => setImmediate(resolve));
  await qbo.close();
  await answer;
});

test.each([
  ["parse-error-4000", 400, '"Message":"Error parsing query"', '"code":"4000"'],
  ["bad-query-4001", 400, '"Message":"Invalid query"', '"code":"4001"'],
  ["authorization-120", 401, "message=AuthorizationFailure; errorCode=000120; statusCode=401", '"code":"120"'],
  ["permission-5020", 403, "message=PermissionDenied; errorCode=005020; statusCode=403", '"code":"5020"'],
] as const)("%s is answered with status %i and its code", async (fault, status, message, code) => {
  await using qbo = await start({ scenario: [{ match: { kind: "query" }, fault }] });
  const heard = await (await Caller.of(qbo)).query(ROWS);
  expect(heard.status).toBe(status);
  expect(heard.text).toContain(message);
  expect(heard.text).toContain(code);
});

test("a record can break the answer that holds it", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const [id = ""] = await caller.ids("select * from Invoice maxresults 1");
  qbo.scenario([{ match: { containsId: id }, fault: "truncated-body" }]);
  await expect(caller.query(`select * from Invoice where Id = '${id}'`)).rejects.toThrow();
  expect(qbo.calls().faults).toEqual({ "truncated-body": 1 });
});

test("page-holds-fewer-than-asked gives a short page although more rows follow", async () => {
  await using qbo = await start({ scenario: "page-holds-fewer-than-asked" });
  const caller = await Caller.of(qbo);
  expect((await caller.rows(ROWS)).length).toBe(5);
  expect((await caller.rows(ROWS)).length).toBe(4);
});

test("page-holds-more-than-asked gives one row too many on every second page", async () => {
  await using qbo = await start({ scenario: "page-holds-more-than-asked" });
  const caller = await Caller.of(qbo);
  expect((await caller.rows(ROWS)).length).toBe(5);
  expect((await caller.rows(ROWS)).length).toBe(6);
});

test("queries wait while held and are answered when released", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  qbo.hold(true);
  const answer = caller.query(ROWS);
  while (qbo.world.gate.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
  qbo.mutate({ op: "edit", entity: "Invoice", pick: "oldest" });
  qbo.hold(false);
  expect((await answer).status).toBe(200);
});

test.each(Object.entries(SCENARIOS))("%s has a description and valid rules", async (name, scenario) => {
  expect(scenario.about).toMatch(/^[A-Z].*\.$/);
  await using qbo = await start({ scenario: name });
  expect(qbo.calls().total).toBe(0);
});
