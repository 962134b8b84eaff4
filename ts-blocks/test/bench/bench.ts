import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { localPaths } from "../../local/paths";
import { PidLedger } from "../../local/pid-ledger";
import { Progress } from "../../local/progress";
import { type Simulator, startSimulator } from "../../local/simulator-process";
import { prepareSource } from "../../local/source-folder";
import { temporaryLocalDir } from "../../local/temporary";
import { utcInstant } from "../../src/job/instants";
import { initDatabase } from "../../src/warehouse/init";
import { openDatabase, type TestDatabase } from "../support/database-on";
import { MageStandIn } from "../support/mage-stand-in";
import { startScratchPostgres } from "../support/scratch-postgres";
import { type Load, measureLoad } from "./measure";
import { loadPlainly, signedIn } from "./plain-loader";

const HELP = `Measures the loader against the simulator and a real Postgres, all on this machine, and prints a table and JSON.

  npm run bench                 five years of 17,940 invoices, at 0 and 150 ms a call, and the plain way beside it
  npm run bench -- --large      also a hundred thousand and a million invoices (minutes, and several GB of disk)
  npm run bench -- --json       what is done and its result as JSON, a line each

Every ratio is of two measurements of the same run. Limits are lifted, so that the machine is measured and not the limit.
`;

const TYPICAL = { fecha_inicio: "2021-07-01", fecha_fin: "2026-07-01" };

interface Row {
  readonly what: string;
  readonly value: string;
  readonly bound: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      large: { type: "boolean" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const progress = new Progress("bench", process.stdout, { json: values.json });
  const postgres = await startScratchPostgres();
  const rows: Row[] = [];
  try {
    rows.push(...(await typical(postgres.url, progress)));
    if (values.large) rows.push(...(await large(postgres.url, progress)));
  } finally {
    await postgres.stop();
  }
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const lines = rows.map(({ what, value, bound }) => `| ${what} | ${value} | ${bound} |\n`).join("");
  const table = `| figure | measured | bound |\n| --- | --- | --- |\n${lines}`;
  progress.result({ machine, rows }, `\n${machine}\n\n${table}\n${JSON.stringify({ machine, rows })}\n`);
}

async function typical(server: string, progress: Progress): Promise<Row[]> {
  progress.say("five years of 17,940 invoices, answered at once");
  const quick = await withCompany("typical", 0, async (qbo) => {
    const one = await freshLoad(server, qbo, "one_worker", { ...TYPICAL, workers: 1 });
    const copyMs = await copySame(one.db);
    await one.db[Symbol.asyncDispose]();
    const four = await freshLoad(server, qbo, "four_workers", { ...TYPICAL, workers: 4 });
    await four.db[Symbol.asyncDispose]();
    return { one: one.load, four: four.load, copyMs };
  });
  const plain = await withCompany("typical", 0, async (qbo) => {
    await using db = await openDatabase(server, "bench_plain");
    const startedAt = performance.now();
    const range = { start: utcInstant(new Date(TYPICAL.fecha_inicio)), end: utcInstant(new Date(TYPICAL.fecha_fin)) };
    const { rows, calls } = await loadPlainly(qbo, db.url, range);
    return { rows, calls, ms: performance.now() - startedAt };
  });
  progress.say("the same at 150 ms an answer, and the plain way beside it");
  const slow = await withCompany("typical", 150, async (qbo) => {
    const { load, db } = await freshLoad(server, qbo, "slow", { ...TYPICAL, workers: 4 });
    const others: Load[] = [];
    for (const entity of ["customers", "items"])
      others.push(await measureLoad(mageFor(db, qbo, await tokenOf(qbo)), entity, TYPICAL));
    await db[Symbol.asyncDispose]();
    return { load, all: [load, ...others] };
  });
  const { one, four, copyMs } = quick;
  const perSecond = (load: Load) => (load.rows / wholeMs(load)) * 1_000;
  return [
    row("calls, 4 workers", String(four.calls), "<= 30"),
    row("calls, 1 worker", String(one.calls), "<= 24"),
    row("calls, the plain way", String(plain.calls), ""),
    row("stage + export against COPY of the same rows", ratio(copyMs / (one.stagingMs + one.exporterMs)), ">= 0.6"),
    row("whole load, 0 ms, rows/s", Math.round(perSecond(one)).toString(), ""),
    row("whole load against the plain way, rows/s", ratio(perSecond(one) / ((plain.rows / plain.ms) * 1_000)), ">= 8"),
    row(
      "loader's wall at 150 ms, 4 workers, against pages x latency / workers",
      ratio(slow.load.loaderMs / ((slow.load.pages * 150) / 4)),
      "<= 1.6",
    ),
    row(
      `whole load of ${sum(slow.all, (load) => load.rows)} rows at 150 ms, s`,
      (sum(slow.all, wholeMs) / 1_000).toFixed(1),
      "report",
    ),
    row("node peak memory, MB", Math.max(one.peakMb, four.peakMb).toFixed(0), "<= 160"),
  ];
}

async function large(server: string, progress: Progress): Promise<Row[]> {
  return withCompany("large", 0, async (qbo) => {
    const { from, to } = qbo.company.history;
    const loads: Load[] = [];
    for (const wanted of [10_000, 100_000, Number.POSITIVE_INFINITY]) {
      const fecha_fin = await endOfRange(qbo, from, to, wanted);
      const { load, db } = await freshLoad(server, qbo, `large_${loads.length}`, {
        fecha_inicio: from,
        fecha_fin,
        workers: 4,
      });
      await db[Symbol.asyncDispose]();
      loads.push(load);
      progress.say(`${load.rows} rows: ${(wholeMs(load) / 1_000).toFixed(0)} s, peak ${load.peakMb.toFixed(0)} MB`);
    }
    const [tens, hundreds, million] = loads as [Load, Load, Load];
    return [
      row(`node peak memory at ${million.rows} rows, MB`, million.peakMb.toFixed(0), "<= 160"),
      row(`peak memory at ${million.rows} rows against ${tens.rows}`, ratio(million.peakMb / tens.peakMb), "<= 1.15"),
      row(
        `rows/s at ${million.rows} against ${hundreds.rows}`,
        ratio(million.rows / wholeMs(million) / (hundreds.rows / wholeMs(hundreds))),
        ">= 0.9",
      ),
      row(`calls for ${million.rows} rows`, String(million.calls), ""),
    ];
  });
}

/** The day up to which a history holds about as many invoices as wanted. */
async function endOfRange(qbo: Simulator, from: string, to: string, wanted: number): Promise<string> {
  const ask = await signedIn(qbo);
  const day = (days: number) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
  let [few, many] = [1, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)];
  while (wanted !== Number.POSITIVE_INFINITY && many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    const { QueryResponse } = await ask(
      `select count(*) from Invoice where MetaData.LastUpdatedTime >= '${from}T00:00:00Z' and MetaData.LastUpdatedTime < '${day(middle)}T00:00:00Z'`,
    );
    if (QueryResponse.totalCount < wanted) few = middle;
    else many = middle;
  }
  return day(many);
}

