import { describe, expect, test } from "vitest";
import { answer, FakeClock, openGate, scripted, signedIn, Vault } from "../../test/support/scripted";
import { AccessTokens } from "./access";
import { readCount } from "./answer";
import { QboClient } from "./client";
import type { Reply } from "./judge";

/** Every row of the codes that QuickBooks is known to answer with, by what the operator sees of it. */
const json = (code: string, type = "ValidationFault") =>
  JSON.stringify({
    Fault: { Error: [{ Message: "m", Detail: "the detail", code }], type },
    time: "2026-02-01T00:00:00Z",
  });
const xml = (code: string) =>
  `<IntuitResponse time="x"><Fault type="SERVICE"><Error code="${code}"><Message>m</Message><Detail>the detail</Detail></Error></Fault></IntuitResponse>`;
const html = "<html><body>Service Unavailable</body></html>";
const good = answer(200, '{"QueryResponse":{"totalCount":41}}');

/** Asks once over a script of replies; a sign-in comes before the first and wherever a token is refused. */
async function ask(...replies: Reply[]) {
  const clock = new FakeClock();
  const { transport } = scripted([signedIn("access-1", "refresh-1"), ...replies]);
  const client = new QboClient({
    apiBaseUrl: "https://qbo.example",
    realmId: "1",
    tokens: new AccessTokens(
      { clientId: "c", clientSecret: "s", tokenUrl: "https://oauth.example" },
      new Vault(["refresh-0"]),
      transport,
      clock,
      { onCall: () => undefined, onToken: () => undefined },
    ),
    transport,
    gate: openGate(clock),
    clock,
    onCall: () => undefined,
    onWait: () => undefined,
  });
  const outcome = await client.query("count", "select", readCount).catch((error: unknown) => error);
  return { outcome, clock };
}

describe("the operator sees nothing but a wait where QuickBooks", () => {
  test.each<[string, Reply]>([
    ["limits the minute (429, XML to a caller who asked for JSON)", answer(429, xml("3001"))],
    ["limits the minute as it did in 2016 (403 with 3001)", answer(403, xml("3001"))],
    ["is down behind its gateway (502)", answer(502, html)],
    ["is down behind its gateway (503)", answer(503, html)],
    ["took too long (504, 6002)", answer(504, xml("6002"))],
    ["has an outage (500 with 3100, which with 403 would mean something else)", answer(500, xml("3100"))],
    ["has an application error once (10000)", answer(400, json("10000", "SystemFault"))],
    ["has an application error once (10000 with 500)", answer(500, json("10000", "SystemFault"))],
    ["puts a fault into a 200", answer(200, json("10000", "SystemFault"))],
    ["sends a page of its gateway with 200", answer(200, html)],
    ["cuts its answer off", answer(200, '{"QueryResponse":{"totalC')],
    ["answers nothing", answer(200, "")],
    ["resets the connection", { kind: "broken", reason: "the connection failed (ECONNRESET)" }],
    ["does not answer in time", { kind: "broken", reason: "the connection failed (ECONNABORTED)" }],
  ])("%s", async (_, fault) => {
    const { outcome, clock } = await ask(fault, good);
    expect(outcome).toMatchObject({ value: { count: 41 } });
    expect(clock.slept).toHaveLength(1);
  });
});

test("the operator sees nothing at all where a token expires in mid-run (401, 3200): one sign-in, one replay", async () => {
  const expired = answer(401, '{"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"}}');
  const { outcome, clock } = await ask(expired, signedIn("access-2", "refresh-2"), good);
  expect(outcome).toMatchObject({ value: { count: 41 } });
  expect(clock.slept).toEqual([]);
});

describe("the operator is told at once", () => {
  test.each<[string, Reply, { code: string; exitCode: number }]>([
    [
      "that the app was disconnected or has the wrong keys (403, 3100)",
      answer(403, json("3100")),
      { code: "QBO_FORBIDDEN", exitCode: 77 },
    ],
    ["that the user lost the rights (401, 120)", answer(401, json("120")), { code: "QBO_FORBIDDEN", exitCode: 77 }],
    ["that the user has no permission (403, 5020)", answer(403, json("5020")), { code: "QBO_FORBIDDEN", exitCode: 77 }],
    ["that the subscription has ended (400, 6190)", answer(400, json("6190")), { code: "QBO_FORBIDDEN", exitCode: 77 }],
    [
      "that a statement is not understood (400, 4000)",
      answer(400, json("4000")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    [
      "that a property cannot be asked for (400, 4001)",
      answer(400, json("4001")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    ["that a record breaks its page (400, 4002)", answer(400, json("4002")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that a record breaks its page (500, 4002)", answer(500, json("4002")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that an object is not there (400, 610)", answer(400, json("610")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that a property is unsupported (400, 2010)", answer(400, json("2010")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that a parameter is missing (400, 2020)", answer(400, json("2020")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that an id is invalid (400, 2030)", answer(400, json("2030")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that an operation is unsupported (400, 500)", answer(400, json("500")), { code: "QBO_REFUSED", exitCode: 65 }],
    [
      "that a copy is out of date (400, 5010), though only a write can cause it",
      answer(400, json("5010")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    [
      "that a name is taken (400, 6240), though only a write can cause it",
      answer(400, json("6240")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    ["that a path does not exist (404)", answer(404, html), { code: "QBO_REFUSED", exitCode: 65 }],
  ])("%s", async (_, fault, told) => {
    const { outcome, clock } = await ask(fault);
    expect(outcome).toMatchObject({ ...told, retryable: false });
    expect((outcome as { remedy: string }).remedy).not.toBe("");
    expect(clock.slept).toEqual([]);
  });
});

describe("the operator is told after a quarter of an hour, and the run goes on later,", () => {
  test.each<[string, Reply, string]>([
    ["that a limit lasts: the minute's by others, or the month's (429)", answer(429, xml("3001")), "QBO_THROTTLED"],
    ["that QuickBooks stays down (503)", answer(503, html), "QBO_UNAVAILABLE"],
  ])("%s", async (_, fault, code) => {
    const { outcome, clock } = await ask(...Array<Reply>(200).fill(fault));
    expect(outcome).toMatchObject({ code, exitCode: 75 });
    const waitedMs = clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(waitedMs).toBeLessThanOrEqual(15 * 60_000);
    expect(waitedMs).toBeGreaterThan(13 * 60_000);
  });
});
