import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTrigger } from "../../local/mage-triggers";
import { waitFor } from "../../src/console/time";
import type { MageApi } from "../../src/mage/api";
import { repositoryRoot } from "../../src/repository-root";
import { startBrowser } from "../support/browser";
import { everyRequest, isOpen, ROLES, type Role, readDoors } from "../support/doors";
import { type Ask, MageVisitor } from "../support/mage-visitor";
import { parsePage } from "../support/markdown";
import { connectCompany } from "./consent";
import { requireEngine } from "./engine";
import { Installation } from "./installation";
import { kubernetesTests } from "./kubernetes-tests";
import { PgAdmin } from "./pgadmin";
import { endOf, HISTORY, trigger } from "./runs";
import { placesWith, secretsOf, visibleOf } from "./visible";

/**
 * The compose file as a newcomer has it: a clone in an empty folder, no edited file, a real engine. The tests run in
 * this order. QB_COMPOSE_KEEP names a folder in which the clone and its installation stay, on the ports of MAGE_PORT
 * and the like. So one test can run again by its title (`-t`) after a repair.
 */

const kept = process.env.QB_COMPOSE_KEEP;
const scratch = kept ?? mkdtempSync(join(tmpdir(), "qbo-compose-"));
const clone = join(scratch, "clone");
let here: Installation;
let browser: Browser;

beforeAll(async () => {
  requireEngine();
  here = kept
    ? await Installation.prepare(basename(kept), clone, process.env)
    : await Installation.prepare(`qbotest${process.pid}`, clone);
  browser = await startBrowser();
  if (existsSync(clone)) return;
  expect(await here.run("git", ["clone", "--quiet", repositoryRoot(), clone], scratch)).toMatchObject({ exitCode: 0 });
  // Compose would use an image of this version that an earlier run left.
  const took = await seconds(() => here.compose("build", "first-start"));
  process.stdout.write(`  the image is built after ${Math.round(took)} s\n`);
});

afterAll(async () => {
  await browser?.close();
  if (kept) return;
  await here?.remove();
  rmSync(scratch, { recursive: true, force: true });
});

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Starts a run of the invoices. Returns when the run has asked QuickBooks for the first page and has no answer yet. */
async function runInMidLoad(mage: MageApi): Promise<number> {
  await here.hold(true);
  const run = await trigger(mage, "invoices");
  await waitFor({ what: "the run to ask QuickBooks", timeoutMs: 120_000, intervalMs: 500 }, async () =>
    (await here.held()) > 0 ? true : undefined,
  );
  return run;
}

test("docker compose up starts everything, healthy, with new secrets, and says what is still to do", async () => {
  const took = await seconds(async () => {
    await here.compose("up", "-d");
    await here.healthy();
  });
  process.stdout.write(`  up and healthy after ${Math.round(took)} s\n`);
  for (const service of ["first-start", "database"])
    expect([service, await here.state(service)]).toEqual([service, "exited 0"]);
  await here.until("seed", "exited 0");
  expect(await here.compose("logs", "seed")).toContain("still lacks QBO_CLIENT_ID");
});

test("the profile demo ends with three loaded tables", async () => {
  const took = await seconds(async () => {
    await here.compose("--profile", "demo", "up", "-d");
    await here.until("demo", "exited 0");
  });
  process.stdout.write(`  three tables loaded after ${Math.round(took)} s\n`);
  const log = await here.compose("--profile", "demo", "logs", "demo");
  expect(log).toContain("demo: ok customers=300 items=80 invoices=4000 verdict=complete");
  const counts =
    "select concat_ws(' ', (select count(*) from raw.qb_customers), (select count(*) from raw.qb_items), (select count(*) from raw.qb_invoices))";
  expect(await here.psql(counts)).toBe("300 80 4000");
});

test("one command in a container tries the secrets that Mage holds", async () => {
  const { exitCode, out } = await here.tryCompose("run", "--rm", "-T", "mage", "secrets", "check");
  expect([exitCode, out.match(/: good/g)?.length]).toEqual([0, 3]);
});

test("a company is connected from a container, with the browser on another machine", async () => {
  const { exitCode, out } = await (await connectCompany(here)).outcome();
  expect([exitCode, out]).toEqual([0, expect.stringMatching(/Postgres: good\n.*token: good.*\n.*company: good/)]);
});

