import { describe, expect, test } from "vitest";
import { FakeClock, received, scripted, signedIn, Vault } from "../../test/support/scripted";
import { AccessTokens } from "./access";
import type { Reply } from "./reply";

const client = { clientId: "client-1", clientSecret: "secret-1", tokenUrl: "https://oauth.example/token" };
const dead = received(400, '{"error":"invalid_grant"}');

/** Access tokens with a script of replies of the token endpoint. `trace` lists what happened, in order. */
function setUp(replies: Reply[], stored = ["refresh-1"]) {
  const trace: string[] = [];
  const { transport, requests } = scripted(replies, trace);
  const vault = new Vault(stored, trace);
  const clock = new FakeClock();
  const tokens = new AccessTokens(client, vault, transport, clock, {
    onCall: (ok) => trace.push(ok ? "counted" : "counted as failed"),
    onToken: (token) => trace.push(`hidden ${token}`),
    onShared: async () => void trace.push("shared"),
    onWait: (reason) => trace.push(`wait ${reason}`),
  });
  return { tokens, trace, requests, clock, vault };
}

test("a new refresh token is stored before the access token that came with it is used", async () => {
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
  const token = tokens.get().then(({ value }) => trace.push(`handed out ${value}`));
  await new Promise(setImmediate);
  expect(trace).toEqual(["lease refresh-1", "POST token", "counted", "storing"]);
  storing();
  await token;
  expect(trace.slice(4)).toEqual(["stored", "hidden access-1", "handed out access-1"]);
});

test("a refresh token that came back unchanged is not stored again, and the lease is released", async () => {
  const { tokens, trace } = setUp([signedIn("access-1", "refresh-1")]);
  expect((await tokens.get()).value).toBe("access-1");
  expect(trace).toEqual(["lease refresh-1", "POST token", "counted", "release as accepted", "hidden access-1"]);
});

test("a signed-in run does not sign in again until its token is refused", async () => {
  const { tokens, requests } = setUp([signedIn("access-1", "refresh-1"), signedIn("access-2", "refresh-1")]);
  const first = await tokens.get();
  expect([first.value, (await tokens.get()).value, requests.length]).toEqual(["access-1", "access-1", 1]);
  expect([(await tokens.renew(first)).value, requests.length]).toEqual(["access-2", 2]);
  expect([(await tokens.renew(first)).value, requests.length]).toEqual(["access-2", 2]); // a late complaint about the old one
});

test("callers that need a token at the same moment share one sign-in", async () => {
  const { tokens, trace } = setUp([signedIn("access-1", "refresh-2")]);
  const older = { value: "an older one", issuedAtMs: 0, endsAtMs: 0 };
  const all = await Promise.all([tokens.get(), tokens.get(), tokens.renew(older), tokens.look(older)]);
  expect(new Set(all.map(({ value }) => value))).toEqual(new Set(["access-1"]));
  expect(trace.filter((step) => step.startsWith("lease") || step.startsWith("POST"))).toEqual([
    "lease refresh-1",
    "POST token",
  ]);
});

describe("of the access token that all programs share", () => {
  /** Another program has signed in: its token is in the store, and lasts this long. */
  function sharedBy(other: { readonly value: string; readonly lastsMs: number }, replies: Reply[] = []) {
    const parts = setUp(replies);
    const now = parts.clock.now();
    parts.vault.access = { value: other.value, issuedAtMs: now, endsAtMs: now + other.lastsMs };
    return parts;
  }

  test("a stored one is used, without a sign-in", async () => {
    const { tokens, trace, requests } = sharedBy({ value: "access-of-all", lastsMs: 3_600_000 });
    expect((await tokens.get()).value).toBe("access-of-all");
    expect(trace).toEqual(["lease refresh-1", "release", "hidden access-of-all", "shared"]);
    expect(requests).toHaveLength(0);
  });

  test("one that expires in less than a minute is not used", async () => {
    const { tokens } = sharedBy({ value: "access-of-all", lastsMs: 59_000 }, [signedIn("access-2", "refresh-2")]);
    expect((await tokens.get()).value).toBe("access-2");
  });

  test("the one of a sign-in is stored with its refresh token, also when that came back unchanged", async () => {
    for (const refreshToken of ["refresh-2", "refresh-1"]) {
      const { tokens, vault } = setUp([signedIn("access-1", refreshToken)]);
      const access = await tokens.get();
      expect(vault.access).toEqual(access);
      expect(access.endsAtMs - access.issuedAtMs).toBe(3_600_000);
    }
  });

  test("one that another program has stored since is used instead of a refused one", async () => {
    const { tokens, vault, requests } = setUp([signedIn("access-1", "refresh-1")]);
    const mine = await tokens.get();
    vault.access = { ...mine, value: "access-of-another" };
    expect((await tokens.look(mine)).value).toBe("access-of-another");
    vault.access = { ...mine, value: "access-of-a-third" };
    expect((await tokens.renew({ ...mine, value: "access-of-another" })).value).toBe("access-of-a-third");
    expect(requests).toHaveLength(1);
  });

  test("a refused one that has not expired is tried once more, without a sign-in", async () => {
    const { tokens, requests } = setUp([signedIn("access-1", "refresh-1")]);
    const mine = await tokens.get();
    expect(await tokens.look(mine)).toEqual(mine);
    expect(requests).toHaveLength(1);
  });

  test("a refused one that has expired leads to a sign-in at once", async () => {
    const { tokens, clock } = setUp([signedIn("access-1", "refresh-1"), signedIn("access-2", "refresh-1")]);
    const mine = await tokens.get();
    clock.pass(3_600_000);
    expect((await tokens.look(mine)).value).toBe("access-2");
  });

  test("a refused one is never taken back from the store", async () => {
    const { tokens } = setUp([signedIn("access-1", "refresh-1"), signedIn("access-2", "refresh-1")]);
    expect((await tokens.renew(await tokens.get())).value).toBe("access-2");
  });
});

