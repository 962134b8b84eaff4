import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const WHOLE_HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
const [FROM, TO] = ["2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z"];
type Simulator = Awaited<ReturnType<typeof startSimulator>>;

async function expectTheTruth(qbo: Simulator, db: TestDatabase): Promise<void> {
  const truth = qbo.truth("Invoice", FROM, TO).records.map(({ id, sha256 }) => ({ id, sha256 }));
  expect(await db.rows(`select id, payload_sha256 as sha256 from raw.qb_invoices order by id collate "C"`)).toEqual(
    truth.sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

test("four workers read side by side, each record is held once, and a worker that has finished takes half of another's rest", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1, latencyMs: 120 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");

  const { exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
    ...WHOLE_HISTORY,
    page_size: 50,
    workers: 4,
  });

  expect(validator?.failure).toBeUndefined();
  expect(exporter?.output).toMatchObject({ updated: 0 });
  expect(qbo.calls().concurrencyMax).toBe(4);
  // Four segments were planned, the others are halves. Every instant is in exactly one segment.
  const segments = await db.rows<{ start: Date; end: Date }>(
    `select start_utc as start, end_utc as "end" from backfill.run_segment order by start_utc`,
  );
  expect(segments.length).toBeGreaterThan(4);
  expect(segments.slice(1).map(({ start }) => start)).toEqual(segments.slice(0, -1).map(({ end }) => end));
  await expectTheTruth(qbo, db);
});

test("three pipelines at once keep the limits of the company, which they share", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1, latencyMs: 60 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_at_once_max = 3, calls_per_second_max = 8");
  const mage = new MageStandIn(db.settings, qbo);
  // Signs in first: one program at a time uses the refresh token, as under Mage's lease.
  await mage.pipeline("items", { fecha_inicio: "2023-07-01", fecha_fin: "2023-07-02" });
  qbo.resetCalls();

  const loads = ["customers", "items", "invoices"].map(
    (entity) => mage.start("loader", entity, { ...WHOLE_HISTORY, page_size: 100, workers: 4 }).done,
  );

  for (const load of await Promise.all(loads)) expect(load.failure).toBeUndefined();
  const calls = qbo.calls();
  expect(calls.total).toBeGreaterThan(40);
  expect(calls.concurrencyMax).toBeLessThanOrEqual(3);
  expect(calls.perSecondMax).toBeLessThanOrEqual(8);
});

test("two pipelines share the minute: they make no more calls than it allows, and continue when it has passed", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 20");
  const mage = new MageStandIn(db.settings, qbo);
  const made = () => qbo.calls().total - (qbo.calls().byKind.oauth ?? 0);
  let over = false;
  const loads = Promise.all(
    ["customers", "invoices"].map(
      (entity) => mage.start("loader", entity, { ...WHOLE_HISTORY, page_size: 100, workers: 3 }).done,
    ),
  ).finally(() => {
    over = true;
  });

  let minutes = 1;
  for (; !over; minutes++) {
    await expect.poll(() => over || made() >= minutes * 20, { timeout: 50_000 }).toBe(true);
    expect(made()).toBeLessThanOrEqual(minutes * 20);
    // The minute passes: the used slots become a minute older.
    await db.rows(
      "update backfill.call_slot set used_at_utc = used_at_utc - interval '61 seconds' where per = 'minute'",
    );
  }

  for (const load of await loads) expect(load.failure).toBeUndefined();
  expect(minutes).toBeGreaterThan(3);
});

test("a place that a killed program held is free again at once", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_at_once_max = 1");
  const mage = new MageStandIn(db.settings, qbo);
  qbo.scenario([{ match: { kind: "query" }, times: 1, delayMs: 60_000 }]);
  const stuck = mage.start("loader", "invoices", WHOLE_HISTORY);
  await expect.poll(() => qbo.calls().byKind.count ?? 0, { timeout: 30_000 }).toBe(1);
  await expect.poll(() => db.value("select count(*)::int from backfill.run"), { timeout: 30_000 }).toBe(1);
  stuck.process.kill("SIGKILL");
  await stuck.done;
  qbo.calm();

  const { validator } = await mage.pipeline("items", WHOLE_HISTORY);

  expect(validator?.failure).toBeUndefined();
});

