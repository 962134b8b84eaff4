import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { axeViolations, startBrowser } from "../support/browser";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand, type Outcome } from "../support/operator";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
const ABSENT = ["classes", "budgets", "tax_payments"];
const PICTURES_FOLDER = process.env.QB_DOCS_PICTURES;

let db: TestDatabase;
let whole: Record<string, BlockRun>;
const folder = mkdtempSync(join(tmpdir(), "qbo-load-report-"));

/** Load 1: all entities. Load 2: three, one of which is refused. */
beforeAll(async () => {
  await using qbo = await startSimulator({
    company: "demo",
    seed: 1,
    without: ["Class", "Budget", "TaxPayment"],
    optionalFields: "refused",
  });
  db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  const mage = new MageStandIn(db.settings, qbo);
  whole = await mage.pipeline("company", { ...HISTORY, entities: "all" });
  qbo.scenario([{ match: { kind: "query", entity: "Bill" }, fault: "bad-query-4001" }]);
  await mage.pipeline("company", { ...HISTORY, entities: "terms,vendors,bills" });
}, 300_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db?.[Symbol.asyncDispose]();
});

function command(name: "report" | "evidence", args: string[]): Promise<Outcome> {
  const { host, port, database, user, password } = db.settings;
  const env = { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
  return OperatorCommand.start(name, args, [], { ...env, INIT_CWD: folder }).outcome();
}

const sectionOf = (html: string, title: string) =>
  html.split(`<section><h2>${title}</h2>`)[1]?.split("</section>")[0] ?? "";

describe("npm run report -- --load", () => {
  test("the last line of the load's log names the command", () => {
    expect(whole.validator?.failure).toBeUndefined();
    expect(whole.validator?.logs.at(-1)?.message).toBe("qb.report npm run report -- --load 1");
  });

  test("writes one page with a row for each entity, and beside it the report that each row links to", async () => {
    const { exitCode, out, err } = await command("report", ["--load", "1"]);
    expect([exitCode, err]).toEqual([0, ""]);
    const file = join(folder, "qbo-report-load-1.html");
    expect(out).toContain(`report: load 1, ${ENTITY_NAMES.length} entities, complete: file://${file}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const html = readFileSync(file, "utf8");
    expect(html).toContain("Complete: all of it is there");
    expect(html).toContain("Completa: está todo");
    const links = [...sectionOf(html, "The entities").matchAll(/<a href="([^"]+)">/g)].map(([, link]) => String(link));
    expect(links).toHaveLength(ENTITY_NAMES.length - ABSENT.length);
    for (const link of links) expect(existsSync(join(folder, decodeURIComponent(link)))).toBe(true);
    const own = readdirSync(join(folder, "qbo-report-load-1.entities"));
    expect(own).toHaveLength(ENTITY_NAMES.length);
    expect(readFileSync(join(folder, "qbo-report-load-1.entities", own[0] ?? ""), "utf8")).toContain("Backfill of");
  });

  test("shows for each entity what the ledger holds: counted, held, days, verdict, calls", async () => {
    await command("report", ["--load", "1", "--out", "numbers.html"]);
    const html = readFileSync(join(folder, "numbers.html"), "utf8");
    const table = sectionOf(html, "The entities").split("<table>").at(-1) ?? "";
    const rows = [...table.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      row.split(/<\/t[hd]>/).map((cell) => cell.replace(/<[^>]+>/g, "").trim()),
    );
    const ledger = await db.rows<{ entity: string; counted: number; held: number; days: number; calls: number }>(
      `select replace(r.entity, '_', ' ') as entity, r.source_count::int as counted, r.distinct_count::int as held,
              (select count(*)::int from backfill.run_window w where w.run_id = r.run_id) as days,
              (select coalesce(sum(calls + failed), 0)::int from backfill.api_usage u where u.run_id = r.run_id and kind <> 'token') as calls
       from backfill.run r where load_id = 1 and state = 'complete'`,
    );
    expect(rows).toHaveLength(ledger.length);
    for (const { entity, counted, held, days, calls } of ledger) {
      const row = rows.find(([name]) => name === entity);
      const number = (value: number) => value.toLocaleString("en");
      expect([entity, row?.[2], row?.[3], row?.[5], row?.[7]]).toEqual([
        entity,
        number(counted),
        number(held),
        "complete",
        number(calls),
      ]);
      expect([entity, row?.[4]]).toEqual([entity, days === 1 ? "whole" : number(days)]);
    }
  });

  test("is a single page when it goes into a pipe, and names the command instead of links", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const [html, { exitCode, err }] = await Promise.all([
      readFile(pipe, "utf8"),
      command("report", ["--load", "1", "--out", "pipe"]),
    ]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(sectionOf(html, "The entities")).toContain("npm run report -- --run N");
    expect(sectionOf(html, "The entities")).not.toContain("<a ");
    expect(existsSync(`${pipe}.entities`)).toBe(false);
  });

  test("names apart what the company does not have and what QuickBooks refused", async () => {
    await command("report", ["--load", "1", "--out", "apart.html"]);
    const html = readFileSync(join(folder, "apart.html"), "utf8");
    const absent = sectionOf(html, "Not in this company");
    for (const entity of ABSENT) expect(absent).toContain(entity.replaceAll("_", " "));
    expect(absent).toMatch(/5020|5030/);
    expect(sectionOf(html, "Left out")).toMatch(/items[\s\S]*Sku \(4001\)/);
  });

  test("shows from when to when each entity is known to be whole, and which ranges between were never proven", async () => {
    await db.rows(
      "update backfill.entity_mark set covered = covered - tstzmultirange(tstzrange('2025-02-01', '2025-03-01')) where entity = 'vendors'",
    );
    await command("report", ["--load", "1", "--out", "known.html"]);
    const known = sectionOf(readFileSync(join(folder, "known.html"), "utf8"), "Known to be whole");
    expect(known.match(/<tr><th scope="row">/g)).toHaveLength(ENTITY_NAMES.length - ABSENT.length);
    const rowOf = (entity: string) => new RegExp(`<th scope="row">${entity}</th>.*?</tr>`, "s").exec(known)?.[0] ?? "";
    expect(rowOf("invoices").replace(/<[^>]+>/g, " ")).toMatch(/2023-07-01.*2026-07-01.*none/s);
    expect(rowOf("vendors").replace(/<[^>]+>/g, " ")).toMatch(/2025-02-01.*2025-03-01/s);
  });

  test("of an incomplete load, says which entity is missing and what the program said about it", async () => {
    const { out } = await command("report", ["--load", "2", "--lang", "es", "--out", "red.html"]);
    expect(out).toContain("report: load 2, 3 entities, running: ");
    const html = readFileSync(join(folder, "red.html"), "utf8");
    expect(html).toContain('<html lang="es">');
    expect(html).toContain("1 entity is not complete; the others are.");
    expect(html).toContain("1 entidad no está completa; las demás sí.");
    expect(sectionOf(html, "Not complete")).toMatch(/bills[\s\S]*QBO_REFUSED[\s\S]*<q lang="en">QuickBooks/);
  });

  test.each([
    [["--load", "9"], /^report: there is no load 9; the newest is 2$/m],
    [["--load", "all"], /^report: --load must be a load's number/m],
    [["--load", "1", "--run", "1"], /^report: --run and --load exclude each other/m],
  ])("refuses %j with one line that says why", async (args, line) => {
    const { exitCode, err } = await command("report", args);
    expect([exitCode, err]).toEqual([64, expect.stringMatching(line)]);
  });
});

test("without a number, report and evidence take the newest load if it is of several entities", async () => {
  const named = (name: "report" | "evidence") => command(name, ["--out", `newest-${name}`]);
  for (const name of ["report", "evidence"] as const) {
    const { exitCode, out, err } = await named(name);
    expect([exitCode, err, out]).toEqual([0, "", expect.stringContaining(`${name}: load 2, 3 entities, `)]);
  }
  await db.rows(
    "insert into backfill.load (pipeline, entities, range_start_utc, range_end_utc) values ('a', '{terms}', '2026-01-01', '2026-01-02')",
  );
  const newest = await db.value<string>("select max(run_id) from backfill.run");
  expect((await named("report")).out).toContain(`report: run ${newest}, `);
  await db.rows("delete from backfill.load where pipeline = 'a'");
});

test("the evidence of a load holds the evidence of each entity, the validation queries once, and the hash of each file", async () => {
  const { exitCode, out, err } = await command("evidence", ["--load", "1"]);
  expect([exitCode, err]).toEqual([0, ""]);
  expect(out).toContain(`evidence: load 1, ${ENTITY_NAMES.length} entities, complete: file://`);
  const files = unzipSync(readFileSync(join(folder, "qbo-evidence-load-1.zip")));
  const names = Object.keys(files);
  expect(names.filter((name) => /^entities\/[a-z_]+\/report\.html$/.test(name))).toHaveLength(ENTITY_NAMES.length);
  expect(names).toEqual(
    expect.arrayContaining([
      ...["README.txt", "metrics.json", "report.html", "versions.json", "ledger/load.csv", "ledger/runs.csv"],
      ...["queries/010_totals.csv", "entities/invoices/metrics.json", "entities/invoices/ledger/fingerprints.csv"],
    ]),
  );
  const page = text(files["report.html"]);
  for (const [, link = ""] of page.matchAll(/<a href="(entities[^"]+)">/g)) expect(names).toContain(link);
  expect(JSON.parse(text(files["metrics.json"]))).toMatchObject({ load: { load_id: 1, state: "complete" } });
  const sums = text(files.SHA256SUMS).trimEnd().split("\n");
  expect(sums).toHaveLength(names.length - 1);
  for (const name of ["report.html", "entities/terms/metrics.json"]) {
    expect(sums).toContain(
      `${createHash("sha256")
        .update(files[name] as Uint8Array)
        .digest("hex")}  ${name}`,
    );
  }
});

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("utf8");

describe("the page of a load", { tags: ["chromium"] }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
    await command("report", ["--load", "1", "--out", "shown.html"]);
    await command("report", ["--load", "2", "--out", "shown-red.html"]);
  });
  afterAll(() => browser?.close());

  const opened = async (name: string, language: string, width: number, colorScheme: "light" | "dark") => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.goto(`${pathToFileURL(join(folder, name)).href}#${language}`);
    return { page, [Symbol.asyncDispose]: () => context.close() };
  };

  test.each(["shown.html", "shown-red.html"])("fits a telephone, and axe finds no fault in it (%s)", async (name) => {
    for (const [language, colorScheme] of [
      ["en", "light"],
      ["es", "dark"],
    ] as const) {
      await using shown = await opened(name, language, 390, colorScheme);
      const wider = await shown.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      const violations = await axeViolations(shown.page);
      expect([language, wider, violations]).toEqual([language, 0, []]);
    }
  });

  test("links an entity's name to the entity's own report", async () => {
    await using shown = await opened("shown.html", "en", 1280, "light");
    await shown.page.getByRole("link", { name: "invoices", exact: true }).click();
    await expect.poll(() => shown.page.title()).toContain("Backfill of invoices: report of run");
  });

  test.each(["en", "es"] as const)("is shown in a picture of the documentation (%s)", async (language) => {
    await using shown = await opened("shown.html", language, 1280, "light");
    const path = join(PICTURES_FOLDER ?? folder, `report-load-${language}.png`);
    await shown.page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 1500 } });
    expect(statSync(path).size).toBeGreaterThan(20_000);
  });
});
