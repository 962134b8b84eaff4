import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const MARCH = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-08" };
const STAMP = "2026-03-03T10:00:00-08:00";

function invoice(id: string, updated: string, memo = "import"): string {
  return `{"AllowIPNPayment":false,"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"},"DocNumber":"${id}","TxnDate":"2026-03-03","CurrencyRef":{"value":"USD"},"PrivateNote":"${memo}","Line":[],"CustomerRef":{"value":"1"},"TotalAmt":100.00,"Balance":0}`;
}

test.each(["edit", "delete"] as const)(
  "a record that leaves (%s) a second that is read by row number does not hide the record that it shifted",
  async (op) => {
    await using qbo = await startSimulator({ company: "small", seed: 1, ties: "stable" });
    await using db = await createDatabase();
    for (let n = 10; n < 33; n++) qbo.putRecord("Invoice", invoice(`91${n}`, STAMP));
    qbo.scenario([
      {
        match: { kind: "query", statement: "STARTPOSITION 6" },
        times: 1,
        after: [{ mutate: { op, entity: "Invoice", id: "9111" } }],
      },
    ]);

    const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
      ...MARCH,
      page_size: 5,
      workers: 1,
    });

    expect(validator?.failure).toBeUndefined();
    const held = await db.rows<{ id: string }>("select id from raw.qb_invoices where id like '91%'");
    const truth = qbo.truth("Invoice", "2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z").records;
    const missing = truth.filter(({ id }) => !held.some((row) => row.id === id));
    expect(missing).toEqual([]);
    expect(truth.some(({ id }) => id === "9111")).toBe(false);
  },
);

test("a record that left the range does not hide a record that appeared in it unseen", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([
    {
      match: { kind: "query", nth: 3 },
      times: 1,
      after: [
        { mutate: { op: "create", entity: "Invoice", at: "2023-07-20T09:00:00Z" } },
        { mutate: { op: "edit", entity: "Invoice", pick: "served-first" } },
      ],
    },
  ]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
    fecha_inicio: "2023-07-01",
    fecha_fin: "2026-07-01",
    page_size: 500,
    workers: 1,
  });

  expect(validator?.failure).toBeUndefined();
  const held = new Set((await db.rows<{ id: string }>("select id from raw.qb_invoices")).map(({ id }) => id));
  const truth = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").records;
  expect(truth.filter(({ id }) => !held.has(id))).toEqual([]);
});

test("rows that are stale or rejected and at a page's edge are counted once", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, ties: "stable" });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  for (let n = 10; n < 16; n++) qbo.putRecord("Invoice", invoice(`91${n}`, `2026-03-03T10:00:${n}-08:00`));
  await mage.pipeline("invoices", MARCH);
  await db.rows(
    `update raw.qb_invoices
     set source_updated_at_utc = '2026-09-09 12:00:00Z', sync_token = 1,
         payload = payload || '{"SyncToken": "1", "MetaData": {"LastUpdatedTime": "2026-09-09T05:00:00-07:00"}}'
     where id like '91%'`,
  );

  const stale = await mage.pipeline("invoices", { ...MARCH, page_size: 3, workers: 1 });

  expect(stale.exporter?.output).toMatchObject({ stale: 6 });
  expect(stale.validator?.failure).toBeUndefined();

  for (let n = 10; n < 16; n++) {
    qbo.putRecord("Invoice", invoice(`92${n}`, `2026-03-04T10:00:${n}-08:00`, "nul \\u0000 inside"));
  }
  const rejected = await mage.pipeline("invoices", { ...MARCH, page_size: 3, workers: 1 });

  expect(rejected.exporter?.output).toMatchObject({ rejected: 6 });
  expect(rejected.validator?.failure?.message).toContain("failed checks: nothing_rejected (6)");
});

test("two pipelines that write first, for two companies, do not both succeed", async () => {
  await using first = await startSimulator({ company: "small", seed: 1 });
  await using second = await startSimulator({ company: "small", seed: 2 });
  await using db = await createDatabase();

  const runs = await Promise.all([
    new MageStandIn(db.settings, first).start("loader", "customers", MARCH).done,
    new MageStandIn(db.settings, second).start("loader", "items", MARCH).done,
  ]);

  expect(runs.map((run) => run.failure?.code).filter(Boolean)).toEqual(["COMPANY_DIFFERS"]);
  expect(await db.value("select count(*)::int from backfill.run")).toBe(1);
});

test("sessions that Postgres ends are reported as a lost connection, and a new run succeeds", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const history = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 500, workers: 2 };
  qbo.scenario([{ match: { kind: "query", nth: 3 }, times: 1, delayMs: 60_000 }]);
  const loading = mage.start("loader", "invoices", history);
  await expect
    .poll(() => db.value("select count(*)::int from backfill.staged_page"), { timeout: 30_000 })
    .toBeGreaterThan(1);

  await db.rows(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'qb_loader invoices' and datname = current_database()",
  );

  const { exitCode, failure } = await loading.done;
  expect([exitCode, failure?.code, failure?.retryable]).toEqual([75, "POSTGRES_LOST", true]);
  qbo.calm();
  const { validator } = await mage.pipeline("invoices", history);
  expect(validator?.failure).toBeUndefined();
});

test("a run whose rows a later, wider run has replaced is still found complete", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  for (let n = 10; n < 15; n++) qbo.putRecord("Invoice", invoice(`91${n}`, `2026-03-03T10:00:${n}-08:00`));
  const narrow = await mage.start("loader", "invoices", MARCH).done;
  await mage.start("exporter", "invoices", MARCH, [narrow.output ?? null]).done;
  await mage.pipeline("invoices", { fecha_inicio: "2026-02-01", fecha_fin: "2026-04-01" });

  const taken = await mage.start("validator", "invoices", MARCH, [narrow.output ?? null]).done;

  expect(taken.failure).toBeUndefined();
});

test("a balance that changes without a new SyncToken is loaded, and overlapping ranges end with the newest copy", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const old = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
  await mage.pipeline("customers", old);
  const [customer] = await db.rows<{ id: string; sync_token: string; payload_sha256: string }>(
    "select id, sync_token, payload_sha256 from raw.qb_customers order by id limit 1",
  );
  qbo.mutate({ op: "touch", entity: "Customer", id: String(customer?.id), at: "2026-07-05T10:00:00Z" });

  const wide = await mage.pipeline("customers", { fecha_inicio: "2026-06-01", fecha_fin: "2026-08-01" });
  const replay = await mage.pipeline("customers", old);

  expect([wide.validator?.failure, replay.validator?.failure]).toEqual([undefined, undefined]);
  const [held] = await db.rows("select sync_token, payload_sha256 as sha256 from raw.qb_customers where id = $1", [
    customer?.id,
  ]);
  const [now] = qbo.truth("Customer", "2026-07-05T00:00:00Z", "2026-07-06T00:00:00Z").records;
  expect(held).toEqual({ sync_token: customer?.sync_token, sha256: now?.sha256 });
  expect(now?.sha256).not.toBe(customer?.payload_sha256);
});