test("an API trigger on the published port loads the same range again and inserts nothing", async () => {
  const mage = await here.mage();
  expect(await endOf(mage, await trigger(mage, "items"))).toBe("completed");
  const last =
    "select inserted || ' ' || updated from (select sum(inserted) as inserted, sum(updated) as updated, run_id from backfill.run_window join backfill.run using (run_id) where entity = 'items' group by run_id order by run_id desc limit 1) as last";
  expect(await here.psql(last)).toBe("0 80");
});

test("a one-time trigger runs once and is off afterwards", async () => {
  const mage = await here.mage();
  const once = async () => (await mage.schedules("qb_items_backfill")).find(({ name }) => name === "qb_items_once");
  await mage.updateSchedule((await once())?.id ?? 0, { status: "active" });
  const run = await waitFor({ what: "the one-time run", timeoutMs: 60_000, intervalMs: 1_000 }, async () =>
    (await mage.runs({ pipeline: "qb_items_backfill" })).find(({ variables }) => variables?.fecha_fin === "2026-01-31"),
  );
  expect(await endOf(mage, run.id)).toBe("completed");
  await waitFor({ what: "the trigger to be off", timeoutMs: 90_000, intervalMs: 1_000 }, async () =>
    (await once())?.status === "inactive" ? true : undefined,
  );
});

test("a person signs in to pgAdmin, connects without a prompt, and runs shipped queries", async () => {
  const pgadmin = await PgAdmin.signIn(browser, (await here.signIns()).pgadmin);
  await pgadmin.open("Servers", "QuickBooks in Postgres", "Databases", "qbo");
  expect(await pgadmin.connection()).toContain("qbo/qbo_reader@");
  await pgadmin.runShippedQuery("010_totals.sql", /customers.*300.*items.*80.*invoices.*4000/);
  await pgadmin.runShippedQuery("030_is_it_utc.sql", /time zone of this session.*UTC/);
  for (const [file, columns] of Object.entries(QUESTIONS)) await pgadmin.runShippedQuery(`business/${file}`, columns);
  const pictures = process.env.QB_DOCS_PICTURES;
  if (pictures !== undefined) await pgadmin.picture(join(pictures, "pgadmin.png"));
});

/** The ready questions, each with the first columns of its answer. */
const QUESTIONS: Readonly<Record<string, RegExp>> = {
  "030_lines_by_item.sql": /item.*currency.*lines.*quantity/,
  "020_open_invoices_by_customer.sql": /customer.*currency.*invoices.*open/,
  "040_inactive_customers_with_balance.sql": /customer.*balance.*currency.*email/,
  "050_changed_last_week.sql": /changed_at.*entity/,
  "060_payments_and_what_they_paid.sql": /date.*payment.*payment_total/,
  "070_statement_of_a_customer.sql": /customer.*date.*kind.*document/,
  "010_revenue_by_month.sql": /month.*documents.*revenue/,
};

test("a container prints the report of a run and the evidence for a reviewer", async () => {
  const report = await here.compose("run", "--rm", "-T", "reader", "report", "--lang", "es");
  expect(report).toMatch(/^<!doctype html>.*<\/html>\s*$/is);
  expect(await here.compose("run", "--rm", "-T", "reader", "evidence")).toMatch(/^PK/);
  const { exitCode, err } = await here.tryCompose("run", "--rm", "-T", "reader", "report", "--run", "999999");
  expect([exitCode, err]).toEqual([64, expect.stringContaining("999999")]);
});

test("all entities load in one run, a sync follows, and the report, the views and pgAdmin's queries show them", async () => {
  const mage = await here.mage();
  for (const [pipeline, name, variables] of [
    ["qb_company_backfill", "qb_company_api", HISTORY],
    ["qb_company_sync", "qb_company_sync_api", {}],
  ] as const) {
    const { scheduleId, token } = (await findTrigger(mage, { entity: null, pipeline, name })) ?? {
      scheduleId: 0,
      token: "",
    };
    expect([pipeline, await endOf(mage, (await mage.trigger(scheduleId, token, variables)).id)]).toEqual([
      pipeline,
      "completed",
    ]);
  }
  const loads =
    "select string_agg(kind || ' ' || state, ', ' order by load_id) from backfill.load where cardinality(entities) > 1";
  expect(await here.psql(loads)).toBe("backfill complete, sync complete");
  const page = await here.compose("run", "--rm", "-T", "reader", "report");
  expect(page).toMatch(/^<!doctype html>.*<\/html>\s*$/is);
  expect(page).toContain("npm run report -- --run N"); // no links to pages that stayed in the container
  expect(await here.psql("select count(*) from quickbooks.invoice")).toBe("4000");
  const pgadmin = await PgAdmin.signIn(browser, (await here.signIns()).pgadmin);
  await pgadmin.open("Servers", "QuickBooks in Postgres", "Databases", "qbo");
  await pgadmin.runShippedQuery("110_known_to_be_whole.sql", /accounts/);
});