test("the monthly cap stops a run before Intuit does, and the run continues when the cap is raised", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_month_max = 4");
  const mage = new MageStandIn(db.settings, qbo);

  const { loader } = await mage.pipeline("invoices", { ...WHOLE_HISTORY, workers: 1 });

  expect(loader?.exitCode).toBe(75);
  expect(loader?.failure).toMatchObject({ code: "MONTHLY_CAP", retryable: false });
  const { byKind } = qbo.calls();
  expect((byKind.query ?? 0) + (byKind.count ?? 0) + (byKind.companyinfo ?? 0)).toBe(4);
  expect(await db.value("select failure_code from backfill.run")).toBe("MONTHLY_CAP");

  await db.rows("update backfill.limits set calls_per_month_max = null");
  const { validator } = await mage.pipeline("invoices", { ...WHOLE_HISTORY, workers: 1 });

  expect(validator?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from backfill.run")).toBe(1);
  await expectTheTruth(qbo, db);
});

test("a month's last calls are made once, although several workers and pipelines ask for them", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1, latencyMs: 50 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", { fecha_inicio: "2023-07-01", fecha_fin: "2023-07-02" });
  qbo.resetCalls();
  const spent = Number(await db.value("select calls from backfill.call_month"));
  await db.rows("update backfill.limits set calls_per_month_max = $1", [spent + 13]);
  // A call that QuickBooks refuses is returned to the month: it does not count at QuickBooks either.
  qbo.scenario([{ match: { kind: "query", nth: 3 }, times: 1, fault: "gateway-503-html" }]);

  const loads = await Promise.all(
    ["customers", "invoices"].map(
      (entity) => mage.start("loader", entity, { ...WHOLE_HISTORY, page_size: 50, workers: 4 }).done,
    ),
  );

  expect(loads.map((load) => load.failure?.code)).toEqual(["MONTHLY_CAP", "MONTHLY_CAP"]);
  const { byKind } = qbo.calls();
  expect((byKind.query ?? 0) + (byKind.count ?? 0)).toBe(13 + 1);
});

test("the first worker that fails stops the others at once, and the pages that they had staged are kept", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");
  const mage = new MageStandIn(db.settings, qbo);
  const variables = { ...WHOLE_HISTORY, page_size: 50, workers: 3 };
  // One call never ends, and one says that the app was disconnected.
  qbo.scenario([
    { match: { kind: "query", nth: 7 }, times: 1, delayMs: 3_600_000 },
    { match: { kind: "query", nth: 12 }, times: 1, fault: "forbidden-403-3100" },
  ]);

  const { loader } = await mage.pipeline("invoices", variables);

  expect(loader?.failure).toMatchObject({ code: "QBO_FORBIDDEN" });
  expect(await db.value("select failure_code from backfill.run")).toBe("QBO_FORBIDDEN");
  expect(await db.value("select count(*)::int from backfill.staged_page")).toBeGreaterThanOrEqual(8);
  qbo.calm();
  const { validator } = await mage.pipeline("invoices", variables);
  expect(validator?.failure).toBeUndefined();
  await expectTheTruth(qbo, db);
});

test("a throttled call makes every pipeline wait, not only its own", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "query" }, times: 1, fault: "throttled-429-xml", retryAfterSeconds: 3 }]);

  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("items", WHOLE_HISTORY);

  expect(loader?.failure).toBeUndefined();
  expect(await db.value("select paused_until_utc > now() - interval '1 minute' from backfill.limits")).toBe(true);
});

test("after a throttle one worker fewer continues, and nothing that the stopped worker had begun stays unread", async () => {
  // The source is slow enough that all workers run at the same time, also on a busy machine.
  await using qbo = await startSimulator({ company: "demo", seed: 1, latencyMs: 250 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");
  qbo.scenario([{ match: { kind: "query", nth: 16 }, times: 1, fault: "throttled-429-xml", retryAfterSeconds: 1 }]);
  const mage = new MageStandIn(db.settings, qbo);
  const loading = mage.start("loader", "invoices", { ...WHOLE_HISTORY, page_size: 50, workers: 4 });
  await expect
    .poll(() => db.value("select paused_until_utc > '-infinity' from backfill.limits"), {
      timeout: 30_000,
      interval: 20,
    })
    .toBe(true);
  expect(qbo.calls().concurrencyMax).toBe(4);
  // Waits until the calls of that moment have returned.
  await expect
    .poll(() => db.value("select paused_until_utc < clock_timestamp() from backfill.limits"), {
      timeout: 30_000,
      interval: 20,
    })
    .toBe(true);
  qbo.resetCalls();

  const loaded = await loading.done;

  expect(loaded.failure).toBeUndefined();
  expect(qbo.calls().concurrencyMax).toBe(3);
  await mage.start("exporter", "invoices", {}, [loaded.output ?? null]).done;
  await expectTheTruth(qbo, db);
});
