// @module-tag chromium
import { afterAll, beforeAll, expect, test } from "vitest";
import { failureOf } from "../../src/mage/run";
import { storeSecret } from "../../src/operator/mage-secrets";
import { forgetAccessToken } from "../support/sign-ins";
import { PATIENCE, WatchedMage } from "../support/watched-mage";
import { startWebhook } from "../support/webhook";

/** The pages that a signed-in person sees in Mage. `npm run docs:pictures` keeps the pictures for docs/en/mage.md. */
let mage: WatchedMage;

beforeAll(async () => {
  mage = await WatchedMage.start();
});

afterAll(() => mage?.remove());

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };
const PIPELINE = "qb_customers_backfill";
const ONE_TIME = "january once";
/** The form takes about this long to fill in, and it knows whole minutes only. */
const AHEAD_MS = 15_000;

const runsOf = (scheduleId: number) =>
  mage.rows<{ id: number; execution_date: Date }>(
    "select id, execution_date from pipeline_run where pipeline_schedule_id = $1",
    [scheduleId],
  );
const statusOf = (scheduleId: number) => mage.rows("select status from pipeline_schedule where id = $1", [scheduleId]);
const customers = async () =>
  (await mage.db.query('select id, payload_sha256 from raw.qb_customers order by id collate "C"')).rows;

let oneTime: { id: number; start: Date };

test("a one-time trigger made in Mage's pages keeps its start and its variables", async () => {
  const start = new Date(Math.ceil((Date.now() + AHEAD_MS) / 60_000) * 60_000);
  const id = await mage.pages.newOneTimeTrigger(PIPELINE, ONE_TIME, start, JANUARY);
  await mage.pages.enableTrigger();
  oneTime = { id, start };

  const kept = await mage.rows("select schedule_interval, start_time, variables from pipeline_schedule where id = $1", [
    id,
  ]);
  expect(kept).toEqual([
    { schedule_interval: "@once", start_time: start, variables: expect.objectContaining(JANUARY) },
  ]);
});

