import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { systemClock } from "../../src/clock";
import { utcInstant } from "../../src/job/instants";
import { AccessTokens } from "../../src/qbo/access";
import { QboClient } from "../../src/qbo/client";
import { Counts } from "../../src/qbo/counts";
import { axiosTransport } from "../../src/qbo/transport";
import { openGate, Vault } from "../support/scripted";

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

/** The client of the programs, over the wire. */
function connect({ apiBaseUrl, oauthTokenUrl, credentials }: Simulator): QboClient {
  const { clientId, clientSecret, refreshToken, realmId } = credentials;
  const transport = axiosTransport(() => Date.now());
  const quiet = { onCall: () => {}, onToken: () => {} };
  const oauth = { clientId, clientSecret, tokenUrl: oauthTokenUrl };
  const tokens = new AccessTokens(oauth, new Vault([refreshToken]), transport, systemClock, quiet);
  const gate = openGate(systemClock);
  return new QboClient({
    apiBaseUrl,
    realmId,
    tokens,
    transport,
    gate,
    clock: systemClock,
    onCall: () => {},
    onWait: () => {},
  });
}

test("counts of several entities and ranges come in one request, and a refused count does not affect the others", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  const counts = new Counts(connect(qbo));
  const names = ["Customer", "Custmoer", "Invoice"];

  const outcomes = await counts.of(names.map((name) => `SELECT COUNT(*) FROM ${name}`));

  expect(outcomes[0]).toMatchObject({ kind: "counted", sourceTime: expect.stringMatching(/Z$/) });
  expect(outcomes[1]).toMatchObject({ kind: "refused", error: { ids: { fault: "4001" } } });
  expect(outcomes[2]).toMatchObject({ kind: "counted", count: qbo.truth("Invoice").records.length });
  const { byKind } = qbo.calls();
  expect([byKind.batch, byKind.count]).toEqual([1, undefined]);
});

test("changes of two entities come in one call, with a deleted record among them", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  const client = connect(qbo);
  const since = utcInstant(qbo.clock.now() - 60_000);
  const [edited = "", deleted = ""] = qbo.truth("Invoice").records.map(({ id }) => id);
  qbo.mutate({ op: "edit", entity: "Invoice", id: edited });
  qbo.mutate({ op: "delete", entity: "Invoice", id: deleted });

  const { value } = await client.cdc(["Customer", "Invoice"], since);

  const invoices = value.blocks.get("Invoice");
  expect(invoices?.keys.map(({ id }) => id)).toEqual([edited]);
  expect(invoices?.deleted.map(({ id }) => id)).toEqual([deleted]);
  expect(value.overflow).toBe(false);
  expect(qbo.calls().byKind.cdc).toBe(1);
});
