import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const WHOLE_HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 500 };

function item(id: string, updated: string, name: string): string {
  return `{"Name":"${name}","Active":true,"FullyQualifiedName":"${name}","Taxable":false,"UnitPrice":12.50,"Type":"Service","PurchaseCost":0,"TrackQtyOnHand":false,"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"}}`;
}

test("a record with an escaped NUL is set aside by name, its neighbours are loaded, and the run is not green", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const others = qbo.truth("Item", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").count;
  qbo.putRecord("Item", item("900001", "2026-03-03T10:00:00-08:00", "Nul\\u0000in the name"));

  const { exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", WHOLE_HISTORY);

  expect(await db.value("select count(*)::int from raw.qb_items")).toBe(others);
  expect(
    await db.rows("select record_id, reason, position_on_page > 0 as placed from backfill.rejected_record"),
  ).toEqual([{ record_id: "900001", reason: "NOT_JSONB", placed: true }]);
  expect(exporter?.output).toMatchObject({ rejected: 1 });
  expect(validator?.exitCode).toBe(65);
  expect(validator?.failure?.message).toContain("nothing_rejected (1)");
  expect(await db.value("select state from backfill.run")).toBe("incomplete");
});

test("a record that is nested too deeply for Postgres is set aside by name, beside a record with a NUL, and their neighbours are loaded", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const others = qbo.truth("Item", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").count;
  const nested = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const deep = item("900003", "2026-03-03T10:00:00-08:00", "Deep").replace(/\}$/, `,"Nested":${nested}}`);
  qbo.putRecord("Item", deep);
  qbo.putRecord("Item", item("900001", "2026-03-03T11:00:00-08:00", "Nul\\u0000in the name"));

  const { exporter } = await new MageStandIn(db.settings, qbo).pipeline("items", WHOLE_HISTORY);

  expect(exporter?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from raw.qb_items")).toBe(others);
  expect(await db.rows("select record_id, reason, detail from backfill.rejected_record order by record_id")).toEqual([
    { record_id: "900001", reason: "NOT_JSONB", detail: expect.stringContaining("unsupported Unicode") },
    { record_id: "900003", reason: "NOT_JSONB", detail: expect.stringContaining("max_stack_depth") },
  ]);
});

test("a record edited while the run continues to read is reported as moved, and no other record is lost", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const before = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
  qbo.scenario([
    {
      match: { kind: "query", nth: 2 },
      times: 1,
      after: [{ mutate: { op: "edit", entity: "Invoice", pick: "served-first" } }],
    },
  ]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", WHOLE_HISTORY);

  expect(validator?.failure).toBeUndefined();
  expect(await db.rows("select verdict, count(*)::int as days from backfill.run_window group by 1 order by 1")).toEqual(
    [
      { verdict: "complete", days: 1095 },
      { verdict: "moved", days: 1 },
    ],
  );
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(before.count);
});

test("a record that appears in the past while the run continues to read is found by the count and read", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([
    {
      match: { kind: "query", nth: 3 },
      times: 1,
      after: [{ mutate: { op: "create", entity: "Invoice", at: "2023-07-20T09:00:00Z" } }],
    },
  ]);

  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", WHOLE_HISTORY);

  expect(validator?.failure).toBeUndefined();
  expect(loader?.logs.map((line) => line.message)).toContain("qb.window 1 day short of the source's count: read again");
  const truth = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(truth.count);
  expect(
    await db.rows("select attempts, updated::int from backfill.run_window where window_start_utc = '2023-07-20'"),
  ).toEqual([{ attempts: 2, updated: 0 }]);
});

test("an older copy that is read again does not replace a newer one", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const range = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-05" };
  qbo.putRecord("Item", item("900002", "2026-03-03T10:00:00-08:00", "Old"));
  await mage.pipeline("items", range);
  await db.rows(
    `update raw.qb_items set source_updated_at_utc = '2026-09-09', payload = jsonb_set(payload, '{Name}', '"New"') where id = '900002'`,
  );

  const { exporter } = await mage.pipeline("items", range);

  expect(exporter?.output).toMatchObject({ stale: 1 });
  expect(await db.value("select payload ->> 'Name' from raw.qb_items where id = '900002'")).toBe("New");
});

test("a second that holds more rows than a page is read in steps, and all its rows are loaded", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, ties: "stable" });
  await using db = await createDatabase();
  for (let n = 0; n < 23; n++) qbo.putRecord("Item", item(`9100${n}`, "2026-03-03T10:00:00-08:00", `Import ${n}`));

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", {
    fecha_inicio: "2026-03-01",
    fecha_fin: "2026-03-05",
    page_size: 5,
  });

  expect(validator?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from raw.qb_items where id like '9100%'")).toBe(23);
});

