// @module-tag chromium
import { rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { opensIn } from "../../src/report/page/frame";
import { axeViolations, startBrowser } from "../support/browser";
import { type ReportedRuns, reportedRuns } from "../support/reported-runs";

/** Four whole runs take minutes on a busy machine. */
const HOOK_TIMEOUT_MS = 300_000;

let runs: ReportedRuns;
let browser: Browser;
beforeAll(async () => {
  [runs, browser] = await Promise.all([reportedRuns(), startBrowser()]);
}, HOOK_TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await runs?.[Symbol.asyncDispose]();
});

/** `npm run docs:pictures` keeps the pictures of docs/en/report.md there. */
const PICTURES_FOLDER = process.env.QB_DOCS_PICTURES;
const WIDE = { width: 1280, colorScheme: "light" } as const;
const PICTURES = [
  { name: "report-complete", kind: "again", height: 1500, ...WIDE },
  { name: "report-incomplete", kind: "incomplete", height: 1460, ...WIDE },
  { name: "report-failed", kind: "failed", height: 1610, ...WIDE },
  { name: "report-telephone", kind: "complete", height: 900, width: 390, colorScheme: "dark" },
] as const;

const keptOf = (run: number) => runs.db.value<string>("select html from backfill.report where run_id = $1", [run]);

/** Opens a run's kept report from a file, as a person does. `requests` are all requests of the page. */
async function open(
  run: number,
  look: { language?: "en" | "es"; colorScheme?: "light" | "dark"; width?: number } = {},
): Promise<AsyncDisposable & { page: Page; requests: string[] }> {
  const { language = "en", colorScheme = "light", width = 1280 } = look;
  const file = join(tmpdir(), `qbo-report-test-${process.pid}-${run}-${language}-${colorScheme}-${width}.html`);
  writeFileSync(file, opensIn(await keptOf(run), language));
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return {
    page,
    requests,
    async [Symbol.asyncDispose]() {
      await context.close();
      rmSync(file);
    },
  };
}

/** The text that a person sees: without folded parts and without the other language, and with separated cells. */
function seen(place: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: the text of the nodes would hold what nobody sees.
  return place.innerText();
}

test.each(["complete", "again", "incomplete", "failed"] as const)(
  "a run's report is kept and the log says how to get it (%s)",
  async (kind) => {
    expect(runs.logs.get(runs[kind])).toContain(`qb.report npm run report -- --run ${runs[kind]}`);
    expect(await keptOf(runs[kind])).toContain("<!doctype html>");
  },
);

describe("what a person reads", () => {
  test("of a complete run: that all records are there, and that the same range adds nothing", async () => {
    await using first = await open(runs.complete);
    const verdict = first.page.locator("#en .verdict");
    expect(await seen(verdict)).toContain("Complete: all of it is there");
    expect(await seen(verdict)).toContain("QuickBooks counts 4,000 invoices");

    await using second = await open(runs.again);
    const text = await seen(second.page.locator("#en main"));
    expect(text).toContain("Since run 1 nothing is new: no row was inserted and no content had changed.");
    expect(await second.page.locator("#en .badge.passed").count()).toBe(12);
  });

  test("of an incomplete run: which checks failed, which days are short, which record was rejected and why", async () => {
    await using report = await open(runs.incomplete);
    const text = await seen(report.page.locator("#en main"));
    expect(text).toContain("Could every record be kept? 1 offender.");
    const [short] = await runs.db.rows<{ day: string }>(
      `select to_char(min(window_start_utc), 'YYYY-MM-DD') as day
       from backfill.run_window where run_id = $1 and verdict = 'short'`,
      [runs.incomplete],
    );
    expect(text).toMatch(new RegExp(`${short?.day}\\s+1\\s+short of QuickBooks' count`));
    expect(text).toMatch(/1: NOT_JSONB holds what jsonb cannot hold[\s\S]*900001\s+2026-01-20\s.*NOT_JSONB/);
    expect(await report.page.locator("#en .badge.failed").count()).toBe(2);
  });

  test("of a failed run: the program's sentence, what to do, and the remaining gap", async () => {
    await using report = await open(runs.failed);
    const text = await seen(report.page.locator("#en main"));
    expect(text).toContain("The run stopped while reading from QuickBooks");
    expect(text).toContain("QuickBooks refuses access to this company");
    expect(text).toContain("docs/en/operations.md explains the code QBO_FORBIDDEN");
    const unread = await runs.db.value<number>(
      "select count(*)::int from backfill.run_window where run_id = $1 and state = 'pending'",
      [runs.failed],
    );
    expect(unread).toBeGreaterThan(0);
    expect(text).toContain(`${unread} days of the range were not read.`);
  });

  test("in Spanish after one click, or from the start when Spanish was requested", async () => {
    await using english = await open(runs.complete);
    await english.page.getByRole("link", { name: "Español" }).click();
    expect(await seen(english.page.locator("h1:visible"))).toBe("Backfill de facturas: informe de la corrida 1");
    await english.page.getByRole("link", { name: "English" }).click();
    expect(await seen(english.page.locator("h1:visible"))).toBe("Backfill of invoices: report of run 1");

    await using spanish = await open(runs.complete, { language: "es" });
    expect(await seen(spanish.page.locator(".verdict:visible h2"))).toBe("Completa: está todo");
  });
});

