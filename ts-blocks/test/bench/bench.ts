import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { UsageError } from "../../src/console/errors";
import { Progress, tellError } from "../../src/console/progress";
import { startScratchPostgres } from "../support/scratch-postgres";
import { cellsOf, type Figure, keep, type TableName } from "./figures";
import { copySame, freshLoad, mageFor, plainLoad, tokenOf, wholeMs, withCompany } from "./harness";
import { inTurns } from "./in-turns";
import { matrix } from "./matrix";
import { besidePages, type Load, measureLoad } from "./measure";
import { quietSync } from "./quiet-sync";
import { linesByMonth } from "./views";

const HELP = `Measures the loader against the simulator and a real Postgres, all on this machine, and prints a table and JSON.

  npm run bench                 five years of 17,940 invoices, at 0 and 150 ms a call, and the plain way beside it
  npm run bench -- --matrix     also 10 thousand, 100 thousand and 1 million invoices, each at 0 and 150 ms a call
                                (several GB of disk); what would take longer than --minutes is left out, and said so
  npm run bench -- --sync       a sync of a whole company in which nothing has changed, with all entities counted, and the
                                same of a company with a million invoices (several GB of disk)
  npm run bench -- --views      the sum of invoice lines by month through the typed views, at a million invoices (some GB of disk)
  npm run bench -- --mage       through real Mage: the three pipelines beside their programs alone, in turns
  npm run bench -- --peers      the same, and in turns with it a dlt pipeline (rest_api source, merge) and a plain node loader
  npm run bench -- --rounds 5   how many turns --mage and --peers take, 3 unless given
  npm run bench -- --minutes 40 how long it may take in all, 25 unless given
  npm run bench -- --keep       keep the figures in docs/performance.json, from which npm run generate writes the pages
  npm run bench -- --json       what is done and its result as JSON, a line each

Every ratio is of two measurements of the same run. Limits are lifted, so that the machine is measured and not the limit.
`;

const TYPICAL = { fecha_inicio: "2021-07-01", fecha_fin: "2026-07-01" };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      matrix: { type: "boolean" },
      sync: { type: "boolean" },
      views: { type: "boolean" },
      mage: { type: "boolean" },
      peers: { type: "boolean", default: false },
      rounds: { type: "string", default: "3" },
      keep: { type: "boolean", default: false },
      minutes: { type: "string", default: "25" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new UsageError(`--minutes must be a number above 0, not "${values.minutes}"`);
  const rounds = Number(values.rounds);
  if (!(Number.isInteger(rounds) && rounds > 0))
    throw new UsageError(`--rounds must be a whole number above 0, not "${values.rounds}"`);
  const endsAt = performance.now() + minutes * 60_000;
  const progress = new Progress("bench", process.stdout, { json: values.json });
  const measured: [TableName, Figure[]][] = [];
  if (values.mage || values.peers)
    measured.push(["in_turns", await inTurns(progress, { rounds, peers: values.peers })]);
  else {
    const postgres = await startScratchPostgres();
    try {
      if (values.views) measured.push(["views", await linesByMonth(postgres.url, progress)]);
      else if (values.sync) measured.push(["quiet_sync", await quietSync(postgres.url, progress)]);
      else measured.push(["programs", await typical(postgres.url, progress)]);
      if (values.matrix) measured.push(["many_rows", await matrix(postgres.url, endsAt, progress)]);
    } finally {
      await postgres.stop();
    }
  }
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  for (const [table, figures] of measured) {
    if (values.keep) keep(table, { machine, day, figures });
  }
  const figures = measured.flatMap(([, ofTable]) => ofTable);
  const lines = cellsOf({ machine, day, figures }, "en").map((cells) => `| ${cells.join(" | ")} |\n`);
  const table = `| figure | measured | bound | |\n| --- | --- | --- | --- |\n${lines.join("")}`;
  progress.result({ machine, day, figures }, `\n${table}\n${JSON.stringify({ machine, day, figures })}\n`);
}

async function typical(server: string, progress: Progress): Promise<Figure[]> {
  progress.step("17,940 invoices at 0 ms: one worker and four");
  const quick = await withCompany("typical", 0, async (qbo) => {
    const one = await freshLoad(server, qbo, "one_worker", { ...TYPICAL, workers: 1 });
    const copyMs = await copySame(one.db);
    await one.db[Symbol.asyncDispose]();
    const four = await freshLoad(server, qbo, "four_workers", { ...TYPICAL, workers: 4 });
    await four.db[Symbol.asyncDispose]();
    return { one: one.load, four: four.load, copyMs };
  });
  progress.step("the same, the plain way");
  const plain = await withCompany("typical", 0, (qbo) => plainLoad(server, qbo, TYPICAL));
  progress.step("21,440 rows at 150 ms");
  const slow = await withCompany("typical", 150, async (qbo) => {
    const { load, db } = await freshLoad(server, qbo, "slow", { ...TYPICAL, workers: 4 });
    const others: Load[] = [];
    for (const entity of ["customers", "items"])
      others.push(await measureLoad(mageFor(db, qbo, await tokenOf(qbo)), entity, TYPICAL));
    await db[Symbol.asyncDispose]();
    return { load, all: [load, ...others] };
  });
  progress.step("all entities of the company at 0 ms");
  const company = await withCompany(
    "typical",
    0,
    async (qbo) => {
      const { load, db } = await freshLoad(server, qbo, "company", { ...TYPICAL, entities: "all" }, "company");
      const beside = await besidePages(db);
      await db[Symbol.asyncDispose]();
      return { beside, peakMb: load.peakMb };
    },
    ["--without", "CompanyCurrency"],
  );
  const { one, four, copyMs } = quick;
  const perSecond = (load: Load) => (load.rows / wholeMs(load)) * 1_000;
  const { rows } = four;
  const all = sum(slow.all, (load) => load.rows);
  return [
    { kind: "calls_four_workers", rows, value: four.calls, most: 30 },
    { kind: "calls_one_worker", value: one.calls, most: 24 },
    { kind: "calls_plain", value: plain.calls },
    { kind: "against_copy", rows, value: copyMs / (one.stagingMs + one.exporterMs), least: 0.7 },
    { kind: "rows_per_second", rows, ms: 0, value: perSecond(four) },
    { kind: "against_plain", value: perSecond(four) / ((plain.rows / plain.ms) * 1_000), least: 8 },
    {
      kind: "loader_against_latency",
      rows,
      ms: 150,
      value: slow.load.loaderMs / ((slow.load.pages * 150) / 4),
      most: 1.6,
    },
    { kind: "whole_load_s", rows: all, ms: 150, value: sum(slow.all, wholeMs) / 1_000 },
    { kind: "peak_mb", rows, value: Math.max(one.peakMb, four.peakMb), most: 160 },
    { kind: "company_beside_pages", value: company.beside, most: 12 },
    { kind: "company_peak_mb", value: company.peakMb, most: 160 },
  ];
}

function sum(loads: readonly Load[], pick: (load: Load) => number): number {
  return loads.reduce((total, load) => total + pick(load), 0);
}

main().catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError || String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");
  tellError(
    `bench: ${error instanceof Error ? error.message : String(error)}${isUsage ? " (--help shows the options)" : ""}`,
  );
  process.exitCode = isUsage ? 64 : 1;
});