test("each container runs as its user, without capabilities, and reads only its own secrets", async () => {
  const inside = (service: string, command: string) =>
    here.tryCompose("--profile", "demo", "exec", "-T", service, "sh", "-c", command);
  const who = async (service: string) => (await inside(service, "id -u; grep CapBnd /proc/1/status")).out.match(/\w+/g);
  expect(await who("postgres")).toEqual(["999", "CapBnd", "0000000000000000"]);
  expect(await who("mage")).toEqual(["1000", "CapBnd", "0000000000000000"]);
  expect(await who("simulator")).toEqual(["1000", "CapBnd", "0000000000000000"]);
  expect(await who("pgadmin")).toEqual(["5050", "CapBnd", "0000000000000400"]); // NET_BIND_SERVICE
  expect((await inside("mage", "find /run/qb -type f | xargs -n 1 dirname | sort -u")).out.trim()).toBe("/run/qb/mage");
  const readable = async (service: string, file: string) =>
    (await inside(service, `cat /run/qb/${file}`)).exitCode === 0;
  expect(await readable("postgres", "postgres/superuser_password")).toBe(true);
  expect(await readable("postgres", "postgres/qbo_owner_password")).toBe(false);
  expect(await readable("pgadmin", "pgadmin/pgpass")).toBe(true);
  expect(await readable("pgadmin", "pgadmin/reader_password")).toBe(false);
});

describe("of everything that Mage serves in its container", () => {
  const doors = readDoors();
  let visitors: Record<Role, MageVisitor>;
  let requests: Ask[];
  beforeAll(async () => {
    const { url, ...owner } = (await here.signIns()).mage;
    visitors = await MageVisitor.ofEachRole({ url, owner });
    requests = everyRequest(await here.routesOfMage(), doors);
  });

  test.each(ROLES)("%s reaches what the list opens, and nothing else", async (role) => {
    const answered = await visitors[role].answered(requests);
    expect(answered).toEqual(requests.filter(({ method, path }) => isOpen(doors, role, method, path)));
    process.stdout.write(`  ${role}: ${answered.length} of ${requests.length} requests come through to Mage\n`);
  });
});

test("during a run no secret shows in settings, histories, processes, logs or the checkout", async () => {
  const run = await runInMidLoad(await here.mage());
  const visible = await visibleOf(here);
  await here.hold(false);
  expect(placesWith(["mage"], visible)).toEqual(Object.keys(visible)); // the search does find these secrets
  const secrets = await secretsOf(here);
  expect(secrets.filter((secret) => secret.length >= 16)).toHaveLength(11);
  expect(placesWith(secrets, visible)).toEqual([]);
  expect(await endOf(await here.mage(), run)).toBe("completed");
});

describe("the Kubernetes example", () => kubernetesTests(() => here));

test("a restart in the middle of a run ends within seconds, and the run continues by itself", async () => {
  const run = await runInMidLoad(await here.mage());
  const took = await seconds(() => here.compose("restart", "mage"));
  expect(took).toBeLessThan(60);
  await here.hold(false);
  await here.until("mage", "running healthy");
  expect(await endOf(await here.mage(), run)).toBe("completed");
});

test("when Postgres stops in the middle of a load nothing is lost, and the next run is complete", async () => {
  await runInMidLoad(await here.mage());
  await here.compose("stop", "postgres");
  await here.hold(false);
  await here.compose("start", "postgres");
  await here.healthy();
  const mage = await here.mage();
  for (const { id } of await mage.runs({ pipeline: "qb_invoices_backfill", status: "running" })) await endOf(mage, id);
  expect(await endOf(mage, await trigger(mage, "invoices"))).toBe("completed");
  expect(await here.psql("select count(*) from raw.qb_invoices")).toBe("4000");
  expect(await here.psql("select state from backfill.run where entity = 'invoices' order by run_id desc limit 1")).toBe(
    "complete",
  );
});

