import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { axeViolations, startBrowser } from "../support/browser";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand, type Outcome } from "../support/operator";

const ENTITIES = "customers,items,invoices,time_activities";
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-12-31", entities: ENTITIES };
const DAY_MS = 86_400_000;
const PICTURES_FOLDER = process.env.QB_DOCS_PICTURES;

let qbo: Simulator;
let db: TestDatabase;
let mage: MageStandIn;
const folder = mkdtempSync(join(tmpdir(), "qbo-syncs-"));

beforeAll(async () => {
  // On the clock of a month ago, so that the days of the test lie in the past.
  qbo = await startSimulator({ company: "small", seed: 1, clock: { startAtMs: Date.now() - 30 * DAY_MS } });
  db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  mage = new MageStandIn(db.settings, qbo);
  expect(failureOf(await mage.pipeline("company", HISTORY))).toBeUndefined();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await qbo?.close();
  await db?.[Symbol.asyncDispose]();
});

const failureOf = (blocks: Record<string, BlockRun>) =>
  blocks.loader?.failure ?? blocks.exporter?.failure ?? blocks.validator?.failure;
const sync = () => mage.pipeline("sync", { entities: ENTITIES, prove: "always" });

function report(args: readonly string[]): Promise<Outcome> {
  const { host, port, database, user, password } = db.settings;
  const env = { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
  return OperatorCommand.start("report", args, [], { ...env, INIT_CWD: folder }).outcome();
}

/** The page of all syncs, and its English table a row a sync, newest first. */
async function page(name = "syncs.html"): Promise<{ html: string; out: string; rows: string[][]; links: string[] }> {
  const { exitCode, out, err } = await report(["--syncs", "--out", name]);
  expect([exitCode, err]).toEqual([0, ""]);
  const html = readFileSync(join(folder, name), "utf8");
  const table = html.split("<h2>Sync by sync</h2>")[1]?.split("</section>")[0] ?? "";
  const body = [...table.matchAll(/<tr>(<th scope="row">.*?)<\/tr>/gs)].map(([, row = ""]) => row);
  const rows = body.map((row) => row.split(/<\/t[hd]>/).map((cell) => cell.replace(/<[^>]+>/g, "").trim()));
  return { html, out, rows, links: [...table.matchAll(/<a href="([^"]+)">/g)].map(([, link]) => String(link)) };
}

/** What a row says between the bar and the time of the data: verdict, new, changed, removed, back. */
const said = (row: readonly string[] = []) => [row[2], ...row.slice(4, 8)];

describe("npm run report -- --syncs", () => {
  test("before the first sync, says what to do, and has no table", async () => {
    const { html, out, rows } = await page("none.html");
    expect(out).toContain("report: 0 syncs: file://");
    expect(html).toContain("No sync yet");
    expect(html).toContain("Todavía no hay sincronizaciones");
    expect(rows).toEqual([]);
  });

  test("of one sync, says that the data is up to date, and how old it is", async () => {
    expect(failureOf(await sync())).toBeUndefined();
    await db.rows("update backfill.entity_mark set synced_at_utc = now() - interval '5 hours 12 minutes'");
    const { html, out, rows } = await page("one.html");
    expect(out).toMatch(/report: 1 sync, the newest complete, data as of 20\d\d-\S+Z: file:/);
    expect(html).toContain("<h2>Up to date</h2>");
    expect(html).toContain("the data is 5 h 12 min old");
    expect(rows.map(said)).toEqual([["complete", "0", "0", "0", "0"]]);
    expect(rows[0]?.[9]).toBe("–");
  });

  test("of three, has for each what it found, its calls, and how old the data was before it; and leads to its page", async () => {
    qbo.clock.advance(DAY_MS);
    qbo.mutate({ op: "edit", entity: "Customer", pick: "oldest" });
    qbo.mutate({ op: "edit", entity: "Customer", pick: "oldest" });
    qbo.mutate({ op: "create", entity: "Item", pick: "newest" });
    const deleted = qbo.mutate({ op: "delete", entity: "Invoice", pick: "newest" });
    expect(failureOf(await sync())).toBeUndefined();
    qbo.clock.advance(3 * DAY_MS + 4 * 3_600_000);
    qbo.mutate({ op: "restore", entity: "Invoice", pick: "newest" });
    qbo.mutate({ op: "delete", entity: "TimeActivity", pick: "oldest" });
    qbo.resetCalls();
    expect(failureOf(await sync())).toBeUndefined();
    const calls = qbo.calls().total - (qbo.calls().byKind.oauth ?? 0);

    const { rows, links } = await page();
    expect(rows.map(said)).toEqual([
      // The restored one has another version.
      ["complete", "0", "1", "1", "1"],
      ["complete", "1", "2", "1", "0"],
      ["complete", "0", "0", "0", "0"],
    ]);
    expect(rows.map((row) => row[9])).toEqual(["3 d 4 h", "24 h", "–"]);
    expect(rows[0]?.[10]).toBe(String(calls));
    expect(links).toEqual(rows.map((row) => `syncs.loads/load-${row[1]}.html`));
    for (const link of links) expect(existsSync(join(folder, link))).toBe(true);
    const second = readFileSync(join(folder, links[1] ?? ""), "utf8");
    expect(second).toContain(`removed: ${deleted?.id}</p>`);
    expect(second).toContain("<h2>Complete: all changes are here</h2>");
    const live = await db.value<number>(
      `select (select count(*) from backfill.record where entity = any (string_to_array($1, ',')))::int`,
      [ENTITIES],
    );
    expect(readFileSync(join(folder, links[0] ?? ""), "utf8")).toContain(
      `QuickBooks counted everything as well: ${live.toLocaleString("en")} records of 4 entities.`,
    );
    expect(statSync(join(folder, links[1] ?? "")).mode & 0o777).toBe(0o600);
  });

  test("says how many entities the newest one has not brought up to date", async () => {
    qbo.scenario("transactions-answer-empty");
    await sync();
    qbo.calm();
    const { html, out, rows } = await page("red.html");
    expect(out).toContain("report: 4 syncs, the newest not complete, data as of");
    expect(html).toContain("<h2>The newest sync is not complete</h2>");
    expect(html).toMatch(/<p>2 entities were not brought up to date\.<\/p>/);
    expect(rows[0]?.[2]).toBe("not complete");
    expect(rows[0]?.[8]).toBe("–");
  });

  test.each([
    ["27 hours", "The data is getting old"],
    ["30 days", "No sync for more than 29 days"],
  ])("warns of data that is %s old", async (age, title) => {
    expect(failureOf(await sync())).toBeUndefined();
    await db.rows(
      `update backfill.entity_mark
       set synced_at_utc = now() - case entity when 'items' then interval '${age}' else interval '0' end`,
    );
    const { html } = await page("old.html");
    expect(html).toContain(`<h2>${title}</h2>`);
    expect(html).toContain("Furthest behind: items.");
  });

  test("tells a program what to watch", async () => {
    const { out } = await report(["--syncs", "--json", "--out", "watched.html"]);
    expect(JSON.parse(out.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      event: "result",
      state: "complete",
      as_of: expect.stringMatching(/Z$/),
      age_seconds: expect.any(Number),
      file: join(folder, "watched.html"),
    });
  });

  test("names the entities of which no count has proven the whole, and does not say it of all", async () => {
    const whole = "update backfill.entity_mark set whole_at_utc = now() - interval '1 hour'";
    await db.rows(whole);
    expect((await page("whole.html")).html).not.toContain("no count has proven them whole");
    await db.rows("update backfill.entity_mark set whole_at_utc = null where entity in ('items', 'time_activities')");
    const { html } = await page("never.html");
    await db.rows(whole);
    expect(html).toContain("Not among these, since no count has proven them whole: items, time activities.");
    expect(html).toContain(
      "No están entre ellas, pues ningún conteo las ha probado enteras: artículos, actividades de tiempo.",
    );
  });

  test("is one page alone where it goes into a pipe", async () => {
    const { exitCode } = await report(["--syncs", "--out", "/dev/null"]);
    expect([exitCode, existsSync("/dev/null.loads")]).toEqual([0, false]);
  });

  test.each([["--run", "1"], ["--load", "1"], ["--kept"]])("excludes %s", async (...option) => {
    const { exitCode, err } = await report(["--syncs", ...option]);
    expect([exitCode, err]).toEqual([64, expect.stringContaining("--syncs excludes --run, --load and --kept")]);
  });

  test("of 400, shows the newest hundred, and says how many are not shown", async () => {
    const before = await db.value<number>("select count(*)::int from backfill.load where kind = 'sync'");
    await db.rows(
      `with day as (
         select now() - interval '5 hours' - nth * interval '1 day' as at from generate_series($1::int - 1, 0, -1) as nth
       ), load as (
         insert into backfill.load (kind, pipeline, entities, range_start_utc, range_end_utc, state, started_at_utc)
         select 'sync', 'qb_company_sync', '{customers}', at - interval '1 day', at, 'complete', at from day
         returning load_id, range_start_utc, range_end_utc
       ), run as (
         insert into backfill.run (entity, pipeline, range_start_utc, range_end_utc, requested_start_utc, requested_end_utc,
                                   page_size, max_days_per_query, state, planned_count, planned_at_utc, reads, load_id, removed_count)
         select 'customers', 'qb_company_sync', range_start_utc, range_end_utc, range_start_utc, range_end_utc,
                1000, 0, 'complete', 0, range_end_utc, 'changes', load_id, case when load_id % 4 = 0 then load_id % 7 else 0 end
         from load
         returning run_id, range_start_utc, range_end_utc
       ), usage as (
         insert into backfill.load_usage (load_id, month_utc, kind, calls)
         select load_id, date_trunc('month', range_end_utc), 'batch', 4 + load_id % 5 from load
       )
       insert into backfill.run_window (run_id, window_start_utc, window_end_utc, state, inserted, changed)
       select run_id, range_start_utc, range_end_utc, 'loaded', run_id * 7 % 23, run_id * 5 % 31 from run`,
      [400 - before],
    );
    await db.rows(
      "update backfill.entity_mark set synced_at_utc = now() - interval '5 hours', whole_at_utc = now() - interval '5 hours'",
    );
    const started = performance.now();
    const { html, out, rows } = await page("many.html");
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(out).toContain("report: 400 syncs, ");
    expect(rows).toHaveLength(100);
    expect(readdirSync(join(folder, "many.loads"))).toHaveLength(100);
    expect(html).toContain("the newest 100 of 400 syncs");
    expect(html).toContain("300 older syncs are not shown.");
    expect(html).toContain("<h2>Up to date</h2>");
  });
});

describe("the page of all syncs", { tags: ["chromium"] }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const opened = async (name: string, language: string, width: number, colorScheme: "light" | "dark") => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const shown = await context.newPage();
    await shown.goto(`${pathToFileURL(join(folder, name)).href}#${language}`);
    return { page: shown, [Symbol.asyncDispose]: () => context.close() };
  };

  test.each(["none.html", "syncs.html", "red.html", "many.html"])(
    "fits a telephone and leaves axe nothing to complain of (%s)",
    async (name) => {
      for (const [language, colorScheme] of [
        ["en", "light"],
        ["es", "dark"],
      ] as const) {
        await using shown = await opened(name, language, 390, colorScheme);
        const wider = await shown.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        const violations = await axeViolations(shown.page);
        expect([language, wider, violations]).toEqual([language, 0, []]);
      }
    },
  );

  test("leads to a sync's own page by its time", async () => {
    await using shown = await opened("syncs.html", "en", 1280, "light");
    await shown.page.locator("#en table a").first().click();
    await expect.poll(() => shown.page.title()).toContain("Sync 4: what has changed");
  });

  test.each(["en", "es"] as const)("is pictured in the documentation (%s)", async (language) => {
    await using shown = await opened("many.html", language, 1280, "light");
    const path = join(PICTURES_FOLDER ?? folder, `report-syncs-${language}.png`);
    await shown.page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 1100 } });
    expect(statSync(path).size).toBeGreaterThan(20_000);
  });
});
