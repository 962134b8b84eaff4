import { once } from "node:events";
import { request } from "node:http";
import { createGunzip } from "node:zlib";
import { expect, test } from "vitest";
import { startSimulator } from "../index";
import { memberOf } from "../json-text";
import type { SimulatorOptions } from "../options";
import type { Simulator } from "../simulator";
import { Caller } from "../testing/caller";

const start = (options: SimulatorOptions = {}) =>
  startSimulator({
    company: "small",
    clock: { startAtMs: Date.parse("2026-07-02T00:00:00Z"), frozen: true },
    ...options,
  });
const COUNT = "select count(*) from Invoice";
const PAGE = "select * from Invoice orderby MetaData.LastUpdatedTime, Id startposition 1 maxresults 20";

/** A batch of queries; each item as text. */
async function batch(caller: Caller, ...statements: string[]): Promise<{ status: number; text: string }> {
  const items = statements.map((Query, n) => ({ bId: `${n}`, Query }));
  return caller.post("batch", JSON.stringify({ BatchItemRequest: items }));
}

test("in an outage every transaction type answers empty without a fault in every kind of request, and lists still answer", async () => {
  await using qbo = await start({ scenario: "transactions-answer-empty" });
  const caller = await Caller.of(qbo);
  const [id = ""] = qbo.truth("Bill").records.map((record) => record.id);
  for (const name of ["Invoice", "Bill", "TimeActivity", "RecurringTransaction"]) {
    const heard = await caller.query(`select * from ${name}`);
    expect([name, heard.status, memberOf(heard.text, "QueryResponse")]).toEqual([name, 200, "{}"]);
    expect(await caller.count(`select count(*) from ${name}`)).toBe(0);
  }
  expect((await batch(caller, COUNT)).text).toContain('"totalCount":0');
  expect((await caller.get(`bill/${id}`)).text).toContain('"code":"610"');
  expect((await caller.get("cdc?entities=Bill,Invoice&changedSince=2026-06-15T00:00:00Z")).text).toContain(
    '"QueryResponse":[{},{}]',
  );
  expect(await caller.count("select count(*) from Account")).toBeGreaterThan(20);
  expect(qbo.truth("Invoice").count).toBe(60);
  qbo.calm();
  expect(await caller.count(COUNT)).toBe(60);
});

test("one page is empty although rows follow, and the same request then returns rows", async () => {
  await using qbo = await start({ scenario: "one-page-is-empty" });
  const caller = await Caller.of(qbo);
  const sizes: number[] = [];
  for (let call = 0; call < 3; call++) sizes.push((await caller.rows(PAGE)).length);
  expect(sizes).toEqual([20, 0, 20]);
});

test("the second answer is an empty object once, for pages and for counts", async () => {
  await using qbo = await start({ scenario: "answer-is-an-empty-object-once" });
  const caller = await Caller.of(qbo);
  for (const statement of [PAGE, COUNT]) {
    const texts: string[] = [];
    for (let call = 0; call < 3; call++) texts.push((await caller.query(statement)).text);
    expect(texts.map((text) => text === "{}")).toEqual([false, true, false]);
  }
});

test("the last row of each page is missing, and the count includes the row", async () => {
  await using qbo = await start({ scenario: "last-row-of-each-page-is-missing" });
  const caller = await Caller.of(qbo);
  const met = new Set<string>();
  for (const position of [1, 21, 41, 61])
    for (const id of await caller.ids(PAGE.replace("startposition 1", `startposition ${position}`))) met.add(id);
  expect([met.size, await caller.count(COUNT)]).toEqual([57, 60]);
});

test("every page is the first one when STARTPOSITION is ignored", async () => {
  await using qbo = await start({ scenario: "start-position-is-ignored" });
  const caller = await Caller.of(qbo);
  expect(await caller.ids(PAGE.replace("startposition 1", "startposition 41"))).toEqual(await caller.ids(PAGE));
});

test("a wrong count is answered to a single query and in a batch", async () => {
  await using qbo = await start({ scenario: "counts-are-a-lie" });
  const caller = await Caller.of(qbo);
  expect(await caller.count(COUNT)).toBe(7);
  expect((await batch(caller, COUNT, "select count(*) from Item")).text.match(/"totalCount":7\b/g)).toHaveLength(2);
  qbo.scenario([{ match: { kind: "count" }, totalCount: Number.MAX_SAFE_INTEGER }]);
  expect((await caller.query(COUNT)).text).toContain('"totalCount":9007199254740991');
});

test("a record is dated back after each page: it moves to a time that the reader has already passed", async () => {
  await using qbo = await start({ scenario: "changes-are-back-dated" });
  const caller = await Caller.of(qbo);
  for (let call = 0; call < 5; call++) await caller.rows(PAGE);
  const back = qbo.truth("Invoice", "2026-06-02T00:00:00Z", "2026-06-02T00:00:01Z").records;
  expect(back.length).toBeGreaterThan(2);
  expect(back.every(({ syncToken }) => syncToken !== "0")).toBe(true);
});

