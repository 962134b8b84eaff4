import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand, type Outcome } from "../support/operator";

const PASSWORD = "only-for-this-test";
const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

let db: TestDatabase;
let reader: NodeJS.ProcessEnv;
const folder = mkdtempSync(join(tmpdir(), "qbo-report-"));
beforeAll(async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("invoices", JANUARY);
  await mage.start("loader", "items", { ...JANUARY, dry_run: true }).done;
  await db.rows(`alter role qbo_reader login password '${PASSWORD}'`);
  const { host, port, database } = db.settings;
  reader = {
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: "qbo_reader",
    PGPASSWORD: PASSWORD,
    INIT_CWD: folder,
  };
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db[Symbol.asyncDispose]();
});

const command = (name: "report" | "evidence", args: string[], env = reader): Promise<Outcome> =>
  OperatorCommand.start(name, args, [], env).outcome();

describe("npm run report", () => {
  test("writes the newest run's report into the current folder, with the reader's rights", async () => {
    const { exitCode, out, err } = await command("report", ["--lang", "es"]);
    expect([exitCode, err]).toEqual([0, ""]);
    const file = join(folder, "qbo-report-run-1.html");
    expect(out).toContain(`report: run 1, invoices, complete: file://${file}\n`);
    expect(readFileSync(file, "utf8")).toContain('<html lang="es">');
  });

  test("writes the report as it was kept at the end of the run", async () => {
    await db.rows("update backfill.report set html = replace(html, 'all of it is there', 'as it was kept')");
    await command("report", ["--run", "1", "--kept", "--out", "kept.html"]);
    await command("report", ["--run", "1", "--out", "again.html"]);
    expect(readFileSync(join(folder, "kept.html"), "utf8")).toContain("as it was kept");
    expect(readFileSync(join(folder, "again.html"), "utf8")).toContain("all of it is there");
  });

  test("gives a program its result as JSON, one object on each line", async () => {
    const { out } = await command("report", ["--json", "--out", "json.html"]);
    const events = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.at(-1)).toEqual({
      event: "result",
      command: "report",
      run_id: 1,
      entity: "invoices",
      state: "complete",
      file: join(folder, "json.html"),
    });
  });

  test.each([
    [["--run", "99"], 64, /^report: there is no run 99; the newest is 1$/m],
    [["--run", "one"], 64, /^report: --run must be a run's number/m],
    [["--lang", "fr"], 64, /^report: --lang must be en or es$/m],
    [["--out", "no/such/folder/report.html"], 64, /cannot be written \(ENOENT\): choose another place with --out$/m],
    [["--page"], 64, /npm run report -- --help/],
  ])("refuses %j with exit code %i and one line that says why", async (args, exitCode, line) => {
    const outcome = await command("report", args);
    expect(outcome.err).toMatch(line);
    expect(outcome.exitCode).toBe(exitCode);
  });

  test("says which database it needs when none is named, and that a later try may work when the database does not answer", async () => {
    const nowhere = await command("report", ["--dir", folder], { INIT_CWD: folder });
    expect(nowhere.exitCode).toBe(64);
    expect(nowhere.err).toContain("set PGHOST, PGDATABASE and PGUSER");
    const silent = await command("report", [], { ...reader, PGPORT: "1" });
    expect(silent.exitCode).toBe(75);
    expect(silent.err).toMatch(/^report: Postgres cannot be reached/);
    expect(silent.err).not.toContain(PASSWORD);
  });
});

