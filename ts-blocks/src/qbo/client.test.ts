import { expect, test } from "vitest";
import { answer, openGate, signedIn } from "../../test/support/scripted";
import { REALM, scriptedClient, signIn } from "../../test/support/scripted-client";
import { ContractError } from "../errors";
import { readCount } from "./answer";
import type { Gate } from "./client";
import type { Reply } from "./judge";

const STATEMENT = "SELECT COUNT(*) FROM Item WHERE MetaData.LastUpdatedTime < '2026-01-31T00:00:00Z'";
const count = answer(200, '{"QueryResponse":{"totalCount":41}}', { tid: "tid-good" });
const throttled = answer(
  429,
  '<Fault type="SERVICE"><Error code="3001"><Detail>Try again later</Detail></Error></Fault>',
);
const expired = answer(401, '{"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"}}');

function setUp(...replies: Reply[]) {
  const parts = scriptedClient(...replies);
  const { client, clientBehind } = parts;
  const ask = (gate?: Gate, signal?: AbortSignal) =>
    (gate === undefined ? client : clientBehind(gate)).query("count", STATEMENT, readCount, { signal });
  return { ...parts, ask };
}

test("a statement is asked of the company's address, encoded, with the token that was stored for before", async () => {
  const { ask, requests, trace, calls } = setUp(signIn, count);
  expect(await ask()).toMatchObject({ value: { count: 41 }, tid: "tid-good", requestedAt: "2026-02-01T00:00:00Z" });
  expect(requests[1]).toEqual({
    method: "GET",
    url:
      `https://qbo.example/v3/company/${REALM}/query?query=SELECT%20COUNT(*)%20FROM%20Item%20WHERE%20` +
      "MetaData.LastUpdatedTime%20%3C%20'2026-01-31T00%3A00%3A00Z'&minorversion=75",
    headers: { Accept: "application/json", Authorization: "Bearer access-1" },
    timeoutMs: 130_000,
  });
  expect(trace).toEqual(["lease refresh-1", "POST token", "store refresh-2", "GET query"]);
  expect(calls).toEqual(["count answered"]);
});

test("the company's own information is asked for by its number", async () => {
  const { client, requests } = setUp(signIn, answer(200, "{}"));
  await client.companyInfo(JSON.parse);
  expect(requests[1]?.url).toBe(`https://qbo.example/v3/company/${REALM}/companyinfo/${REALM}?minorversion=75`);
});

test("a token that has expired is renewed, and the same question asked once more without a pause", async () => {
  const { ask, requests, clock } = setUp(signIn, expired, signedIn("access-2", "refresh-3"), count);
  expect((await ask()).value.count).toBe(41);
  expect(requests.map(({ headers }) => headers.Authorization?.replace(/^Basic .*/, "Basic"))).toEqual([
    "Basic",
    "Bearer access-1",
    "Basic",
    "Bearer access-2",
  ]);
  expect(requests[3]?.url).toBe(requests[1]?.url);
  expect(clock.slept).toEqual([]);
});

test("a token that is refused as soon as it was issued is a matter for a person", async () => {
  const { ask, requests } = setUp(signIn, expired, signedIn("access-2", "refresh-3"), expired);
  await expect(ask()).rejects.toMatchObject({ code: "QBO_TOKEN_NOT_ACCEPTED", exitCode: 77, retryable: false });
  expect(requests).toHaveLength(4);
});

test("after a 429 the client waits at least the minute that Intuit asks for, says so, and goes on", async () => {
  const { ask, clock, calls, waits } = setUp(signIn, throttled, count);
  expect((await ask()).value.count).toBe(41);
  expect(clock.slept).toEqual([60_500]);
  expect(waits).toEqual(["60500 HTTP 429, fault 3001: Try again later"]);
  expect(calls).toEqual(["count failed", "count answered"]);
});

test("an unbroken 429 is no minute's limit: the run ends before the quarter of an hour is over", async () => {
  const { ask, clock, requests } = setUp(signIn, ...Array<Reply>(20).fill(throttled));
  await expect(ask()).rejects.toMatchObject({ code: "QBO_THROTTLED", exitCode: 75, retryable: false });
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15 * 60_000);
  expect(requests).toHaveLength(1 + 15);
});

