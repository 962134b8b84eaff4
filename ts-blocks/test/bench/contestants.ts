import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { findPython } from "../../local/python";
import { runCommand } from "../../local/run-command";
import type { Listening } from "../../local/simulator-process";
import type { Stack } from "../../local/stack";
import { PIPELINE_ENTITIES } from "../../src/entities/entity";
import { utcInstant } from "../../src/job/instants";
import { repositoryRoot } from "../../src/repository-root";
import { initDatabase } from "../../src/warehouse/database/init";
import { openDatabase } from "../support/database-on";
import { installedOnce } from "../support/installed-once";
import { MageStandIn } from "../support/mage-stand-in";
import { loadPages } from "./plain-loader";

/** Five years of customers, items and invoices. */
const RANGE = { fecha_inicio: "2021-07-01", fecha_fin: "2026-07-01" };
const LIFTED = "calls_at_once_max = 100, calls_per_second_max = 1000, calls_per_minute_max = 10000";
const LOAD_TIMEOUT_MS = 600_000;
const POLL_MS = 50;

/** One way to load the same three entities into an empty database of the same server. */
export interface Contestant {
  readonly name: string;
  /** Prepares what a user has prepared before: an empty database and its tables. */
  prepare(): Promise<{
    /** The part that a user waits for. Resolves with the number of loaded rows. */
    load(): Promise<number>;
    remove(): PromiseLike<void>;
  }>;
}

/** What each contestant needs: the stack's own Postgres and simulator. */
export interface Arena {
  readonly stack: Stack;
  readonly qbo: Listening;
  /** URL of the database `postgres`, as superuser. */
  readonly server: string;
}

/** The three pipelines, triggered over Mage's API at the same moment, until the last of the runs ends. */
export function throughMage({ stack }: Arena): Contestant {
  return {
    name: "ours, three pipelines through Mage",
    async prepare() {
      const db = new Client({ connectionString: stack.postgres.urls.qboAsSuperuser });
      await db.connect();
      const mage = new Client({ connectionString: stack.postgres.urls.mage });
      await mage.connect();
      await db.query(`truncate raw.qb_customers, raw.qb_items, raw.qb_invoices, backfill.run cascade`);
      await db.query(`update backfill.limits set ${LIFTED}`);
      return {
        async load() {
          const three = stack.triggers.filter(({ entity }) => entity !== null);
          const ids = await Promise.all(
            three.map(async ({ scheduleId, token }) => {
              const { id } = await stack.mage.api.trigger(scheduleId, token, { ...RANGE });
              return id;
            }),
          );
          await allEnded(mage, ids);
          const { rows } = await db.query<{ rows: number }>(
            "select (select count(*) from raw.qb_customers) + (select count(*) from raw.qb_items) + (select count(*) from raw.qb_invoices) as rows",
          );
          return Number(rows[0]?.rows);
        },
        remove: async () => {
          await db.end();
          await mage.end();
        },
      };
    },
  };
}

/**
 * Waits for the ends of Mage's runs. Asks Mage's database, since asking the API for three runs ten times a second took Mage 2 s of
 * CPU time in 9 s.
 */
async function allEnded(mage: Client, ids: readonly number[]): Promise<void> {
  const endsAt = performance.now() + LOAD_TIMEOUT_MS;
  while (performance.now() < endsAt) {
    const { rows } = await mage.query<{ pipeline: string; status: string }>(
      "select pipeline_uuid as pipeline, status::text from pipeline_run where id = any ($1)",
      [ids],
    );
    const failed = rows.find(({ status }) => status === "FAILED" || status === "CANCELLED");
    if (failed !== undefined) throw new Error(`${failed.pipeline}: ${failed.status}`);
    if (rows.length === ids.length && rows.every(({ status }) => status === "COMPLETED")) return;
    await delay(POLL_MS);
  }
  throw new Error(`the three pipelines have not ended in ${LOAD_TIMEOUT_MS / 1000} s`);
}