describe("npm run evidence", () => {
  test("packs the report, the numbers, and each statement with its result, under the hash of each", async () => {
    const { exitCode, out, err } = await command("evidence", ["--run", "1"]);
    expect([exitCode, err]).toEqual([0, ""]);
    const file = join(folder, "qbo-evidence-run-1.zip");
    expect(out).toContain(`evidence: run 1, invoices, complete: file://${file}\n`);

    const files = unzipSync(readFileSync(file));
    const names = Object.keys(files);
    expect(names).toEqual([...names.filter((name) => name !== "SHA256SUMS").sort(), "SHA256SUMS"]);
    expect(names).toEqual(
      expect.arrayContaining(["README.txt", "metrics.json", "report-kept.html", "report.html", "versions.json"]),
    );
    const statements = names.filter((name) => name.endsWith(".sql"));
    expect(statements.filter((name) => name.startsWith("checks/"))).toHaveLength(11);
    expect(statements.filter((name) => !names.includes(name.replace(/sql$/, "csv")))).toEqual([]);

    const sums = text(files.SHA256SUMS).trimEnd().split("\n");
    expect(sums).toEqual(
      names
        .filter((name) => name !== "SHA256SUMS")
        .map(
          (name) =>
            `${createHash("sha256")
              .update(files[name] as Uint8Array)
              .digest("hex")}  ${name}`,
        ),
    );
  });

  test("holds what the database answers: every check without a finding, every row's fingerprint", async () => {
    await command("evidence", ["--out", "evidence.zip"]);
    const files = unzipSync(readFileSync(join(folder, "evidence.zip")));
    for (const [name, content] of Object.entries(files)) {
      if (/^checks\/\d.*\.csv$/.test(name)) expect(text(content)).toMatch(/^\ufeffname,offenders,says\n[a-z_]+,0,/);
    }
    const held = await db.rows<{ line: string }>(
      `select concat_ws(',', id, to_char(source_updated_at_utc, 'YYYY-MM-DD HH24:MI:SS"+00"'), sync_token, payload_sha256) as line
       from raw.qb_invoices order by id collate "C"`,
    );
    expect(text(files["ledger/fingerprints.csv"]).trimEnd().split("\n").slice(1)).toEqual(held.map(({ line }) => line));
    expect(JSON.parse(text(files["metrics.json"]))).toMatchObject({
      run: { run_id: 1, entity: "invoices", state: "complete", source_count: held.length },
      rejected: { total: 0 },
    });
    expect(JSON.parse(text(files["versions.json"]))).toMatchObject({ node: process.version, mage_pinned: "0.9.80" });
  });

  test("shows the month's calls as the cap counts them, also those of a dry run", async () => {
    await command("evidence", ["--out", "evidence.zip"]);
    const files = unzipSync(readFileSync(join(folder, "evidence.zip")));
    const [month] = await db.rows<{ calls: string; by_runs: string }>(
      `select calls, (select sum(calls) from backfill.api_usage where kind <> 'token') as by_runs from backfill.call_month`,
    );
    // A dry run's two counts of a range without records, and five more for the batch of six questions that proved the
    // run.
    expect(Number(month?.calls)).toBe(Number(month?.by_runs) + 2 + 5);
    expect(JSON.parse(text(files["metrics.json"])).months).toMatchObject([{ calls: Number(month?.calls) }]);
    expect(text(files["checks/calls_within_the_month.csv"])).toContain(`,${month?.by_runs},${month?.calls},500000`);
    expect(text(files["queries/070_calls_used.csv"])).toContain(`-01,${month?.calls},,`);
  });

  test("is shown correctly by a spreadsheet program, contains no formula, and can be read by its owner only", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using other = await createDatabase();
    const names = ["Núñez & Peña", '=HYPERLINK("http://example.com","pay")', "+1 Studio", "@SUM(A1:A9)", "-2+3"];
    const at = "2026-06-01T08:00:00-07:00";
    for (const [place, name] of names.entries()) {
      const record = {
        Id: `99${place}`,
        SyncToken: "0",
        DisplayName: name,
        Active: false,
        MetaData: { CreateTime: at, LastUpdatedTime: at },
      };
      qbo.putRecord("Customer", JSON.stringify(record));
    }
    const mage = new MageStandIn(other.settings, qbo);
    await mage.pipeline("customers", { fecha_inicio: "2026-05-31", fecha_fin: "2026-06-03" });
    const { host, port, database, user, password } = other.settings;
    const env = { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
    writeFileSync(join(folder, "formulas.zip"), "there before", { mode: 0o644 });

    const { exitCode, err } = await command("evidence", ["--out", "formulas.zip"], { ...env, INIT_CWD: folder });

    expect([exitCode, err]).toEqual([0, ""]);
    expect(statSync(join(folder, "formulas.zip")).mode & 0o777).toBe(0o600);
    const csv = text(unzipSync(readFileSync(join(folder, "formulas.zip")))["queries/080_inactive_records.csv"]);
    expect(csv).toMatch(/^\ufeffentity,/);
    for (const cell of [
      "Núñez & Peña",
      '"\'=HYPERLINK(""http://example.com"",""pay"")"',
      "'+1 Studio",
      "'@SUM(A1:A9)",
      "'-2+3",
    ]) {
      expect(csv).toContain(`,${cell},`);
    }
  });

  test("is refused for a run that does not exist, and leaves no file", async () => {
    const { exitCode, err } = await command("evidence", ["--run", "99", "--out", "none.zip"]);
    expect([exitCode, err]).toEqual([64, "evidence: there is no run 99; the newest is 1\n"]);
    expect(existsSync(join(folder, "none.zip"))).toBe(false);
  });
});

function text(content: Uint8Array | undefined): string {
  return Buffer.from(content ?? []).toString("utf8");
}

test("a report that cannot be kept does not change its run, and the log says how to make the report", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using other = await createDatabase();
  await other.rows("alter table backfill.report add check (run_id < 0)");
  const { validator } = await new MageStandIn(other.settings, qbo).pipeline("items", JANUARY);
  expect(validator?.output?.verdict).toBe("complete");
  expect(validator?.logs.at(-1)).toMatchObject({
    level: "warning",
    message: "qb.report not kept; npm run report -- --run 1 makes it",
    fields: { reason: "23514" },
  });
});
