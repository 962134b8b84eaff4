import { describe, expect, test } from "vitest";
import { openGate, received, signedIn } from "../../test/support/scripted";
import { REALM, scriptedClient, signIn } from "../../test/support/scripted-client";
import { ConfigError, ContractError } from "../errors";
import { utcInstant } from "../job/instants";
import { readCompanyName, readCount, readPage } from "./answer";
import type { Gate } from "./call";
import type { QboClient } from "./client";
import type { Reply } from "./reply";
import type { Request } from "./transport";

const STATEMENT = "SELECT COUNT(*) FROM Item WHERE MetaData.LastUpdatedTime < '2026-01-31T00:00:00Z'";
const count = received(200, '{"QueryResponse":{"totalCount":41}}', { tid: "tid-good" });
const throttled = received(
  429,
  '<Fault type="SERVICE"><Error code="3001"><Detail>Try again later</Detail></Error></Fault>',
);
const refused = received(401, '{"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"}}');

function setUp(...replies: Reply[]) {
  const parts = scriptedClient(...replies);
  const { client, clientBehind } = parts;
  const ask = (gate?: Gate, signal?: AbortSignal) =>
    (gate === undefined ? client : clientBehind(gate)).query("count", STATEMENT, readCount, { signal });
  return { ...parts, ask };
}