test.each<[string, Reply]>([
  ["a gateway's page", answer(503, "<html>503</html>")],
  ["a broken connection", { kind: "broken", reason: "the connection failed (ECONNRESET)" }],
  ["a body that is cut off", answer(200, '{"QueryResponse":{"totalCount":4')],
])("%s is asked again after growing pauses, up to a quarter of an hour", async (_, reply) => {
  const { ask, clock } = setUp(signIn, reply, reply, reply, count);
  expect((await ask()).value.count).toBe(41);
  expect(clock.slept).toEqual([500, 1_000, 2_000]);

  const lasting = setUp(signIn, ...Array<Reply>(60).fill(reply));
  await expect(lasting.ask()).rejects.toMatchObject({ code: "QBO_UNAVAILABLE", exitCode: 75, retryable: true });
  expect(lasting.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15 * 60_000);
  expect(lasting.clock.slept.length).toBeGreaterThan(20);
});

test("time spent waiting for others at the gate uses up no patience", async () => {
  const gone = answer(503, "<html>503</html>");
  const { ask, clock } = setUp(signIn, ...Array<Reply>(8).fill(gone), count);
  const busy = { ...openGate(clock), enter: () => clock.sleep(20 * 60_000).then(() => async () => undefined) };
  expect((await ask(busy)).value.count).toBe(41);
});

test("a client that is told to stop asks no more, and says what it was told", async () => {
  const stop = new AbortController();
  const { ask, clock, requests } = setUp(signIn, { kind: "broken", reason: "the connection failed (ERR_CANCELED)" });
  const full = {
    ...openGate(clock),
    enter: async () => {
      stop.abort(new Error("another worker failed"));
      return async () => undefined;
    },
  };
  await expect(ask(full, stop.signal)).rejects.toThrow("another worker failed");
  expect(requests).toHaveLength(2);
  expect(clock.slept).toEqual([]);
});

test("a pause that the server names is kept", async () => {
  const { ask, clock } = setUp(
    signIn,
    answer(429, "", { retryAfterMs: 90_000 }),
    answer(503, "", { retryAfterMs: 7_000 }),
    count,
  );
  await ask();
  expect(clock.slept).toEqual([90_000, 7_000]);
});

test.each([429, 503])(
  "a Retry-After that is over already (HTTP %i) does not make the client ask without end",
  async (status) => {
    const { ask } = setUp(signIn, ...Array<Reply>(200).fill(answer(status, "", { retryAfterMs: 0 })));
    await expect(ask()).rejects.toMatchObject({ exitCode: 75 });
  },
);

test.each<[number, string, string, object]>([
  [400, "4001", "a query that QuickBooks will not answer", { code: "QBO_REFUSED", exitCode: 65, retryable: false }],
  [403, "3100", "an app that was disconnected", { code: "QBO_FORBIDDEN", exitCode: 77, retryable: false }],
])("HTTP %i with fault %s, %s, ends the run at once and names Intuit's trace id", async (status, code, _, error) => {
  const body = JSON.stringify({ Fault: { Error: [{ Message: "m", Detail: "d", code }], type: "x" } });
  const { ask, clock, calls } = setUp(signIn, answer(status, body, { tid: "1-abc" }));
  await expect(ask()).rejects.toMatchObject({ ...error, ids: { intuit_tid: "1-abc" } });
  expect(clock.slept).toEqual([]);
  expect(calls).toEqual(["count failed"]);
});

test("an answer that is whole but not what was asked for ends the run with Intuit's trace id", async () => {
  const { ask, requests } = setUp(signIn, answer(200, '{"QueryResponse":{}}', { tid: "1-abc" }));
  await expect(ask()).rejects.toMatchObject({ code: "QBO_ANSWER_SHAPE", exitCode: 65, ids: { intuit_tid: "1-abc" } });
  expect(requests).toHaveLength(2);
});

test("a call whose answer is not understood is counted all the same: Intuit counts it too", async () => {
  const { ask, calls } = setUp(signIn, answer(200, '{"QueryResponse":{}}'));
  await expect(ask()).rejects.toBeInstanceOf(ContractError);
  expect(calls).toHaveLength(1);
});
