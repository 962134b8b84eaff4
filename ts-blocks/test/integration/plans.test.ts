import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { initDatabase } from "../../src/warehouse/database/init";
import { openDatabase, type TestDatabase } from "../support/database-on";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";
import { logPlans, manyRows } from "../support/plans";
import { type ScratchPostgres, startScratchPostgres } from "../support/scratch-postgres";

/**
 * Postgres' statistics know the runs that were there when they were taken. Of the next run, the planner expects one row, and
 * one row is joined best by looking at each row of the other side. If the run then has thousands of rows, that takes minutes.
 */
const FIVE_YEARS = { fecha_inicio: "2021-07-01", fecha_fin: "2026-07-01" };
/** Each statement needs the 1,826 days a few times, and the rows. Days times invoices are above 50,000. */
const ROWS_MAX = 10_000;
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

const slowStatements = (logged: string, rowsMax: number) =>
  manyRows(logged, rowsMax).map(({ statement, rows }) => `${rows} rows: ${statement.trim().slice(0, 400)}`);

test("a load after the first goes through its rows once for each question, although the statistics know only the first", {
  timeout: LOADS_MS,
}, async () => {
  await completed("invoices", FIVE_YEARS);
  await db.rows("analyze");
  await logPlans(db);
  const before = server.log().length;

  await completed("invoices", FIVE_YEARS);

  expect(slowStatements(server.log().slice(before), ROWS_MAX)).toEqual([]);
});

test("so does a load of the whole company after the first, and a sync", { timeout: LOADS_MS }, async () => {
  await completed("company", { ...FIVE_YEARS, entities: "all" });
  await db.rows("analyze");
  const before = server.log().length;

  await completed("company", { ...FIVE_YEARS, entities: "all" });
  await completed("sync", {});

  expect(slowStatements(server.log().slice(before), ENTITY_NAMES.length * ROWS_MAX)).toEqual([]);
});