test("the run waits as long as a throttling source asks, and then continues", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "query" }, times: 2, fault: "throttled-429-xml", retryAfterSeconds: 1 }]);

  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", WHOLE_HISTORY);

  expect(validator?.failure).toBeUndefined();
  expect(loader?.logs.filter((line) => line.message.startsWith("qb.wait 1.0 s"))).toHaveLength(2);
  expect(await db.rows("select kind, failed::int from backfill.api_usage where failed > 0")).toEqual([
    { kind: "page", failed: 2 },
  ]);
});

test("pages that take QuickBooks too long (504, 6002) are read in smaller pages, after two more tries", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario("gateway-times-out-on-big-pages");

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
    ...WHOLE_HISTORY,
    page_size: 1_000,
    workers: 1,
  });

  expect(validator?.failure).toBeUndefined();
  const truth = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(truth.count);
  const ofRange = qbo.calls().queries.filter(({ statement }) => statement?.includes("< '2026-07-01"));
  // Three requests, and three more after eight smaller pages succeeded.
  expect(ofRange.filter(({ statement }) => statement?.endsWith("MAXRESULTS 1000"))).toHaveLength(6);
});

test("a gateway that is down for a while (504) makes pages small for a while, not for the rest of the history", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "query", entity: "Invoice" }, times: 9, fault: "gateway-504-xml" }]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
    ...WHOLE_HISTORY,
    page_size: 100,
    workers: 1,
  });

  expect(validator?.failure).toBeUndefined();
  const sizes = qbo
    .calls()
    .queries.filter(({ statement }) => statement?.includes("< '2026-07-01"))
    .flatMap(
      ({ statement }) =>
        /MAXRESULTS (\d+)$/
          .exec(statement ?? "")
          ?.slice(1)
          .map(Number) ?? [],
    );
  expect(Math.min(...sizes)).toBeLessThan(100);
  expect(sizes.slice(-20)).toEqual(Array.from({ length: 20 }, () => 100));
});

test("an access token that ends in the middle of a run costs one sign-in, and the new refresh token is kept", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  qbo.scenario([{ match: { kind: "query", nth: 2 }, times: 1, after: [{ expireAccessTokens: true }] }]);

  const { validator } = await mage.pipeline("invoices", WHOLE_HISTORY);

  expect(validator?.failure).toBeUndefined();
  expect(qbo.calls().byKind.oauth).toBe(2);
  expect(qbo.accepts(String(mage.secrets.QBO_REFRESH_TOKEN))).toBe(true);
});

test("no output line of a program holds a token, a password or a client secret", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const secrets = () => [
    qbo.credentials.clientId,
    qbo.credentials.clientSecret,
    qbo.credentials.refreshToken,
    db.settings.password,
    String(mage.secrets.QBO_REFRESH_TOKEN),
  ];
  const known = secrets();

  const runs = Object.values(await mage.pipeline("items", WHOLE_HISTORY));

  const text = runs.map((run) => run.text).join("\n");
  expect(text).toContain("qb.verdict");
  for (const secret of [...known, ...secrets()]) expect(text.includes(secret)).toBe(false);
});

test("a value that jsonb writes differently stays the same value, and the hash is of the text as received", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const plain = item("900003", "2026-03-03T10:00:00-08:00", "Caf\\u00e9");
  const spelt = plain
    .replace('"UnitPrice":12.50', '"UnitPrice":1.5E+3')
    .replace('"PurchaseCost":0', '"PurchaseCost":-0.0');
  qbo.putRecord("Item", spelt.replace('"Taxable":false', '"Taxable":true,"Taxable":false'));
  qbo.putRecord("Item", item("900004", "2026-03-03T10:00:01-08:00", "Too large").replace("12.50", "1E+999999"));

  await new MageStandIn(db.settings, qbo).pipeline("items", { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-05" });

  const sent = qbo
    .truth("Item", "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z")
    .records.find(({ id }) => id === "900003");
  expect(
    await db.rows(
      `select payload ->> 'UnitPrice' as price, payload ->> 'PurchaseCost' as cost, payload ->> 'Taxable' as taxable,
              payload ->> 'Name' as name, payload_sha256 as sha256
       from raw.qb_items where id = '900003'`,
    ),
  ).toEqual([{ price: "1500", cost: "0.0", taxable: "false", name: "Café", sha256: sent?.sha256 }]);
  expect(await db.rows("select record_id, reason from backfill.rejected_record")).toEqual([
    { record_id: "900004", reason: "NOT_JSONB" },
  ]);
});