describe("a file of db/migrations", () => {
  const file = join(scratch, "9000_new.sql");
  const mount = `${file}:/app/db/migrations/9000_new.sql:ro`;
  const write = (sql: string) => writeFileSync(file, sql, { mode: 0o644 });
  const upgrade = () => here.tryCompose("run", "--rm", "-T", "--no-deps", "-v", mount, "database");

  test("that an upgrade brings is applied, and every row stays", async () => {
    write("create table backfill.new_thing (id int);");
    expect((await upgrade()).exitCode).toBe(0);
    expect(await here.psql("select to_regclass('backfill.new_thing')")).toBe("backfill.new_thing");
    expect(await here.psql("select count(*) from raw.qb_invoices")).toBe("4000");
    const older = await here.tryCompose("run", "--rm", "-T", "--no-deps", "database");
    expect([older.exitCode, older.err + older.out]).toEqual([1, expect.stringContaining("older than the database")]);
    await here.psql("drop table backfill.new_thing; delete from backfill.schema_version where version = 9000");
  });

  test("that fails is reported by name, exits with an error, and leaves nothing half applied", async () => {
    write("create table backfill.half (id int); select nonsense;");
    const { exitCode, out, err } = await upgrade();
    expect(exitCode).not.toBe(0);
    expect(out + err).toContain("db/migrations/9000_new.sql");
    expect(await here.psql("select to_regclass('backfill.half') is null")).toBe("t");
  });

  test("that fails at the first start keeps Mage and pgAdmin from starting, and the next start repairs the database", async () => {
    const override = join(scratch, "override.yml");
    writeFileSync(override, `services: { database: { volumes: ["${mount}"] } }\n`);
    const other = await Installation.prepare(`${here.project}c`, clone);
    try {
      const up = await other.tryCompose("-f", "docker-compose.yml", "-f", override, "up", "-d");
      expect(up.exitCode).not.toBe(0);
      expect(await other.state("database")).toBe("exited 1");
      for (const service of ["mage", "pgadmin"]) expect(await other.state(service)).not.toContain("running");
      await other.compose("up", "-d", "database");
      await other.until("database", "exited 0");
      expect(await other.psql("select count(*) from raw.qb_invoices")).toBe("0");
    } finally {
      await other.remove();
    }
  });
});

test("a backup is restored on another machine by the documented commands, and its secrets work there", async () => {
  const page = parsePage(readFileSync(join(repositoryRoot(), "docs/en/docker.md"), "utf8"));
  const [save = "", restore = ""] = page.fences.map(({ text }) => text).filter((text) => text.includes("files.tar"));
  await here.shell(save, clone);
  await here.healthy();
  await here.compose("--profile", "demo", "stop");
  const there = await Installation.prepare(`${here.project}b`, clone);
  try {
    await there.shell(restore, clone);
    await there.healthy();
    await there.compose("--profile", "demo", "up", "-d", "simulator");
    await there.until("simulator", "running healthy");
    expect(await there.psql("select count(*) from raw.qb_invoices")).toBe("4000");
    expect((await there.signIns()).mage.password).toBe((await here.signIns()).mage.password);
    const mage = await there.mage();
    expect(await endOf(mage, await trigger(mage, "items"))).toBe("completed");
  } finally {
    await there.remove();
  }
});

test("a demo is refused where a company is connected", async () => {
  await here.compose("--profile", "demo", "up", "-d");
  await here.healthy();
  const mark = "/var/lib/demo/addresses.json"; // the sign of a demo
  await here.compose("--profile", "demo", "exec", "-T", "simulator", "mv", mark, `${mark}.away`);
  const { exitCode, err } = await here.tryCompose("--profile", "demo", "run", "--rm", "-T", "--no-deps", "demo");
  await here.compose("--profile", "demo", "exec", "-T", "simulator", "mv", `${mark}.away`, mark);
  expect([exitCode, err]).toEqual([1, expect.stringContaining("connected to a company already")]);
});

test("stop ends everything within seconds; down keeps the data, down --volumes keeps nothing", async () => {
  await here.compose("--profile", "demo", "up", "-d");
  await here.healthy();
  expect(await seconds(() => here.compose("--profile", "demo", "stop"))).toBeLessThan(30);
  await here.compose("--profile", "demo", "down");
  expect(await here.volumes()).toHaveLength(7);
  await here.compose("up", "-d");
  await here.healthy();
  expect(await here.psql("select count(*) from raw.qb_invoices")).toBe("4000");
  await here.remove();
  expect(await here.volumes()).toEqual([]);
});