test("an access token is replaced before it expires", async () => {
  const { tokens, clock } = setUp([signedIn("access-1", "refresh-1"), signedIn("access-2", "refresh-1")]);
  await tokens.get();
  clock.pass(3_600_000 - 59_000);
  expect((await tokens.get()).value).toBe("access-2");
});

test.each([
  ["half an hour", 1_800, 1_800_000],
  ["nothing", undefined, 3_600_000],
  ["a second", 1, 300_000],
  ["a time that has passed", -5, 3_600_000],
  ["no number", "soon", 3_600_000],
  ["a million years", 3e13, 3_600_000],
])("where Intuit says that it lasts %s, no call signs in again", async (_, expires_in, lastsMs) => {
  const body = JSON.stringify({ access_token: "access-1", refresh_token: "refresh-1", expires_in });
  const { tokens, clock } = setUp([received(200, body)]);
  const { issuedAtMs, endsAtMs } = await tokens.get();
  expect([issuedAtMs, endsAtMs - issuedAtMs]).toEqual([clock.now(), lastsMs]);
  expect((await tokens.get()).value).toBe("access-1");
});

test("after invalid_grant the store is read once more before the connection is reported as lost", async () => {
  const { tokens, trace, requests } = setUp([dead, dead]);
  await expect(tokens.get()).rejects.toMatchObject({ code: "QBO_CONNECTION_DEAD", exitCode: 77, retryable: false });
  const once = ["lease refresh-1", "POST token", "counted as failed", "release as refused"];
  expect(trace).toEqual([...once, "lease refresh-1", "release"]);
  // A dead token is not sent again: sending it twice revokes a grant for good.
  expect(requests).toHaveLength(1);
});

test("after invalid_grant, a newer value that another program has stored is used", async () => {
  const { tokens, trace, requests } = setUp([dead, signedIn("access-1", "refresh-3")], ["refresh-1", "refresh-2"]);
  expect((await tokens.get()).value).toBe("access-1");
  expect(requests.map(({ body }) => new URLSearchParams(body).get("refresh_token"))).toEqual([
    "refresh-1",
    "refresh-2",
  ]);
  expect(trace).toContain("store refresh-3");
});

test.each<[string, Reply]>([
  ["a gateway's page", received(503, "<html>503 Service Temporarily Unavailable</html>")],
  ["a page with 200", received(200, "<html>Sign in</html>")],
  ["a timeout", { kind: "broken", reason: "the connection failed (ECONNABORTED)" }],
])("%s in place of tokens stores nothing: the same value is sent again, after a pause", async (_, reply) => {
  const { tokens, trace, requests, clock } = setUp([reply, reply, signedIn("access-1", "refresh-1")]);
  expect((await tokens.get()).value).toBe("access-1");
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
  expect((await tokens.get()).value).toBe("access-1");
  expect(trace.slice(0, 3)).toEqual(["lease refresh-1", "lease refresh-2", "POST token"]);
});

test("a token endpoint that never gives a usable answer ends the run, which can be started again later", async () => {
  const { tokens, trace } = setUp(Array(5).fill(received(503, "")));
  await expect(tokens.get()).rejects.toMatchObject({ code: "QBO_TOKEN_UNAVAILABLE", exitCode: 75, retryable: true });
  expect(trace.filter((step) => step === "release")).toHaveLength(5);
  expect(trace.filter((step) => step.startsWith("wait"))).toEqual(
    Array(4).fill("wait sign-in: the token endpoint answered HTTP 503 without a token"),
  );
  expect(trace.filter((step) => step.startsWith("store"))).toEqual([]);
});

test("an app that Intuit does not know releases its lease and does not ask again", async () => {
  const { tokens, trace } = setUp([received(401, '{"error":"invalid_client"}')]);
  await expect(tokens.get()).rejects.toMatchObject({ code: "QBO_CLIENT_REFUSED", exitCode: 64 });
  expect(trace.at(-1)).toBe("release");
});

test("a new value that could not be stored ends the run, and its access token is never used", async () => {
  const { tokens, trace, vault } = setUp([signedIn("access-1", "refresh-2"), signedIn("access-2", "refresh-3")]);
  const store = vault.store.bind(vault);
  vault.store = () => Promise.reject(new Error("the lease was taken away"));
  await expect(tokens.get()).rejects.toThrow("the lease was taken away");
  expect(trace).not.toContain("release"); // storing ends a lease, whether it succeeds or not
  vault.store = store;
  expect((await tokens.get()).value).toBe("access-2");
});
