import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { utcInstant } from "../../src/job/instants";
import { repositoryRoot } from "../../src/repository-root";
import { typeParsers } from "../../src/warehouse/database/connection";
import { initDatabase } from "../../src/warehouse/database/init";
import { countHeld } from "../../src/warehouse/ledger/held";
import { openDatabase, type TestDatabase } from "../support/database-on";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";
import { logPlans, statementsWithRows } from "../support/plans";
import { type ScratchPostgres, startScratchPostgres } from "../support/scratch-postgres";

/*
 * Postgres' statistics describe the runs that were there when they were taken. Of a later run, the planner may expect one row,
 * and one row is joined best by going through all rows of the other side. If the run then has thousands of rows, that takes
 * minutes. These tests read the plans that Postgres really used.
 */
const FIVE_YEARS = { fecha_inicio: "2021-07-01", fecha_fin: "2026-07-01" };
/** Rows that one step of a statement may go through. The range has 1,826 days; days times the 60 invoices are 109,560. */
const ROWS_MAX = 10_000;
/** Statements about all entities of a load or of the database at once. */
const OF_ALL_ENTITIES = [
  /^with page as materialized \(\s+select run_id/,
  /^select r\.run_id as "runId", r\.entity/,
  /^select entity, writer\.run_id/,
  /^with state as materialized/,
];
const LOADS_MS = 240_000;

let server: ScratchPostgres;
let qbo: Simulator;
let db: TestDatabase;
let mage: MageStandIn;

beforeAll(async () => {
  server = await startScratchPostgres();
  qbo = await startSimulator({ company: "small", seed: 1 });
  db = await openDatabase(server.url, "plans");
  await initDatabase(db.url);
  await db.rows(
    "update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000, batches_per_minute_max = 1000",
  );
  await logPlans(db);
  // As in a database where a view of the operator has kept the migration from dropping these statistics.
  await db.rows("alter table backfill.run_window alter column run_id set statistics 100");
  mage = new MageStandIn(db.settings, qbo);
}, LOADS_MS);
afterAll(async () => {
  await db?.[Symbol.asyncDispose]();
  await qbo?.close();
  await server?.stop();
});

const completed = async (entity: string, variables: Record<string, string>) => {
  const { loader, exporter, validator } = await mage.pipeline(entity, variables);
  const failures = [loader, exporter, validator].map((block: BlockRun | undefined) => block?.failure?.message);
  expect([entity, failures.find((failure) => failure !== undefined)]).toEqual([entity, undefined]);
};

const slowStatements = (logged: string, rowsMax: (statement: string) => number = () => ROWS_MAX) =>
  statementsWithRows(logged)
    .filter(({ statement, rows }) => rows > rowsMax(statement.trim()))
    .map(({ statement, rows }) => `${rows} rows: ${statement.trim().slice(0, 400)}`);

test("a load after the first goes through its rows once for each question, although the statistics know only the first", {
  timeout: LOADS_MS,
}, async () => {
  await completed("invoices", FIVE_YEARS);
  await db.rows("analyze");
  const before = server.log().length;

  await completed("invoices", FIVE_YEARS);

  expect(slowStatements(server.log().slice(before))).toEqual([]);
});

test("a load of the whole company after the first, and a sync, do not go through the days of all runs for each entity", {
  timeout: LOADS_MS,
}, async () => {
  await db.rows(migration("0020_runs_without_statistics"));
  await completed("company", { ...FIVE_YEARS, entities: "all" });
  await db.rows("analyze");
  const before = server.log().length;

  await completed("company", { ...FIVE_YEARS, entities: "all" });
  await completed("sync", {});

  const rowsMax = (statement: string) =>
    OF_ALL_ENTITIES.some((start) => start.test(statement)) ? ENTITY_NAMES.length * ROWS_MAX : ROWS_MAX;
  expect(slowStatements(server.log().slice(before), rowsMax)).toEqual([]);
});

test("the migration that drops these statistics is not stopped by a view of the operator", async () => {
  const target = () =>
    db.value(
      "select attstattarget from pg_attribute where attrelid = 'backfill.run_window'::regclass and attname = 'run_id'",
    );
  expect(await target()).toBe(0);
  await db.rows("create view public.days as select run_id, rows from backfill.run_window");
  await db.rows("alter table backfill.run_window alter column run_id set statistics 100");

  await db.rows(migration("0020_runs_without_statistics"));

  expect(await target()).toBe(100);
  await db.rows("drop view public.days");
});

test("records that have left, and records that were read twice, are found by going through all records once", {
  timeout: LOADS_MS,
}, async () => {
  await completed("items", FIVE_YEARS);
  await db.rows("alter table backfill.run_window alter column run_id set statistics 100");
  await db.rows("analyze");
  const { output } = await mage.start("loader", "items", FIVE_YEARS).done;
  const runId = Number(output?.run_id);
  // 3,000 records of 1,000 days. Every second one is on a later page once more, a day later.
  await stagePageOf(runId, 1_001, "true", 0);
  await stagePageOf(runId, 1_002, "n % 2 = 0", 1);
  const departed = Array.from({ length: 2_000 }, (_, n) => `many-${n}`);
  const before = server.log().length;

  const client = new Client({ connectionString: db.url, types: typeParsers });
  await client.connect();
  const range = { start: utcInstant(new Date("2021-07-01")), end: utcInstant(new Date("2026-07-01")) };
  const held = await countHeld(client, "items", runId, range, departed);
  const staying = await countHeld(client, "items", runId, range, []);
  await client.end();

  expect([held.distinct - held.held, held.movedDays.length, staying.movedDays.length]).toEqual([2_000, 1_000, 500]);
  expect(slowStatements(server.log().slice(before))).toEqual([]);
});

const migration = (name: string) => readFileSync(join(repositoryRoot(), "db", "migrations", `${name}.sql`), "utf8");

/** Stages a page of up to 3,000 records, as a copy of a page that is there. */
function stagePageOf(runId: number, pageNumber: number, which: string, daysLater: number) {
  return db.rows(
    `insert into backfill.staged_page (run_id, page_number, segment_number, request, row_count, duration_ms,
                                       first_updated_at_utc, last_updated_at_utc, record_ids, record_updated_at_utc,
                                       record_sync_tokens, record_starts, record_bytes, envelope_head, records, envelope_tail, fields)
     select run_id, $2, segment_number, request, cardinality(ids), duration_ms, first, last, ids, times,
            tokens, record_starts, record_bytes, envelope_head, records, envelope_tail, fields
     from (select * from backfill.staged_page where run_id = $1 and page_number < 1000 order by page_number limit 1) as page
     cross join (
       select array_agg('many-' || n order by n) as ids,
              array_agg(at order by n) as times,
              array_agg(0::bigint) as tokens, min(at) as first, max(at) as last
       from generate_series(0, 2999) as n
       cross join lateral (select timestamptz '2022-01-01 12:00Z' + (n % 1000 + $3::int) * interval '24 hours' as at) as day
       where ${which}
     ) as record`,
    [runId, pageNumber, daysLater],
  );
}