test("Run@once asks for the two ends of the range, runs at once, and leaves a trigger that is off", async () => {
  const trigger = await mage.pages.runOnce("qb_items_backfill", JANUARY);
  await expect.poll(async () => (await runsOf(trigger)).length, PATIENCE).toBe(1);
  const [only] = await runsOf(trigger);
  const run = await mage.endOf({ id: only?.id ?? 0 });

  expect([run.status, failureOf(run)]).toEqual(["completed", undefined]);
  const truth = await mage.qbo.truth("Item", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z");
  expect((await mage.db.query("select count(*)::int as rows from raw.qb_items")).rows).toEqual([
    { rows: truth.length },
  ]);
  await expect.poll(() => statusOf(trigger), PATIENCE).toEqual([{ status: "INACTIVE" }]);
});

test("the webhook that Mage's secrets name gets a failed run's entity, verdict, code and remedy", async () => {
  await using webhook = await startWebhook();
  await mage.stack.mage.api.createSecret("ALERT_WEBHOOK", webhook.url);
  const run = await mage.endOf(await mage.trigger("invoices", { ...JANUARY, fecha_inicio: "2026-02-01" }));

  expect(run.status).toBe("failed");
  await expect.poll(() => webhook.bodies, PATIENCE).toHaveLength(1);
  expect(webhook.bodies[0]).toMatchObject({
    title: `qb_invoices_backfill: run ${run.id} failed [CONFIG_VARIABLES]`,
    entity: "invoices",
    verdict: "none",
    code: "CONFIG_VARIABLES",
    message: expect.stringContaining("fecha_inicio"),
    remedy: expect.stringContaining("Correct the variables"),
    url: expect.stringMatching(new RegExp(`/pipelines/qb_invoices_backfill/runs/${run.id}$`)),
  });
  await mage.stack.mage.api.deleteSecret("ALERT_WEBHOOK");
});

test("a call of an API trigger that is switched off leaves it off, and the run starts when a person enables the trigger", async () => {
  const { api } = mage.stack.mage;
  const id = mage.stack.triggers.find(({ entity }) => entity === "customers")?.scheduleId ?? 0;
  // Mage's scheduler looks at every trigger many times before a run of three blocks ends.
  const manyLooks = async () => {
    expect((await mage.endOf(await mage.trigger("items", JANUARY))).status).toBe("completed");
  };
  await api.updateSchedule(id, { id, status: "inactive" });
  await manyLooks();
  const waiting = await mage.trigger("customers", JANUARY);
  await manyLooks();
  expect((await api.getRun(waiting.id)).status).toBe("initial");
  expect(await statusOf(id)).toEqual([{ status: "INACTIVE" }]);

  await api.updateSchedule(id, { id, status: "active" });
  expect((await mage.endOf(waiting)).status).toBe("completed");
});

test("a run that is cancelled in Mage's pages is shown as cancelled", async () => {
  await mage.qbo.hold(true);
  const run = await mage.trigger("items", JANUARY);
  await expect.poll(() => mage.pages.runStatus(run), PATIENCE).toBe("Running");
  await mage.pages.cancelRun(run);
  expect((await mage.endOf(run)).status).toBe("cancelled");
  await mage.qbo.hold(false);

  await expect.poll(() => mage.pages.runStatus(run), PATIENCE).toBe("Cancelled");
  await mage.pages.picture.take("cancelled", 320);
});

test("ConfigError: the first line at level error says to correct the variables, before all lines that Mage adds", async () => {
  const run = await mage.trigger("items", { ...JANUARY, fecha_inicio: "2026-02-01" });

  await mage.expectFailure(
    run,
    "CONFIG_VARIABLES",
    /^qb\.todo Correct the variables in the trigger /,
    /^qb\.failed The run's variables cannot be used: fecha_inicio /,
  );
  const all = await mage.pages.logRows(run);
  await mage.pages.picture.take("failed-log", 500);
  const place = (words: string) => all.findIndex((line) => line.startsWith(words));
  expect(place("qb.todo")).toBeGreaterThan(0);
  expect(place("Failed to execute block")).toBeGreaterThan(place("qb.failed"));
  await mage.pages.openRun(run);
  await mage.pages.picture.take("failed-run", 460);
});

test("ContractError: the first line at level error says to report it", async () => {
  await mage.qbo.scenario([{ match: { kind: "query", entity: "Item" }, fault: "parse-error-4000" }]);
  const run = await mage.trigger("items", JANUARY);

  await mage.expectFailure(
    run,
    "QBO_REFUSED",
    /^qb\.todo Report it with the run id and the intuit_tid /,
    /^qb\.failed QuickBooks will not answer this query /,
  );
  await mage.qbo.scenario([]);
});

test("CompletenessError: the first line at level error says what to correct, and the second line names it", async () => {
  const [record] = await mage.qbo.truth("Invoice", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z");
  await mage.qbo.scenario([{ match: { kind: "query", containsId: record?.id }, fault: "poison-4002" }]);
  const run = await mage.trigger("invoices", JANUARY);

  await mage.expectFailure(
    run,
    "RUN_INCOMPLETE",
    /^qb\.todo Correct the named records in QuickBooks /,
    /^qb\.failed The run is not complete; failed checks: nothing_rejected \(1\); not in /,
  );
  await mage.qbo.scenario([]);
});

test("twenty years are at most 300 lines of qb_loader in Mage's log, and the days before the company's first record are one line", async () => {
  const run = await mage.trigger("items", { fecha_inicio: "2006-07-01", fecha_fin: "2026-07-01" });
  expect((await mage.endOf(run)).status).toBe("completed");

  const quiet = /^qb\.window 2006-07 to 20\d\d-\d\d: no rows in \d,\d{3} days$/;
  await expect
    .poll(() => mage.pages.logRows(run, { block: "qb_loader" }), PATIENCE)
    .toContainEqual(expect.stringMatching(quiet));
  expect(await mage.pages.logCount()).toBeGreaterThan(30);
  expect(await mage.pages.logCount()).toBeLessThanOrEqual(300);
});

test("the one-time trigger fires once at its time, loads the range, and is off afterwards", async () => {
  await expect.poll(async () => (await runsOf(oneTime.id)).length, PATIENCE).toBe(1);
  const [only] = await runsOf(oneTime.id);
  const run = await mage.endOf({ id: only?.id ?? 0 });

  expect([run.status, failureOf(run)]).toEqual(["completed", undefined]);
  expect(Number(only?.execution_date)).toBeGreaterThanOrEqual(oneTime.start.getTime());
  const truth = await mage.qbo.truth("Customer", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z");
  expect(truth.length).toBeGreaterThan(5);
  expect(await customers()).toEqual(truth.map(({ id, sha256 }) => ({ id, payload_sha256: sha256 })));
  await expect.poll(() => statusOf(oneTime.id), PATIENCE).toEqual([{ status: "INACTIVE" }]);
});

test("its log page shows the plan and a line for each day with rows, and its run's page shows the validator's table", async () => {
  const [only] = await runsOf(oneTime.id);
  const run = { id: only?.id ?? 0, pipeline_uuid: PIPELINE };

  await expect
    .poll(() => mage.pages.logRows(run, { block: "qb_loader" }), PATIENCE)
    .toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^qb\.plan 30 windows, 13 records, about \d calls$/),
        expect.stringMatching(/^qb\.window 2026-01-02: 2 rows on 1 page, /),
        expect.stringMatching(/^qb\.window 2026-01-03 to 2026-01-04: no rows in 2 days$/),
      ]),
    );
  await mage.pages.picture.take("log", 500);

  const firstColumns = async () => (await mage.pages.blockOutput(run, "qb_validator")).map((row) => row.slice(1, 6));
  await expect.poll(firstColumns, PATIENCE).toEqual(
    expect.arrayContaining([
      ["window", "verdict", "rows", "in_table", "source_count"],
      [expect.stringMatching(/^all from 2026-01-01 to 2026-01-31 \(run \d+\)$/), "complete", "13", "13", "13"],
      ["2026-01-02", "complete", "2", "2", ""],
    ]),
  );
});