/** The programs without Mage, three entities at once: started as Mage starts them, but without Mage's waits. */
export function programsAlone({ server, qbo }: Arena): Contestant {
  return {
    name: "ours, the programs alone",
    async prepare() {
      const db = await openDatabase(server, "bench_programs");
      await initDatabase(db.url);
      await db.rows(`update backfill.limits set ${LIFTED}`);
      const mage = new MageStandIn(db.settings, qbo);
      return {
        async load() {
          const loads = await Promise.all(
            PIPELINE_ENTITIES.map(async (entity) => {
              const { loader, validator } = await mage.pipeline(entity, RANGE);
              if (validator?.output === undefined) throw new Error(`${entity}: the load failed`);
              return Number(loader?.output?.rows);
            }),
          );
          return loads.reduce((total, rows) => total + rows, 0);
        },
        remove: () => db[Symbol.asyncDispose](),
      };
    },
  };
}

/** A loader of fifty lines: pages by number, one upsert for each row, no proof. */
export function plainNode({ server, qbo }: Arena): Contestant {
  return {
    name: "a plain node loader, an upsert a row",
    async prepare() {
      const db = await openDatabase(server, "bench_plain_node");
      const range = { start: utcInstant(new Date(RANGE.fecha_inicio)), end: utcInstant(new Date(RANGE.fecha_fin)) };
      return { load: () => loadPages(qbo, db.url, range), remove: () => db[Symbol.asyncDispose]() };
    },
  };
}

/** dlt's rest_api source and merge, from the start of Python to its end. */
export async function dlt({ server, qbo }: Arena): Promise<Contestant> {
  const folder = join(repositoryRoot(), "ts-blocks", "test", "bench", "peers");
  const python = await dltPython(join(folder, "requirements-dlt.txt"));
  return {
    name: "dlt rest_api, merge",
    async prepare() {
      const db = await openDatabase(server, "bench_dlt");
      const work = mkdtempSync(join(tmpdir(), "qbo-bench-dlt-"));
      const plan = {
        api_base_url: qbo.apiBaseUrl,
        token_url: qbo.oauthTokenUrl,
        client_id: qbo.credentials.clientId,
        client_secret: qbo.credentials.clientSecret,
        refresh_token: qbo.credentials.refreshToken,
        realm_id: qbo.credentials.realmId,
        database_url: db.url,
        fecha_inicio: `${RANGE.fecha_inicio}T00:00:00Z`,
        fecha_fin: `${RANGE.fecha_fin}T00:00:00Z`,
      };
      return {
        async load() {
          const counts: Record<string, number> = JSON.parse(
            await lastLine(python, [join(folder, "dlt_load.py"), work], JSON.stringify(plan)),
          );
          return Object.values(counts).reduce((total, rows) => total + rows, 0);
        },
        async remove() {
          await db[Symbol.asyncDispose]();
          rmSync(work, { recursive: true, force: true });
        },
      };
    },
  };
}

async function dltPython(requirements: string): Promise<string> {
  const uv = join(repositoryRoot(), "mage_project", "requirements-uv.txt");
  const python = await findPython();
  const folder = await installedOnce(
    "dlt",
    [uv, requirements],
    async (venv) => {
      const within = (name: string) => join(venv, "bin", name);
      const silent = () => {};
      await runCommand(python.executable, ["-m", "venv", venv], silent);
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"];
      await runCommand(within("python"), [...pip, "-r", uv], silent);
      const install = ["pip", "install", "--quiet", "--python", within("python"), "--require-hashes", "--no-deps"];
      await runCommand(within("uv"), [...install, "-r", requirements], silent);
    },
    python.version,
  );
  return join(folder, "bin", "python");
}

/** Runs a program to its end. Fails with the program's standard error. */
function lastLine(command: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, TZ: "UTC" };
    const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      err += text;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(out.trim().split("\n").at(-1) ?? "");
      else reject(new Error(`${command} ended with ${code}: ${err.trim().split("\n").slice(-5).join(" | ")}`));
    });
    child.stdin.end(input);
  });
}
