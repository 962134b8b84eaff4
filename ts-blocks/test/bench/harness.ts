import { execFileSync } from "node:child_process";
import { localPaths } from "../../local/paths";
import { PidLedger } from "../../local/pid-ledger";
import { type Simulator, startSimulator } from "../../local/simulator-process";
import { prepareSource } from "../../local/source-folder";
import { temporaryLocalDir } from "../../local/temporary";
import { utcInstant } from "../../src/job/instants";
import { initDatabase } from "../../src/warehouse/database/init";
import { openDatabase, type TestDatabase } from "../support/database-on";
import { MageStandIn } from "../support/mage-stand-in";
import { type Load, measureLoad } from "./measure";
import { loadPlainly } from "./plain-loader";

/** Runs the simulator in its own process, so that its work does not count as the loader's. */
export async function withCompany<T>(
  company: string,
  latencyMs: number,
  work: (qbo: Simulator) => Promise<T>,
  more: readonly string[] = [],
): Promise<T> {
  const local = temporaryLocalDir();
  const source = { kind: "generated", company } as const;
  const paths = localPaths(local.dir, source);
  const ledger = new PidLedger(`${local.dir}/pids.json`, local.dir);
  await prepareSource(paths, ledger, false, () => undefined);
  const args = ["--latency-ms", String(latencyMs), "--concurrent-refresh", "tolerate", "--rotate", "never", ...more];
  const qbo = await startSimulator({ source, paths, args }, ledger);
  try {
    return await work(qbo);
  } finally {
    await qbo.child.stop();
    local.remove();
  }
}

export async function freshLoad(
  server: string,
  qbo: Simulator,
  name: string,
  variables: Record<string, string | number>,
  entity = "invoices",
) {
  const db = await openDatabase(server, `bench_${name}`);
  await initDatabase(db.url);
  await db.rows(
    "update backfill.limits set calls_at_once_max = 100, calls_per_second_max = 1000, calls_per_minute_max = 10000",
  );
  return { db, load: await measureLoad(mageFor(db, qbo, await tokenOf(qbo)), entity, variables) };
}

export function mageFor(db: TestDatabase, qbo: Simulator, refreshToken: string): MageStandIn {
  return new MageStandIn(db.settings, { ...qbo, credentials: { ...qbo.credentials, refreshToken } });
}

export async function tokenOf(qbo: Simulator): Promise<string> {
  return qbo.credentials.refreshToken; // never rotated here
}

/** Copies the same rows inside the server with COPY, into a table like theirs, indexes included. */
export async function copySame(db: TestDatabase): Promise<number> {
  const folder = await db.value<string>("show data_directory");
  const file = `${folder}/bench.copy`;
  await db.rows(`copy raw.qb_invoices to '${file}'`);
  await db.rows("create table raw.copied (like raw.qb_invoices including all)");
  const startedAt = performance.now();
  await db.rows(`copy raw.copied from '${file}'`);
  const ms = performance.now() - startedAt;
  execFileSync("rm", ["-f", file]);
  return ms;
}

/** Loads the same range in the plain way. */
export async function plainLoad(server: string, qbo: Simulator, range: { fecha_inicio: string; fecha_fin: string }) {
  await using db = await openDatabase(server, "bench_plain");
  const startedAt = performance.now();
  const instant = (day: string) => utcInstant(new Date(day));
  const window = { start: instant(range.fecha_inicio), end: instant(range.fecha_fin) };
  const { rows, calls } = await loadPlainly(qbo, db.url, window);
  return { rows, calls, ms: performance.now() - startedAt };
}

export function wholeMs(load: Load): number {
  return load.loaderMs + load.exporterMs + load.validatorMs;
}

export function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
