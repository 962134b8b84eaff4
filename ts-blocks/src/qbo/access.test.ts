import { expect, test } from "vitest";
import { answer, FakeClock, scripted, signedIn, Vault } from "../../test/support/scripted";
import { AccessTokens } from "./access";
import type { Reply } from "./judge";

const client = { clientId: "client-1", clientSecret: "secret-1", tokenUrl: "https://oauth.example/token" };
const dead = answer(400, '{"error":"invalid_grant"}');

/** Access tokens over a script of the token endpoint's replies; `trace` tells what happened, in order. */
function setUp(replies: Reply[], stored = ["refresh-1"]) {
  const trace: string[] = [];
  const { transport, requests } = scripted(replies, trace);
  const vault = new Vault(stored, trace);
  const clock = new FakeClock();
  const tokens = new AccessTokens(client, vault, transport, clock, {
    onCall: (ok) => trace.push(ok ? "counted" : "counted as failed"),
    onToken: (token) => trace.push(`hidden ${token}`),
  });
  return { tokens, trace, requests, clock, vault };
}

test("a new refresh token is stored before the access token that came with it is handed out", async () => {
  const { tokens, trace, vault } = setUp([signedIn("access-1", "refresh-2")]);
  let storing = () => {};
  vault.store = () => {
    trace.push("storing");
    return new Promise((resolve) => {
      storing = () => {
        trace.push("stored");
        resolve();
      };
    });
  };
  const token = tokens.get().then((value) => trace.push(`handed out ${value}`));
  await new Promise(setImmediate);
  expect(trace).toEqual(["lease refresh-1", "POST token", "counted", "storing"]);
  storing();
  await token;
  expect(trace.slice(4)).toEqual(["stored", "hidden access-1", "handed out access-1"]);
});

test("a refresh token that came back unchanged is not stored again: the lease is given back", async () => {
  const { tokens, trace } = setUp([signedIn("access-1", "refresh-1")]);
  expect(await tokens.get()).toBe("access-1");
  expect(trace).toEqual(["lease refresh-1", "POST token", "counted", "release as accepted", "hidden access-1"]);
});

test("a signed-in run does not sign in again until its token is refused", async () => {
  const { tokens, requests } = setUp([signedIn("access-1", "refresh-1"), signedIn("access-2", "refresh-1")]);
  expect([await tokens.get(), await tokens.get(), requests.length]).toEqual(["access-1", "access-1", 1]);
  expect([await tokens.renew("access-1"), requests.length]).toEqual(["access-2", 2]);
  expect([await tokens.renew("access-1"), requests.length]).toEqual(["access-2", 2]); // a late complaint about the old one
});

test("callers that need a token at the same moment share one sign-in", async () => {
  const { tokens, trace } = setUp([signedIn("access-1", "refresh-2")]);
  expect(await Promise.all([tokens.get(), tokens.get(), tokens.renew("an older one")])).toEqual([
    "access-1",
    "access-1",
    "access-1",
  ]);
  expect(trace.filter((step) => step.startsWith("lease") || step.startsWith("POST"))).toEqual([
    "lease refresh-1",
    "POST token",
  ]);
});

test("after invalid_grant the store is read once more, and only then the connection is called dead", async () => {
  const { tokens, trace, requests } = setUp([dead, dead]);
  await expect(tokens.get()).rejects.toMatchObject({ code: "QBO_CONNECTION_DEAD", exitCode: 77, retryable: false });
  const once = ["lease refresh-1", "POST token", "counted as failed", "release as refused"];
  expect(trace).toEqual([...once, "lease refresh-1", "release"]);
  // A dead token is not sent again: reuse is what revokes a grant for good.
  expect(requests).toHaveLength(1);
});

test("a newer value that somebody else has stored meanwhile is used after invalid_grant", async () => {
  const { tokens, trace, requests } = setUp([dead, signedIn("access-1", "refresh-3")], ["refresh-1", "refresh-2"]);
  expect(await tokens.get()).toBe("access-1");
  expect(requests.map(({ body }) => new URLSearchParams(body).get("refresh_token"))).toEqual([
    "refresh-1",
    "refresh-2",
  ]);
  expect(trace).toContain("store refresh-3");
});

test.each<[string, Reply]>([
  ["a gateway's page", answer(503, "<html>503 Service Temporarily Unavailable</html>")],
  ["a page with 200", answer(200, "<html>Sign in</html>")],
  ["a timeout", { kind: "broken", reason: "the connection failed (ECONNABORTED)" }],
])("%s in place of tokens stores nothing: the same value is sent again, after a pause", async (_, reply) => {
  const { tokens, trace, requests, clock } = setUp([reply, reply, signedIn("access-1", "refresh-1")]);
  expect(await tokens.get()).toBe("access-1");
  expect(trace.filter((step) => /^(store|release)/.test(step))).toEqual(["release", "release", "release as accepted"]);
  expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
  expect(clock.slept).toEqual([500, 1_000]);
});

test.each([
  ["the process was stopped", (clock: FakeClock) => clock.pass(11_000)],
  ["the machine slept, which one of the two clocks does not count", (clock: FakeClock) => clock.sleepWholly(11_000)],
])("when %s between the lease and the call, the lease is asked for again before the token is sent", async (_, stop) => {
  const { tokens, trace, vault, clock } = setUp([signedIn("access-1", "refresh-3")], ["refresh-1", "refresh-2"]);
  const lease = vault.lease.bind(vault);
  let stopped = false;
  vault.lease = async () => {
    const token = await lease();
    if (!stopped) stop(clock);
    stopped = true;
    return token;
  };
  expect(await tokens.get()).toBe("access-1");
  expect(trace.slice(0, 3)).toEqual(["lease refresh-1", "lease refresh-2", "POST token"]);
});

test("a token endpoint that never answers usefully ends the run, which may be run again later", async () => {
  const { tokens, trace } = setUp(Array(5).fill(answer(503, "")));
  await expect(tokens.get()).rejects.toMatchObject({ code: "QBO_TOKEN_UNAVAILABLE", exitCode: 75, retryable: true });
  expect(trace.filter((step) => step === "release")).toHaveLength(5);
  expect(trace.filter((step) => step.startsWith("store"))).toEqual([]);
});

test("an app that Intuit does not know gives its lease back and asks no second time", async () => {
  const { tokens, trace } = setUp([answer(401, '{"error":"invalid_client"}')]);
  await expect(tokens.get()).rejects.toMatchObject({ code: "QBO_CLIENT_REFUSED", exitCode: 64 });
  expect(trace.at(-1)).toBe("release");
});

test("a new value that could not be stored ends the run, and its access token is never handed out", async () => {
  const { tokens, trace, vault } = setUp([signedIn("access-1", "refresh-2"), signedIn("access-2", "refresh-3")]);
  const store = vault.store.bind(vault);
  vault.store = () => Promise.reject(new Error("the lease was taken away"));
  await expect(tokens.get()).rejects.toThrow("the lease was taken away");
  expect(trace).not.toContain("release"); // storing ends a lease, whether it succeeds or not
  vault.store = store;
  expect(await tokens.get()).toBe("access-2");
});
