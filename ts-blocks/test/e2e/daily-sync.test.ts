// @module-tag chromium
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ENTITIES, rawTable } from "../../src/entities/entity";
import { failureOf } from "../../src/mage/run";
import { COMPANY_PIPELINE, triggerOf } from "../../src/operator/stack-file";
import { OperatorCommand } from "../support/operator";
import { PATIENCE, WatchedMage } from "../support/watched-mage";

/** Three mornings of a person who has made a daily trigger in Mage's pages. */
let mage: WatchedMage;

beforeAll(async () => {
  mage = await WatchedMage.start();
});

afterAll(() => mage?.remove());

const PIPELINE = "qb_company_sync";
const NAMES = ["customers", "invoices", "time_activities"] as const;
const ONLY = { entities: NAMES.join(",") };
const DAY_SECONDS = 86_400;

/** What people do on each of the days, in QuickBooks. */
const DAYS = [
  [
    { op: "edit", entity: "Customer", pick: "oldest" },
    { op: "edit", entity: "Invoice", pick: "oldest" },
    { op: "delete", entity: "Invoice", pick: "oldest" },
  ],
  [
    { op: "create", entity: "Customer" },
    // Change data capture does not cover time activities.
    { op: "delete", entity: "TimeActivity", pick: "oldest" },
  ],
  [
    { op: "restore", entity: "Invoice" },
    { op: "edit", entity: "Customer", pick: "oldest" },
    { op: "edit", entity: "Customer", pick: "oldest" },
  ],
] as const;

let trigger: number;
const deleted: string[] = [];

const runs = () =>
  mage.rows<{ id: number }>("select id from pipeline_run where pipeline_schedule_id = $1 order by id", [trigger]);

test("a daily trigger made in Mage's pages is kept with its variables, and does not fire before the next midnight", async () => {
  const { scheduleId, token } = triggerOf(mage.stack, COMPANY_PIPELINE);
  const history = { ...ONLY, fecha_inicio: "2023-07-01", fecha_fin: tomorrow() };
  const load = await mage.endOf(await mage.stack.mage.api.trigger(scheduleId, token, history));
  expect([load.status, failureOf(load)]).toEqual(["completed", undefined]);

  trigger = await mage.pages.newDailyTrigger(PIPELINE, "every day", { ...ONLY, prove: "always" });
  await mage.pages.enableTrigger();
  const [kept] = await mage.rows("select schedule_interval, status, variables from pipeline_schedule where id = $1", [
    trigger,
  ]);
  expect(kept).toEqual({
    schedule_interval: "@daily",
    status: "ACTIVE",
    variables: expect.objectContaining({ ...ONLY, prove: "always" }),
  });
  expect(await runs()).toEqual([]);
});

test.each([1, 2, 3])("day %i: the trigger fires, and the rows are what QuickBooks has", async (day) => {
  for (const change of DAYS[day - 1] ?? []) {
    const id = await mage.qbo.mutate(change);
    if (change.op === "delete") deleted.push(id);
  }
  await mage.qbo.advance(DAY_SECONDS);
  await aDayPassesInMage();
  await expect.poll(async () => (await runs()).length, PATIENCE).toBe(day);
  const run = await mage.endOf({ id: (await runs()).at(-1)?.id ?? 0 });
  expect([run.status, failureOf(run)]).toEqual(["completed", undefined]);

  for (const entity of NAMES) {
    const truth = await mage.qbo.truth(ENTITIES[entity].qbo);
    const { rows } = await mage.db.query(
      `select id, payload_sha256 as sha256 from ${rawTable(entity)} where deleted_seen_at_utc is null order by id collate "C"`,
    );
    expect([entity, rows]).toEqual([entity, truth]);
  }
});

test("the page of all syncs shows the three mornings, and each leads to what was found", async () => {
  const local = mage.stack.paths.local;
  const file = join(local, "syncs.html");
  const report = await OperatorCommand.start("report", ["--syncs", "--dir", local, "--out", file], []).outcome();
  expect([report.exitCode, report.err]).toEqual([0, ""]);
  expect(report.out).toMatch(/^report: 3 syncs, the newest complete, data as of \S+Z: file:/m);

  const { page } = mage.pages;
  await page.goto(pathToFileURL(file).href);
  expect(await page.locator("#en .verdict h2").textContent()).toBe("Up to date");
  const rows = await page.locator("#en tbody tr").all();
  const cells = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
  // Verdict, new, changed, removed, back; the newest day first.
  expect(cells.map((row) => [row[2], ...row.slice(4, 8)])).toEqual([
    ["complete", "0", "3", "0", "1"], // the restored one has another version
    ["complete", "1", "0", "1", "0"],
    ["complete", "0", "2", "1", "0"],
  ]);
  expect(cells.map((row) => row[9])).toEqual([expect.stringMatching(/^24 h/), expect.stringMatching(/^24 h/), "–"]);

  await page.locator("#en tbody a").last().click();
  await expect.poll(() => page.title()).toContain("Sync 2: what has changed");
  expect(await page.locator("#en main").textContent()).toContain(`removed: ${deleted[0]}`);
  expect(readFileSync(file, "utf8")).not.toContain("not complete</span>");
});

const tomorrow = () => new Date(Date.now() + DAY_SECONDS * 1_000).toISOString().slice(0, 10);

/** Mage decides by the clock of the machine, so its memory of the trigger becomes a day older in place of a day's wait. */
async function aDayPassesInMage(): Promise<void> {
  await mage.rows(
    `update pipeline_schedule
     set last_enabled_at = last_enabled_at - interval '1 day', start_time = start_time - interval '1 day'
     where id = $1`,
    [trigger],
  );
  await mage.rows(
    "update pipeline_run set execution_date = execution_date - interval '1 day' where pipeline_schedule_id = $1",
    [trigger],
  );
}
