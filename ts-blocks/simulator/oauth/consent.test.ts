import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { startSimulator } from "../index";
import type { Simulator } from "../simulator";
import { Caller, hear } from "../testing/caller";

const REDIRECT = "http://127.0.0.1:9/callback";
const start = () =>
  startSimulator({ company: "small", clock: { startAtMs: Date.parse("2026-07-02T00:00:00Z"), frozen: true } });

function ask(qbo: Simulator, more: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    client_id: qbo.credentials.clientId,
    response_type: "code",
    scope: "com.intuit.quickbooks.accounting openid",
    redirect_uri: REDIRECT,
    state: "s-1&2",
    ...more,
  });
}

/** Sends the form of the page as a browser does, and follows no redirect. */
async function decide(qbo: Simulator, decision: string, more: Record<string, string> = {}): Promise<URL> {
  const page = await hear(`${qbo.oauthAuthorizeUrl}?${ask(qbo, more)}`, {});
  expect(page.status).toBe(200);
  const form = new URLSearchParams({ decision });
  for (const [, name = "", value = ""] of page.text.matchAll(
    /<input type="(?:hidden|radio)" name="([^"]*)" value="([^"]*)"/g,
  )) {
    form.set(name, value.replaceAll("&amp;", "&"));
  }
  const answer = await fetch(`${qbo.url}/connect/oauth2/decision`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    redirect: "manual",
  });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("location") ?? "");
}

test("a person connects a company, and the code becomes a pair of tokens that opens the API", async () => {
  await using qbo = await start();
  const landed = await decide(qbo, "connect");
  expect(landed.searchParams.get("state")).toBe("s-1&2");
  expect(landed.searchParams.get("realmId")).toBe(qbo.credentials.realmId);
  const caller = new Caller(qbo);
  const form = {
    grant_type: "authorization_code",
    code: landed.searchParams.get("code") ?? "",
    redirect_uri: REDIRECT,
  };
  const heard = await caller.token(form);
  expect(heard.status).toBe(200);
  const pair = JSON.parse(heard.text) as { access_token: string; refresh_token: string; realmId?: string };
  expect(pair.realmId).toBeUndefined();
  caller.accessToken = pair.access_token;
  expect((await caller.query("select count(*) from Invoice")).status).toBe(200);
  expect(qbo.accepts(pair.refresh_token)).toBe(true);
  expect(await caller.token(form)).toMatchObject({
    status: 400,
    text: '{"error":"invalid_grant","error_description":"Invalid authorization code"}',
  });
});

test("a code does not work after five minutes, nor for another address", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  const exchange = async (redirect: string): Promise<number> => {
    const code = (await decide(qbo, "connect")).searchParams.get("code") ?? "";
    if (redirect === REDIRECT) qbo.clock.advance(5 * 60_000);
    return (await caller.token({ grant_type: "authorization_code", code, redirect_uri: redirect })).status;
  };
  expect(await exchange(REDIRECT)).toBe(400);
  expect(await exchange("http://127.0.0.1:9/elsewhere")).toBe(400);
});

test("with a challenge only the holder of its verifier gets the tokens", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  const verifier = "v".repeat(64);
  const challenge = {
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  for (const [given, status] of [
    ["wrong", 400],
    [verifier, 200],
  ] as const) {
    const code = (await decide(qbo, "connect", challenge)).searchParams.get("code") ?? "";
    const heard = await caller.token({
      grant_type: "authorization_code",
      code,
      redirect_uri: REDIRECT,
      code_verifier: given,
    });
    expect(heard.status).toBe(status);
  }
});

test("a person who cancels is sent back without a code", async () => {
  await using qbo = await start();
  const landed = await decide(qbo, "cancel");
  expect([landed.searchParams.get("error"), landed.searchParams.get("code")]).toEqual(["access_denied", null]);
});

test.each([
  ["another app", { client_id: "nobody" }],
  ["a scope without accounting", { scope: "openid" }],
  ["no state", { state: "" }],
  ["an address that is no web page", { redirect_uri: "javascript:alert(1)" }],
])("%s meets a page that says so, and no redirect", async (_what, wrong) => {
  await using qbo = await start();
  const page = await hear(`${qbo.oauthAuthorizeUrl}?${ask(qbo, wrong)}`, {});
  expect(page.status).toBe(400);
  expect(page.text).toContain("cannot be connected");
});

test("a revoked token ends the connection at once", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const { clientId, clientSecret } = qbo.credentials;
  const heard = await hear(qbo.oauthRevokeUrl, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ token: caller.refreshToken }),
  });
  expect(heard.status).toBe(200);
  expect((await caller.query("select count(*) from Invoice")).status).toBe(401);
  expect((await caller.refresh()).status).toBe(400);
  caller.refreshToken = qbo.consent();
  expect((await caller.refresh()).status).toBe(200);
});
