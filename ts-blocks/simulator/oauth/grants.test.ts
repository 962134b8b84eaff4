import { statSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSimulator } from "../index";
import type { SimulatorOptions } from "../options";
import { Caller, hear } from "../testing/caller";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const start = (options: SimulatorOptions = {}) =>
  startSimulator({
    company: "small",
    clock: { startAtMs: Date.parse("2026-07-02T00:00:00Z"), frozen: true },
    ...options,
  });

test("a refresh answers a bearer pair that opens the API for an hour", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  const heard = await caller.refresh();
  expect(JSON.parse(heard.text)).toMatchObject({ token_type: "bearer", expires_in: 3600 });
  expect(heard.headers.get("intuit_tid")).toMatch(/^1-/);
  expect((await caller.query("select count(*) from Invoice")).status).toBe(200);
  qbo.clock.advance(HOUR_MS - 1);
  expect((await caller.query("select count(*) from Invoice")).status).toBe(200);
  qbo.clock.advance(1);
  const late = await caller.query("select count(*) from Invoice");
  expect(late.status).toBe(401);
  expect(JSON.parse(late.text)).toMatchObject({ fault: { error: [{ code: "3200" }], type: "AUTHENTICATION" } });
  expect(late.headers.get("www-authenticate")).toBe('Bearer realm="Intuit", error="invalid_token"');
});

test("by default every refresh replaces the refresh token, and the old value is dead", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  const first = caller.refreshToken;
  await caller.refresh();
  expect(caller.refreshToken).not.toBe(first);
  expect(qbo.accepts(first)).toBe(false);
  expect(await caller.token({ grant_type: "refresh_token", refresh_token: first })).toMatchObject({
    status: 400,
    text: '{"error":"invalid_grant"}',
  });
  expect(qbo.accepts(caller.refreshToken)).toBe(true);
});

test("with daily rotation the value stays for 24 hours and changes at the first refresh after them", async () => {
  await using qbo = await start({ rotate: "daily" });
  const caller = new Caller(qbo);
  const first = caller.refreshToken;
  qbo.clock.advance(DAY_MS - 1);
  await caller.refresh();
  expect(caller.refreshToken).toBe(first);
  qbo.clock.advance(1);
  await caller.refresh();
  expect(caller.refreshToken).not.toBe(first);
  expect(qbo.accepts(first)).toBe(false);
});

test("two refreshes at once cost the connection, unless that is switched off", async () => {
  for (const concurrentRefresh of ["revoke", "tolerate"] as const) {
    await using qbo = await start({ concurrentRefresh, rotate: "never", latencyMs: 50 });
    const [one, two] = [new Caller(qbo), new Caller(qbo)];
    const statuses = (await Promise.all([one.refresh(), two.refresh()])).map(({ status }) => status);
    const alive = qbo.accepts(qbo.credentials.refreshToken);
    expect(alive).toBe(concurrentRefresh === "tolerate");
    expect(statuses.includes(400)).toBe(concurrentRefresh === "revoke");
  }
});

test("a wrong secret and a missing secret are answered with invalid_client", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  const form = { grant_type: "refresh_token", refresh_token: caller.refreshToken };
  const wrong = Buffer.from(`${qbo.credentials.clientId}:nonsense`).toString("base64");
  expect(await caller.token(form, { authorization: `Basic ${wrong}` })).toMatchObject({
    status: 401,
    text: '{"error":"invalid_client"}',
  });
  const bare = await hear(qbo.oauthTokenUrl, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  expect(bare.status).toBe(401);
  expect(qbo.accepts(caller.refreshToken)).toBe(true);
});

test("a body that is not a form is refused and changes nothing", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  const heard = await caller.token({ grant_type: "refresh_token" }, { "content-type": "application/json" });
  expect(heard).toMatchObject({ status: 400, text: '{"error":"invalid_request"}' });
});

test("a refresh token unused for 100 days is dead, and a consent is dead after five years of use", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  qbo.clock.advance(100 * DAY_MS - 1);
  expect((await caller.refresh()).status).toBe(200);
  qbo.clock.advance(100 * DAY_MS);
  expect((await caller.refresh()).status).toBe(400);
  caller.refreshToken = qbo.consent();
  for (let day = 0; day < 5 * 365; day += 73) {
    expect((await caller.refresh()).status).toBe(200);
    qbo.clock.advance(73 * DAY_MS);
  }
  expect((await caller.refresh()).status).toBe(400);
});

test("a caller that asks by header gets the hard limit of the consent", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  const form = { grant_type: "refresh_token", refresh_token: caller.refreshToken };
  const heard = await caller.token(form, { "x-include-refresh-token-hard-expires-in": "true" });
  expect(JSON.parse(heard.text)).toMatchObject({ x_refresh_token_hard_expires_in: 157_680_000 });
});

test("an identity in a file survives a restart, is private, and holds the new token before it is answered", async () => {
  const folder = await mkdtemp(join(tmpdir(), "simulator-"));
  try {
    const stateFile = join(folder, "identity.json");
    let kept: Simulation;
    {
      await using qbo = await start({ stateFile });
      const caller = await Caller.of(qbo);
      kept = { ...qbo.credentials, refreshToken: caller.refreshToken };
      const stored = JSON.parse(await readFile(stateFile, "utf8")) as { refreshToken: string };
      expect(stored.refreshToken).toBe(caller.refreshToken);
    }
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    await using again = await start({ stateFile });
    expect(again.credentials).toEqual(kept);
    expect((await new Caller(again).refresh()).status).toBe(200);
  } finally {
    await rm(folder, { recursive: true });
  }
});

type Simulation = Awaited<ReturnType<typeof start>>["credentials"];
