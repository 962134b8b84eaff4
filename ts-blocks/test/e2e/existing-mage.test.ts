import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awaitTriggers } from "../../local/mage-triggers";
import { prepareMageVenv } from "../../local/mage-venv";
import { freePort } from "../../local/ports";
import { type Simulator, startSimulator } from "../../simulator/index";
import { waitFor } from "../../src/console/time";
import { MageApi } from "../../src/mage/api";
import { failureOf, watchRun } from "../../src/mage/run";
import { repositoryRoot } from "../../src/repository-root";
import { initDatabase } from "../../src/warehouse/database/init";
import { parsePage } from "../support/markdown";
import { type ScratchPostgres, startScratchPostgres } from "../support/scratch-postgres";

/** The commands of docs/en/existing-mage.md as written, on a project that `mage init` made. */
const OWNER = { email: "owner@example.com", password: "only-for-this-test" };
const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

const folder = mkdtempSync(path.join(tmpdir(), "existing-mage-"));
const [ours, theirs] = [path.join(folder, "qbo-postgres-backfill"), path.join(folder, "acme")];
let env: NodeJS.ProcessEnv;
let server: ScratchPostgres;
let qbo: Simulator;
let records: Client;
let mage: { child: ChildProcess; api: MageApi } | undefined;

beforeAll(async () => {
  symlinkSync(repositoryRoot(), ours);
  const say = (line: string) => process.stdout.write(`  ${line}\n`);
  const projectDir = path.join(repositoryRoot(), "mage_project");
  const python = await prepareMageVenv({ projectDir, link: path.join(folder, "mage"), env: process.env, say });
  server = await startScratchPostgres();
  qbo = await startSimulator({ company: "small", seed: 1 });
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  await admin.query("create database their_mage");
  await admin.query("create database their_records");
  await initDatabase(databaseUrl("their_records"));
  await admin.query(`alter role qbo_loader login password '${OWNER.password}'`);
  await admin.end();
  records = new Client({ connectionString: databaseUrl("their_records") });
  records.on("error", () => undefined); // the server is stopped last
  await records.connect();
  env = {
    PATH: [path.dirname(python), path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
    HOME: folder,
    TZ: "UTC",
    ENV: "prod",
    MAGE_DATA_DIR: path.join(folder, "data"),
    MAGE_DATABASE_CONNECTION_URL: databaseUrl("their_mage").replace(/^postgresql:/, "postgresql+psycopg2:"),
    REQUIRE_USER_AUTHENTICATION: "1",
    DEFAULT_OWNER_EMAIL: OWNER.email,
    DEFAULT_OWNER_PASSWORD: OWNER.password,
    DEFAULT_OWNER_USERNAME: "owner",
    DISABLE_AUTO_BROWSER_OPEN: "1",
    SCHEDULER_TRIGGER_INTERVAL: "1",
    QBO_API_BASE_URL: qbo.apiBaseUrl,
    QBO_OAUTH_TOKEN_URL: qbo.oauthTokenUrl,
  };
  execFileSync("mage", ["init", theirs], { env, cwd: folder });
});

afterAll(async () => {
  await stop();
  await records?.end();
  await qbo?.[Symbol.asyncDispose]();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function databaseUrl(name: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** The only block of the page with these words, with the folders of this test. */
function commandsWith(words: string): string {
  const { fences } = parsePage(readFileSync(path.join(repositoryRoot(), "docs/en/existing-mage.md"), "utf8"));
  const [only, ...others] = fences.filter(({ language, text }) => language === "sh" && text.includes(words));
  if (only === undefined || others.length > 0) throw new Error(`not one block of commands has ${words}`);
  return only.text.replaceAll("/opt/qbo-postgres-backfill", ours).replaceAll("/srv/acme", theirs);
}

async function startAs(words: string): Promise<MageApi> {
  const port = await freePort();
  const script = `${commandsWith(words).trim()} --host 127.0.0.1 --port ${port}`;
  const child = spawn("/bin/sh", ["-euc", script], { env, cwd: folder, detached: true, stdio: "ignore" });
  const api = await waitFor({ what: "Mage", timeoutMs: 180_000, intervalMs: 1_000 }, () =>
    MageApi.signIn(`http://127.0.0.1:${port}`, OWNER).catch(() => undefined),
  );
  mage = { child, api };
  return api;
}

async function stop(): Promise<void> {
  if (mage?.child.pid === undefined) return;
  const ended = once(mage.child, "exit");
  process.kill(-mage.child.pid, "SIGKILL");
  await ended;
  mage = undefined;
}

async function load(api: MageApi, entity: "customers" | "items") {
  const trigger = (await awaitTriggers(api)).find((each) => each.entity === entity);
  if (trigger === undefined) throw new Error(`no trigger of ${entity}`);
  const { id } = await api.trigger(trigger.scheduleId, trigger.token, JANUARY);
  const run = await watchRun(api, id, { timeoutMs: 180_000 });
  const { rows } = await records.query(`select count(*)::int as rows from raw.qb_${entity}`);
  return { status: run.status, failure: failureOf(run), rows: rows[0]?.rows as number };
}

const truth = (entity: "Customer" | "Item") =>
  qbo.truth(entity, "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z").records.length;

test("the pipelines run in a plain `mage start` beside the project's own pipelines", async () => {
  writeFileSync(path.join(theirs, "custom", "of_ours.py"), "# was here before\n");
  execFileSync("/bin/sh", ["-euc", commandsWith("cp -r")], { env, cwd: folder });
  const api = await startAs("mage start");
  const { credentials } = qbo;
  const secrets = {
    QBO_CLIENT_ID: credentials.clientId,
    QBO_CLIENT_SECRET: credentials.clientSecret,
    QBO_REFRESH_TOKEN: credentials.refreshToken,
    QBO_REALM_ID: credentials.realmId,
    QBO_ENV: "sandbox",
    POSTGRES_HOST: "127.0.0.1",
    POSTGRES_PORT: new URL(server.url).port,
    POSTGRES_DB: "their_records",
    POSTGRES_USER: "qbo_loader",
    POSTGRES_PASSWORD: OWNER.password,
  };
  for (const [name, value] of Object.entries(secrets)) await api.createSecret(name, value);

  expect(await load(api, "customers")).toEqual({ status: "completed", failure: undefined, rows: truth("Customer") });
  expect(readFileSync(path.join(theirs, "custom", "of_ours.py"), "utf8")).toBe("# was here before\n");
});

test("the same project works on under the launcher", async () => {
  await stop();
  const api = await startAs("launcher.py");
  expect(await load(api, "items")).toEqual({ status: "completed", failure: undefined, rows: truth("Item") });
});
