import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const WHOLE_HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
const ENTITIES = ["customers", "items", "invoices"];

/** Answers calls with 401 although their token is valid. */
const REFUSED = { fault: "unauthorized-401-lowercase" } as const;

test("three pipelines at once sign in once, also if each sign-in ends the earlier access tokens", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1, latencyMs: 20, accessTokens: "end-at-refresh" });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");
  const mage = new MageStandIn(db.settings, qbo);

  const loads = ENTITIES.map((entity) => mage.start("loader", entity, { ...WHOLE_HISTORY, page_size: 100 }).done);

  for (const load of await Promise.all(loads)) expect(load.failure).toBeUndefined();
  expect(qbo.calls().byKind.oauth).toBe(1);
  expect(qbo.calls().queries.filter(({ status }) => status === 401)).toEqual([]);
});

test("a run within the next hour does not sign in, and still says when the connection ends", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("customers", WHOLE_HISTORY);

  const { loader } = await mage.pipeline("items", WHOLE_HISTORY);

  expect(loader?.failure).toBeUndefined();
  expect(qbo.calls().byKind.oauth).toBe(1);
  expect(loader?.logs.some(({ message }) => message.startsWith("qb.token issued"))).toBe(true);
});

test("when every sixth call is refused although its token is valid, every run is green, and hardly any run signs in again", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1, latencyMs: 20, accessTokens: "end-at-refresh" });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");
  const mage = new MageStandIn(db.settings, qbo);
  const sixth = (kind: "query" | "count" | "companyinfo") => ({ match: { kind, every: 6 }, ...REFUSED });
  qbo.scenario([sixth("query"), sixth("count"), sixth("companyinfo")]);

  const variables = { ...WHOLE_HISTORY, page_size: 50 };
  const loads = ENTITIES.map((entity) => mage.start("loader", entity, variables).done);

  for (const load of await Promise.all(loads)) expect(load.failure).toBeUndefined();
  expect(qbo.calls().faults["unauthorized-401-lowercase"]).toBeGreaterThan(5);
  expect(qbo.calls().byKind.oauth).toBeLessThanOrEqual(7);
});

test("when an access token ends in the middle of a run, one sign-in replaces it for all three pipelines", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1, latencyMs: 50, accessTokens: "end-at-refresh" });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");
  const mage = new MageStandIn(db.settings, qbo);
  qbo.scenario([{ match: { kind: "query", nth: 12 }, after: [{ expireAccessTokens: true }] }]);

  const variables = { ...WHOLE_HISTORY, page_size: 50 };
  const loads = ENTITIES.map((entity) => mage.start("loader", entity, variables).done);

  for (const load of await Promise.all(loads)) expect(load.failure).toBeUndefined();
  expect(qbo.calls().byKind.oauth).toBe(2);
});

test("when a company refuses every token, also new ones, the run ends with what to check", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  qbo.scenario([{ match: { kind: "count" }, ...REFUSED }]);

  const { loader } = await mage.pipeline("items", WHOLE_HISTORY);

  expect(loader?.exitCode).toBe(77);
  expect(loader?.failure).toMatchObject({
    code: "QBO_TOKEN_NOT_ACCEPTED",
    message: expect.stringContaining("also one that had just been issued"),
    remedy: expect.stringContaining("QBO_ENV"),
  });
  expect(qbo.calls().byKind.oauth).toBeLessThanOrEqual(5);
}, 240_000);