test.each([
  ["lowercase-fault-200", '"code":"3200"'],
  ["unsupported-500-in-200", '"code":"500"'],
  ["authorization-120-in-200", '"code":"120"'],
  ["outage-3100-in-200", '"code":"3100"'],
] as const)("%s is a fault inside a 200", async (fault, code) => {
  await using qbo = await start({ scenario: [{ match: { kind: "query" }, times: 1, fault }] });
  const caller = await Caller.of(qbo);
  const heard = await caller.query(PAGE);
  expect([heard.status, heard.text.includes(code)]).toEqual([200, true]);
  expect((await caller.query(PAGE)).text).toContain('"QueryResponse"');
});

test("a rule can replace the normal answer by any other answer", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const answer = { status: 302, contentType: "text/html", headers: { Location: `${qbo.url}/elsewhere` } };
  qbo.scenario([{ match: { kind: "query" }, times: 1, answer }]);
  // The caller follows the redirect and finds nothing there.
  expect((await caller.query(PAGE)).status).toBe(404);
  expect(qbo.calls().queries[0]).toMatchObject({ status: 302, fault: "given-answer" });
  qbo.scenario([{ match: { kind: "count" }, times: 1, answer: { body: '{"QueryResponse":null}' } }]);
  expect((await caller.query(COUNT)).text).toBe('{"QueryResponse":null}');
  expect((await caller.query(COUNT)).text).toContain('"totalCount":60');
});

test("rules about counts and pages apply to the queries of a batch: a fault of the service fails one query, a refusal fails all", async () => {
  await using qbo = await start({ scenario: [{ match: { kind: "count", nth: 2 }, times: 1, fault: "poison-4002" }] });
  const caller = await Caller.of(qbo);
  const one = await batch(caller, COUNT, COUNT, COUNT);
  expect([one.status, one.text.match(/"totalCount":60/g)?.length, one.text.match(/"code":"4002"/g)?.length]).toEqual([
    200, 2, 1,
  ]);
  qbo.scenario([{ match: { kind: "count", nth: 2 }, times: 1, fault: "throttled-429-xml", retryAfterSeconds: 3 }]);
  const all = await caller.post(
    "batch",
    '{"BatchItemRequest":[{"Query":"select count(*) from Item"},{"Query":"select count(*) from Item"}]}',
  );
  expect([all.status, all.headers.get("retry-after")]).toEqual([429, "3"]);
  const [id = ""] = await caller.ids(PAGE);
  qbo.scenario([{ match: { containsId: id }, fault: "poison-4002" }]);
  const poisoned = await batch(caller, `select * from Invoice where Id = '${id}'`, COUNT);
  expect([poisoned.text.includes('"code":"4002"'), poisoned.text.includes('"totalCount":60')]).toEqual([true, true]);
  expect(qbo.calls().batchItems).toBe(5);
});

test("a body that never ends goes on until the caller closes the connection", async () => {
  await using qbo = await start({ scenario: [{ match: { kind: "query" }, fault: "endless-body" }] });
  const response = await ask(qbo, "identity");
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes > 30_000_000) break;
  }
  expect(bytes).toBeGreaterThan(30_000_000);
});

test("a small body unpacks to more than a hundred times its size before the caller stops", async () => {
  await using qbo = await start({ scenario: [{ match: { kind: "query" }, fault: "gzip-bomb" }] });
  const response = await ask(qbo, "gzip");
  expect(response.headers["content-encoding"]).toBe("gzip");
  let packed = 0;
  let unpacked = 0;
  response.on("data", (chunk: Buffer) => {
    packed += chunk.length;
  });
  const gunzip = createGunzip();
  response.pipe(gunzip);
  for await (const chunk of gunzip) {
    unpacked += (chunk as Buffer).length;
    if (unpacked > 200_000_000) break;
  }
  response.destroy();
  expect(unpacked / packed).toBeGreaterThan(100);
});

test("with record-bytes every record has that length, and the truth agrees", async () => {
  await using qbo = await start({ recordBytes: 40_000 });
  const caller = await Caller.of(qbo);
  const { text } = await caller.query("select * from Invoice maxresults 10");
  expect(text.length).toBeGreaterThan(400_000);
  const plain = await start();
  const shape = (simulator: Simulator) =>
    simulator.truth("Bill").records.map(({ id, lastUpdatedTime }) => [id, lastUpdatedTime]);
  expect(shape(qbo)).toEqual(shape(plain));
  await plain.close();
  expect(
    Buffer.byteLength(
      memberOf((await caller.get(`item/${(await caller.ids("select * from Item"))[0]}`)).text, "Item") ?? "",
    ),
  ).toBe(40_000);
});

test("a refresh ends the earlier access tokens if the option says so", async () => {
  for (const [accessTokens, expected] of [
    ["live-on", 200],
    ["end-at-refresh", 401],
  ] as const) {
    await using qbo = await start({ accessTokens, rotate: "never" });
    const [first, second] = [await Caller.of(qbo), await Caller.of(qbo)];
    expect((await first.query(COUNT)).status).toBe(expected);
    expect((await second.query(COUNT)).status).toBe(200);
  }
});

async function ask(qbo: Simulator, encoding: string) {
  const caller = await Caller.of(qbo);
  const path = `/v3/company/${qbo.credentials.realmId}/query?query=${encodeURIComponent(PAGE)}`;
  const headers = {
    authorization: `Bearer ${caller.accessToken}`,
    accept: "application/json",
    "accept-encoding": encoding,
  };
  const asked = request(`${qbo.apiBaseUrl}${path}`, { headers }).end();
  const [response] = (await once(asked, "response")) as [import("node:http").IncomingMessage];
  return response;
}