test("the API trigger loads the same range into the same rows", async () => {
  const before = await customers();
  const run = await mage.endOf(await mage.trigger("customers", JANUARY));

  expect([run.status, failureOf(run)]).toEqual(["completed", undefined]);
  expect(await customers()).toEqual(before);
});

test("AuthError: the first line at level error says to authorise the app again", async () => {
  await mage.qbo.consent(); // a person consents elsewhere, so the refresh token in Mage is invalid
  await forgetAccessToken(mage.stack);
  const run = await mage.trigger("customers", JANUARY);

  await mage.expectFailure(
    run,
    "QBO_CONNECTION_DEAD",
    /^qb\.todo Authorise the app again with `npm run connect`/,
    /^qb\.failed The connection to the QuickBooks company is no longer valid/,
  );
  await storeSecret(mage.stack.mage.api, "QBO_REFRESH_TOKEN", await mage.qbo.consent());
});

test("QuotaError: the first line at level error says to wait for next month or to raise the cap", async () => {
  await mage.db.query("update backfill.limits set calls_per_month_max = 1");
  const run = await mage.trigger("customers", JANUARY);

  await mage.expectFailure(
    run,
    "MONTHLY_CAP",
    /^qb\.todo Run again next month, or raise calls_per_month_max in backfill\.limits/,
    /^qb\.failed The 1 calls allowed for this month have been made/,
  );
  await mage.db.query("update backfill.limits set calls_per_month_max = null");
});

test("TransientError: the first line at level error says to check that Postgres runs", async () => {
  await storeSecret(mage.stack.mage.api, "POSTGRES_PORT", "1");
  try {
    const run = await mage.trigger("customers", JANUARY);

    await mage.expectFailure(
      run,
      "POSTGRES_UNREACHABLE",
      /^qb\.todo Check that Postgres runs and that the secrets POSTGRES_HOST/,
      /^qb\.failed Postgres cannot be reached/,
    );
  } finally {
    await storeSecret(mage.stack.mage.api, "POSTGRES_PORT", String(mage.stack.postgres.port));
  }
});

test("the one-time trigger does not fire again after a restart of Mage", async () => {
  await mage.startAnew();
  // Mage's scheduler looks at every trigger many times before a run of three blocks ends.
  expect((await mage.endOf(await mage.trigger("customers", JANUARY))).status).toBe("completed");

  expect(await runsOf(oneTime.id)).toHaveLength(1);
  expect(await statusOf(oneTime.id)).toEqual([{ status: "INACTIVE" }]);
  const row = await mage.pages.triggerRow(PIPELINE, ONE_TIME);
  expect(row).toEqual({ active: false, text: expect.stringMatching(/@once.*completed/) });
  await mage.pages.picture.take("triggers", 360);
});
