import { describe, expect, test } from "vitest";
import { FakeClock, openGate, received, scripted, signedIn, Vault } from "../../test/support/scripted";
import { AccessTokens } from "./access";
import { readCount } from "./answer";
import { QboClient } from "./client";
import type { Reply } from "./reply";

/** One row for each code that QuickBooks is known to answer with, and for each what the operator sees. */
const json = (code: string, type = "ValidationFault") =>
  JSON.stringify({
    Fault: { Error: [{ Message: "m", Detail: "the detail", code }], type },
    time: "2026-02-01T00:00:00Z",
  });
const xml = (code: string) =>
  `<IntuitResponse time="x"><Fault type="SERVICE"><Error code="${code}"><Message>m</Message><Detail>the detail</Detail></Error></Fault></IntuitResponse>`;
const html = "<html><body>Service Unavailable</body></html>";
const good = received(200, '{"QueryResponse":{"totalCount":41}}');

/** Asks once, with a script of replies. A sign-in comes before the first reply and after each refused token. */
async function ask(...script: (Reply | "page")[]) {
  const replies = script.filter((step) => step !== "page");
  const kind = script.includes("page") ? "page" : "count";
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
  const outcome = await client.query(kind, "select", readCount).catch((error: unknown) => error);
  return { outcome, clock };
}

describe("the operator sees only a wait where QuickBooks", () => {
  test.each<[string, Reply]>([
    ["limits the minute (429, XML to a caller who asked for JSON)", received(429, xml("3001"))],
    ["limits the minute as it did in 2016 (403 with 3001)", received(403, xml("3001"))],
    ["is down behind its gateway (502)", received(502, html)],
    ["is down behind its gateway (503)", received(503, html)],
    ["took too long (504, 6002)", received(504, xml("6002"))],
    ["has an outage (500 with 3100, which with 403 would mean something else)", received(500, xml("3100"))],
    ["has an application error once (10000)", received(400, json("10000", "SystemFault"))],
    ["says once that a record breaks a count (4002)", received(400, json("4002"))],
    ["says once inside a 200 that an operation is unsupported (500)", received(200, json("500"))],
    ["has an application error once (10000 with 500)", received(500, json("10000", "SystemFault"))],
    ["puts a fault into a 200", received(200, json("10000", "SystemFault"))],
    ["sends a page of its gateway with 200", received(200, html)],
    ["cuts its answer off", received(200, '{"QueryResponse":{"totalC')],
    ["answers nothing", received(200, "")],
    ["resets the connection", { kind: "broken", reason: "the connection failed (ECONNRESET)" }],
    ["does not answer in time", { kind: "broken", reason: "the connection failed (ECONNABORTED)" }],
  ])("%s", async (_, fault) => {
    const { outcome, clock } = await ask(fault, good);
    expect(outcome).toMatchObject({ value: { count: 41 } });
    expect(clock.slept).toHaveLength(1);
  });
});

test("the operator sees nothing where a token ends during a run (401, 3200): one sign-in, and the call is repeated once", async () => {
  const expired = received(401, '{"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"}}');
  const { outcome, clock } = await ask(expired, expired, expired, signedIn("access-2", "refresh-2"), good);
  expect(outcome).toMatchObject({ value: { count: 41 } });
  expect(clock.slept).toHaveLength(2);
});

describe("the operator reads at once", () => {
  test.each<[string, Reply, { code: string; exitCode: number }]>([
    [
      "that the app was disconnected or has the wrong keys (403, 3100)",
      received(403, json("3100")),
      { code: "QBO_FORBIDDEN", exitCode: 77 },
    ],
    ["that the user lost the rights (401, 120)", received(401, json("120")), { code: "QBO_FORBIDDEN", exitCode: 77 }],
    [
      "that the user has no permission (403, 5020)",
      received(403, json("5020")),
      { code: "QBO_FORBIDDEN", exitCode: 77 },
    ],
    [
      "that the subscription has ended (400, 6190)",
      received(400, json("6190")),
      { code: "QBO_FORBIDDEN", exitCode: 77 },
    ],
    [
      "that a statement is not understood (400, 4000)",
      received(400, json("4000")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    [
      "that a property cannot be asked for (400, 4001)",
      received(400, json("4001")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    ["that an object is not there (400, 610)", received(400, json("610")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that a property is unsupported (400, 2010)", received(400, json("2010")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that a parameter is missing (400, 2020)", received(400, json("2020")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that an id is invalid (400, 2030)", received(400, json("2030")), { code: "QBO_REFUSED", exitCode: 65 }],
    ["that an operation is unsupported (400, 500)", received(400, json("500")), { code: "QBO_REFUSED", exitCode: 65 }],
    [
      "that a copy is out of date (400, 5010), though only a write can cause it",
      received(400, json("5010")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    [
      "that a name is taken (400, 6240), though only a write can cause it",
      received(400, json("6240")),
      { code: "QBO_REFUSED", exitCode: 65 },
    ],
    ["that a path does not exist (404)", received(404, html), { code: "QBO_REFUSED", exitCode: 65 }],
  ])("%s", async (_, fault, told) => {
    const { outcome, clock } = await ask(fault);
    expect(outcome).toMatchObject({ ...told, retryable: false });
    expect((outcome as { remedy: string }).remedy).not.toBe("");
    expect(clock.slept).toEqual([]);
  });
});

test.each([400, 500])("a record that makes its page fail (%i, 4002) is searched for at once", async (status) => {
  const { outcome, clock } = await ask(received(status, json("4002")), "page");
  expect(outcome).toMatchObject({ code: "QBO_REFUSED", exitCode: 65, ids: { fault: "4002" } });
  expect(clock.slept).toEqual([]);
});

describe("the operator reads after a quarter of an hour, and the run goes on later,", () => {
  test.each<[string, Reply, string]>([
    ["that a limit lasts: the minute's by others, or the month's (429)", received(429, xml("3001")), "QBO_THROTTLED"],
    ["that QuickBooks stays down (503)", received(503, html), "QBO_UNAVAILABLE"],
  ])("%s", async (_, fault, code) => {
    const { outcome, clock } = await ask(...Array<Reply>(200).fill(fault));
    expect(outcome).toMatchObject({ code, exitCode: 75 });
    const waitedMs = clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(waitedMs).toBeLessThanOrEqual(15 * 60_000);
    expect(waitedMs).toBeGreaterThan(13 * 60_000);
  });
});