/** The simulator in a process of its own, so that its work is not the reader's. */
async function withCompany<T>(company: string, latencyMs: number, work: (qbo: Simulator) => Promise<T>): Promise<T> {
  const local = temporaryLocalDir();
  const source = { kind: "generated", company } as const;
  const paths = localPaths(local.dir, source);
  const ledger = new PidLedger(`${local.dir}/pids.json`, local.dir);
  await prepareSource(paths, ledger, false, () => undefined);
  const args = ["--latency-ms", String(latencyMs), "--concurrent-refresh", "tolerate", "--rotate", "never"];
  const qbo = await startSimulator({ source, paths, args }, ledger);
  try {
    return await work(qbo);
  } finally {
    await qbo.child.stop();
    local.remove();
  }
}

async function freshLoad(server: string, qbo: Simulator, name: string, variables: Record<string, string | number>) {
  const db = await openDatabase(server, `bench_${name}`);
  await initDatabase(db.url);
  await db.rows(
    "update backfill.limits set calls_at_once_max = 100, calls_per_second_max = 1000, calls_per_minute_max = 10000",
  );
  return { db, load: await measureLoad(mageFor(db, qbo, await tokenOf(qbo)), "invoices", variables) };
}

function mageFor(db: TestDatabase, qbo: Simulator, refreshToken: string): MageStandIn {
  return new MageStandIn(db.settings, { ...qbo, credentials: { ...qbo.credentials, refreshToken } });
}

async function tokenOf(qbo: Simulator): Promise<string> {
  return qbo.credentials.refreshToken; // never rotated here
}

/** COPY of the very rows into a table like theirs, indexes included, by the server itself. */
async function copySame(db: TestDatabase): Promise<number> {
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

function wholeMs(load: Load): number {
  return load.loaderMs + load.exporterMs + load.validatorMs;
}

function sum(loads: readonly Load[], pick: (load: Load) => number): number {
  return loads.reduce((total, load) => total + pick(load), 0);
}

function row(what: string, value: string, bound: string): Row {
  return { what, value, bound };
}

function ratio(value: number): string {
  return value.toFixed(2);
}

void main();