test("a statement goes, encoded, to the company's address, with the stored token", async () => {
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

test("the company's information is asked for by the company's number", async () => {
  const { client, requests } = setUp(signIn, received(200, "{}"));
  await client.companyInfo(String);
  expect(requests[1]?.url).toBe(`https://qbo.example/v3/company/${REALM}/companyinfo/${REALM}?minorversion=75`);
});

/** The tokens of the calls in order; `Basic` stands for a sign-in. */
const askedWith = (requests: readonly Request[]) =>
  requests.map(({ headers }) => headers.Authorization?.replace(/^Basic .*/, "Basic").replace("Bearer ", ""));

test("a good token that is refused once is used again after a pause, without a sign-in", async () => {
  const { ask, requests, clock } = setUp(signIn, refused, count);
  expect((await ask()).value.count).toBe(41);
  expect(askedWith(requests)).toEqual(["Basic", "access-1", "access-1"]);
  expect(clock.slept).toEqual([500]);
});

test("a token that is refused three times is renewed, and the call is repeated", async () => {
  const { ask, requests, clock } = setUp(signIn, refused, refused, refused, signedIn("access-2", "refresh-3"), count);
  expect((await ask()).value.count).toBe(41);
  expect(askedWith(requests)).toEqual(["Basic", "access-1", "access-1", "access-1", "Basic", "access-2"]);
  expect(requests[5]?.url).toBe(requests[1]?.url);
  expect(clock.slept).toEqual([500, 1_000]);
});

test("an expired token is renewed before the first call", async () => {
  const { ask, requests, clock } = setUp(signIn, count, signedIn("access-2", "refresh-3"), count);
  await ask();
  clock.pass(3_600_000);
  await ask();
  expect(askedWith(requests)).toEqual(["Basic", "access-1", "Basic", "access-2"]);
});

test("a token that another program has replaced is replaced here without a sign-in or a pause", async () => {
  const { ask, vault, requests, clock } = setUp(signIn, count, refused, count);
  await ask();
  vault.access = { value: "access-of-another", issuedAtMs: clock.now(), endsAtMs: clock.now() + 3_600_000 };
  await ask();
  expect(askedWith(requests)).toEqual(["Basic", "access-1", "access-1", "access-of-another"]);
  expect(clock.slept).toEqual([]);
});

test("tokens that are refused for two minutes, new ones too, end the run with what a person must do", async () => {
  const { clientBehind, clock, requests } = scriptedClient();
  let signIns = 0;
  const client = clientBehind(openGate(clock), async (request) => {
    requests.push(request);
    return request.method === "POST" ? signedIn(`access-${++signIns}`, "refresh-1") : refused;
  });
  await expect(client.query("count", STATEMENT, readCount)).rejects.toMatchObject({
    code: "QBO_TOKEN_NOT_ACCEPTED",
    exitCode: 77,
    retryable: false,
    message: expect.stringMatching(/for \d+ s, also one that had just been issued/),
    remedy: expect.stringContaining("QBO_ENV"),
  });
  const waitedMs = clock.slept.reduce((sum, ms) => sum + ms, 0);
  expect(waitedMs).toBeLessThanOrEqual(3 * 60_000);
  expect(waitedMs).toBeGreaterThan(30_000);
  expect(signIns).toBeLessThanOrEqual(5);
});

test("after a 429 the client waits at least the minute that Intuit asks for, logs it, and goes on", async () => {
  const { ask, clock, calls, waits } = setUp(signIn, throttled, count);
  expect((await ask()).value.count).toBe(41);
  expect(clock.slept).toEqual([60_500]);
  expect(waits).toEqual(["60500 HTTP 429, fault 3001: Try again later"]);
  expect(calls).toEqual(["count failed", "count answered"]);
});

test("a 429 that does not end is not the limit of a minute: the run ends within a quarter of an hour", async () => {
  const { ask, clock, requests } = setUp(signIn, ...Array<Reply>(20).fill(throttled));
  await expect(ask()).rejects.toMatchObject({ code: "QBO_THROTTLED", exitCode: 75, retryable: false });
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15 * 60_000);
  expect(requests).toHaveLength(1 + 1 + 4);
});

test.each<[string, Reply]>([
  ["a gateway's page", received(503, "<html>503</html>")],
  ["a broken connection", { kind: "broken", reason: "the connection failed (ECONNRESET)" }],
  ["a body that is cut off", received(200, '{"QueryResponse":{"totalCount":4')],
])("%s is asked again after growing pauses, up to a quarter of an hour", async (_, reply) => {
  const { ask, clock } = setUp(signIn, reply, reply, reply, count);
  expect((await ask()).value.count).toBe(41);
  expect(clock.slept).toEqual([500, 1_000, 2_000]);

  const lasting = setUp(signIn, ...Array<Reply>(60).fill(reply));
  await expect(lasting.ask()).rejects.toMatchObject({ code: "QBO_UNAVAILABLE", exitCode: 75, retryable: true });
  expect(lasting.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15 * 60_000);
  expect(lasting.clock.slept.length).toBeGreaterThan(20);
});

test("time spent waiting for others at the gate does not count as patience", async () => {
  const gone = received(503, "<html>503</html>");
  const { ask, clock } = setUp(signIn, ...Array<Reply>(8).fill(gone), count);
  const busy = { ...openGate(clock), enter: () => clock.sleep(2 * 60_000).then(() => async () => undefined) };
  expect((await ask(busy)).value.count).toBe(41);
});

test("a barrier on the way to QuickBooks ends a call, and a sign-in, at the first reply", async () => {
  const error = new ConfigError("PROXY_REFUSED", "The proxy refuses.", { remedy: "Change the proxy." });
  const [asking, signingIn] = [setUp(signIn, { kind: "barred", error }), setUp({ kind: "barred", error })];
  for (const { ask, clock } of [asking, signingIn]) {
    await expect(ask()).rejects.toBe(error);
    expect(clock.slept).toEqual([]);
  }
  expect([asking.requests.length, signingIn.requests.length]).toEqual([2, 1]);
});

test("a client that is stopped makes no more calls, and gives the reason for the stop", async () => {
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

test("a pause that QuickBooks asks for is kept", async () => {
  const { ask, clock } = setUp(
    signIn,
    received(429, "", { retryAfterMs: 90_000 }),
    received(503, "", { retryAfterMs: 7_000 }),
    count,
  );
  await ask();
  expect(clock.slept).toEqual([90_000, 7_000]);
});

test.each([429, 503])(
  "a Retry-After that is over already (HTTP %i) does not make the client ask without end",
  async (status) => {
    const { ask } = setUp(signIn, ...Array<Reply>(200).fill(received(status, "", { retryAfterMs: 0 })));
    await expect(ask()).rejects.toMatchObject({ exitCode: 75 });
  },
);

test.each<[number, string, string, object]>([
  [400, "4001", "a query that QuickBooks will not answer", { code: "QBO_REFUSED", exitCode: 65, retryable: false }],
  [403, "3100", "an app that was disconnected", { code: "QBO_FORBIDDEN", exitCode: 77, retryable: false }],
])("HTTP %i with fault %s, %s, ends the run at once and names Intuit's trace id", async (status, code, _, error) => {
  const body = JSON.stringify({ Fault: { Error: [{ Message: "m", Detail: "d", code }], type: "x" } });
  const { ask, clock, calls } = setUp(signIn, received(status, body, { tid: "1-abc" }));
  await expect(ask()).rejects.toMatchObject({ ...error, ids: { intuit_tid: "1-abc" } });
  expect(clock.slept).toEqual([]);
  expect(calls).toEqual(["count failed"]);
});

const answersThatAreNone: [string, string][] = [
  ["an empty object", "{}"],
  ["a count without a count", '{"QueryResponse":{}}'],
  ["a count of more records than there can be", '{"QueryResponse":{"totalCount":9007199254740991}}'],
  ["a fault with lower-case keys", '{"fault":{"error":[{"message":"m","code":"6000"}],"type":"SERVICE"}}'],
  ["fault 500", '{"Fault":{"Error":[{"Message":"Unsupported Operation","code":"500"}],"type":"ValidationFault"}}'],
  ["fault 120", '{"Fault":{"Error":[{"Message":"AuthorizationFailure","code":"120"}],"type":"SERVICE"}}'],
  ["fault 3100", '{"Fault":{"Error":[{"Message":"errorCode=003100","code":"3100"}],"type":"SERVICE"}}'],
];

describe.each(answersThatAreNone)("a 200 with %s is not an answer:", (_, body) => {
  const none = received(200, body, { tid: "1-abc" });

  test("the call is repeated, and one such reply is not noticed", async () => {
    const { ask } = setUp(signIn, none, none, none, count);
    expect((await ask()).value.count).toBe(41);
  });

  test("replies that stay so end the run with Intuit's trace id", async () => {
    const { ask, requests, clock } = setUp(signIn, none, none, none, none);
    await expect(ask()).rejects.toMatchObject({
      code: expect.stringMatching(/^QBO_(ANSWER_SHAPE|REFUSED|FORBIDDEN)$/),
      retryable: false,
      ids: { intuit_tid: "1-abc" },
    });
    expect(requests).toHaveLength(1 + 4);
    expect(clock.slept).toEqual([500, 1_000, 2_000]);
  });
});

test.each<[string, (client: QboClient) => Promise<unknown>]>([
  ["a page", (client) => client.query("page", STATEMENT, (body) => readPage(body, { qbo: "Item" }))],
  ["the company", (client) => client.companyInfo(readCompanyName)],
  ["changes", (client) => client.cdc(["Item"], utcInstant(0))],
])("an empty object is no answer to a question for %s either", async (_, question) => {
  const { client, requests } = setUp(signIn, ...Array<Reply>(4).fill(received(200, "{}")));
  await expect(question(client)).rejects.toMatchObject({ code: "QBO_ANSWER_SHAPE" });
  expect(requests).toHaveLength(1 + 4);
});

test("a count that fails once for an unreadable record is repeated, and nothing is reported", async () => {
  const badRecord = received(400, '{"Fault":{"Error":[{"Message":"m","code":"4002"}],"type":"ValidationFault"}}');
  const { ask } = setUp(signIn, badRecord, count);
  expect((await ask()).value.count).toBe(41);
});

test("a call whose answer is not understood is counted, because Intuit counts it too", async () => {
  const { ask, calls } = setUp(signIn, ...Array<Reply>(4).fill(received(200, '{"QueryResponse":{}}')));
  await expect(ask()).rejects.toBeInstanceOf(ContractError);
  expect(calls).toEqual(Array(4).fill("count failed"));
});

describe("while a limit refuses every call", () => {
  /** The replies of each caller. A caller that asks twice at the same time is noticed. */
  function crowd(answers: (nth: number) => Reply) {
    const { clientBehind, clock } = scriptedClient();
    const asked: number[] = [];
    let pausedUntil = 0;
    const gate: Gate = {
      enter: async () => {
        if (pausedUntil > clock.now()) clock.pass(pausedUntil - clock.now());
        return async () => undefined;
      },
      pause: async (ms) => {
        pausedUntil = Math.max(pausedUntil, clock.now() + ms);
      },
    };
    const client = clientBehind(gate, async (request) => {
      if (request.method === "POST") return signIn;
      const nth = asked.push(clock.now());
      await new Promise(setImmediate);
      return answers(nth);
    });
    const ask = (callers: number) =>
      Promise.allSettled(Array.from({ length: callers }, () => client.query("count", STATEMENT, readCount)));
    return { ask, asked };
  }

  test("eight callers together make four more calls, and all give up within a quarter of an hour", async () => {
    const { ask, asked } = crowd(() => throttled);
    const outcomes = await ask(8);
    expect(asked).toHaveLength(8 + 4);
    expect(outcomes.every((outcome) => outcome.status === "rejected" && outcome.reason.code === "QBO_THROTTLED")).toBe(
      true,
    );
    expect((asked.at(-1) ?? 0) - (asked[0] ?? 0)).toBeLessThanOrEqual(15 * 60_000);
  });

  test("one caller asks whether it still does, and all go on when it does not", async () => {
    const { ask, asked } = crowd((nth) => (nth <= 8 ? throttled : count));
    const outcomes = await ask(8);
    expect(outcomes.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(asked).toHaveLength(8 + 8);
  });
});
