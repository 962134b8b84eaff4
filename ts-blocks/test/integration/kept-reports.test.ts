import { Client } from "pg";
import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { waitFor } from "../../src/console/time";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn, type RunningBlock } from "../support/mage-stand-in";

/** When a run's report is kept, and by which program, if the run did not go well. */
const YEAR = { fecha_inicio: "2025-07-01", fecha_fin: "2026-07-01", page_size: 100, workers: 1 };
const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

/** Waits until a statement that returns one boolean says true. */
function until(db: TestDatabase, what: string, sql: string): Promise<true> {
  return waitFor({ what, timeoutMs: 60_000, intervalMs: 20 }, async () =>
    (await db.value<boolean>(sql)) ? true : undefined,
  );
}

const reports = (db: TestDatabase) => db.rows("select run_id from backfill.report order by run_id");

/** Cancels as Mage does: the worker ends, and with it the other end of the program's stdin. */
async function cancel({ process, done }: RunningBlock): Promise<void> {
  process.stdin.destroy();
  await done;
}

test("a run that fails says why before it draws its report, which may take a while", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { kind: "query", entity: "Item" }, fault: "forbidden-403-3100" }]);
  const other = new Client({ connectionString: db.url });
  await other.connect();
  await other.query("begin; lock table backfill.report in access exclusive mode");

  const running = new MageStandIn(db.settings, qbo).start("loader", "items", JANUARY);
  const said = await new Promise<string>((resolve) => {
    let text = "";
    running.process.stdout.on("data", (chunk: Buffer) => {
      text += chunk;
      if (/"type":"failure".*\n/.test(text)) resolve(text);
    });
  });
  expect(said).toContain('"code":"QBO_FORBIDDEN"');
  expect(said).toContain("qb.report npm run report -- --run 1");
  expect(running.process.exitCode).toBe(null);

  await other.query("commit");
  await other.end();
  expect((await running.done).exitCode).toBe(77);
  expect(await reports(db)).toEqual([{ run_id: "1" }]);
});

test("a cancelled run keeps no report, and the next run of its pipeline with a verdict keeps it and says so", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  qbo.scenario([{ match: { kind: "query", entity: "Invoice", afterCalls: 1 }, delayMs: 60_000 }]);
  const running = mage.start("loader", "invoices", YEAR);
  await until(db, "the run", "select count(*) > 0 from backfill.run");
  await cancel(running);
  expect(await reports(db)).toEqual([]);

  qbo.scenario([]);
  const { validator } = await mage.pipeline("invoices", JANUARY);
  expect(validator?.logs.map(({ message }) => message).slice(-2)).toEqual([
    "qb.report npm run report -- --run 2",
    "qb.report kept for the earlier run 1: npm run report -- --run 1",
  ]);
  expect(await reports(db)).toEqual([{ run_id: "1" }, { run_id: "2" }]);
});

test("the time of writing includes the pages of a cancelled attempt", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const { output } = await mage.start("loader", "invoices", YEAR).done;
  const other = new Client({ connectionString: db.url });
  await other.connect();
  await other.query("begin; select from backfill.staged_page where page_number = 3 for update");

  const running = mage.start("exporter", "invoices", YEAR, [output ?? {}]);
  await until(db, "two written pages", "select min(page_number) = 3 from backfill.staged_page");
  await cancel(running);
  await other.query("rollback");
  await other.end();

  expect(await db.value<string>("select export_ms from backfill.run")).not.toBe("0");
});