describe.each(["complete", "incomplete", "failed"] as const)("the report of a run (%s)", (kind) => {
  test("has a square for every day of the range", async () => {
    await using report = await open(runs[kind]);
    const days = await runs.db.value<number>("select count(*)::int from backfill.run_window where run_id = $1", [
      runs[kind],
    ]);
    expect(await report.page.locator("#en svg.heat title").count()).toBe(days);
  });

  test("makes no network request", async () => {
    await using report = await open(runs[kind]);
    await report.page.waitForLoadState("networkidle");
    expect(report.requests).toEqual([report.page.url()]);
    expect(await keptOf(runs[kind])).not.toMatch(/<script|<link|<img|@import|url\(|https?:(?!\/\/www\.w3\.org\/)/);
  });

  test.each([390, 1280])("is not wider than a screen of %i pixels", async (width) => {
    for (const language of ["en", "es"] as const) {
      await using report = await open(runs[kind], { width, language });
      const wider = await report.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      expect([language, wider]).toEqual([language, 0]);
    }
  });

  test.each(["light", "dark"] as const)("gives axe nothing to report (%s)", async (colorScheme) => {
    for (const language of ["en", "es"] as const) {
      await using report = await open(runs[kind], { colorScheme, language, width: 390 });
      await report.page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })");
      const violations = await axeViolations(report.page);
      expect(violations).toEqual([]);
    }
  });

  test("shows no amount of money, and of a record only its id", async () => {
    expect(await keptOf(runs[kind])).not.toMatch(/TotalAmt|UnitPrice|Balance|in the name/);
  });
});

describe.each(["en", "es"] as const)("the pictures of the documentation (%s)", (language) => {
  test.each(PICTURES)("$name", async ({ name, kind, width, height, colorScheme }) => {
    await using report = await open(runs[kind], { language, width, colorScheme });
    const path = join(PICTURES_FOLDER ?? tmpdir(), `${name}-${language}.png`);
    await report.page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
    expect(statSync(path).size).toBeGreaterThan(20_000);
    if (PICTURES_FOLDER === undefined) rmSync(path);
  });
});

test("the ledger keeps the time of a run's calls and of its writing, and the number of calls that the plan expected", async () => {
  const [kept] = await runs.db.rows(
    `select r.planned_calls, r.export_ms > 0 as exported, sum(u.source_ms) > 0 as asked, sum(u.staging_ms) > 0 as staged,
            bool_and(u.limit_ms >= 0) as waited
     from backfill.run r join backfill.api_usage u using (run_id)
     where r.run_id = $1
     group by r.run_id`,
    [runs.complete],
  );
  expect(kept).toEqual({ planned_calls: 10, exported: true, asked: true, staged: true, waited: true });
});
