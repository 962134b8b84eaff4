import { once } from "node:events";
import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn, type RunningBlock } from "../support/mage-stand-in";

const WHOLE_HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 500, workers: 1 };
type Simulator = Awaited<ReturnType<typeof startSimulator>>;

/** Starts a load and lets it stage `pages` pages. The source then holds the next answer back. */
async function loadUntil(pages: number, mage: MageStandIn, qbo: Simulator, db: TestDatabase): Promise<RunningBlock> {
  qbo.scenario([{ match: { kind: "query", nth: pages + 1 }, times: 1, delayMs: 60_000 }]);
  const loading = mage.start("loader", "invoices", WHOLE_HISTORY);
  await expect.poll(() => db.value("select count(*)::int from backfill.staged_page"), { timeout: 30_000 }).toBe(pages);
  return loading;
}

async function expectTheTruth(qbo: Simulator, db: TestDatabase): Promise<void> {
  const truth = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
  expect(await db.rows(`select id, payload_sha256 as sha256 from raw.qb_invoices order by id collate "C"`)).toEqual(
    truth.records.map(({ id, sha256 }) => ({ id, sha256 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

test("a load killed with -9 continues where it stopped, and reads at most one page twice", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const loading = await loadUntil(3, mage, qbo, db);
  loading.process.kill("SIGKILL");
  await loading.done;
  qbo.calm();

  const { exporter, validator, loader } = await mage.pipeline("invoices", WHOLE_HISTORY);

  expect(loader?.logs.map((line) => line.message)).toContain("qb.plan goes on with run 1 at page 4 (attempt 2)");
  expect(validator?.failure).toBeUndefined();
  expect(exporter?.output).toMatchObject({ updated: 0 });
  const statements = qbo
    .calls()
    .queries.filter((query) => query.kind === "query")
    .map((query) => query.statement);
  expect(statements.length - new Set(statements).size).toBeLessThanOrEqual(1);
  expect(await db.value("select count(*)::int from backfill.run")).toBe(1);
  await expectTheTruth(qbo, db);
});

test.each(["honoured", "refused"] as const)(
  "a load killed in a second of many pages continues inside it, where sorting by Id is %s",
  async (idSort) => {
    await using qbo = await startSimulator({ company: "small", seed: 1, ties: "stable", idSort });
    await using db = await createDatabase();
    const stamp = "2026-03-03T10:00:00-08:00";
    for (let n = 100; n < 195; n++) {
      qbo.putRecord(
        "Item",
        `{"Name":"Import ${n}","Active":true,"Type":"Service","Id":"91${n}","SyncToken":"0","MetaData":{"CreateTime":"${stamp}","LastUpdatedTime":"${stamp}"}}`,
      );
    }
    const mage = new MageStandIn(db.settings, qbo);
    const variables = { fecha_inicio: "2026-03-03", fecha_fin: "2026-03-05", page_size: 10, workers: 1 };
    qbo.scenario([{ match: { kind: "query", statement: "STARTPOSITION 61 " }, times: 1, delayMs: 60_000 }]);
    const loading = mage.start("loader", "items", variables);
    await expect.poll(() => db.value("select max(tie_offset) from backfill.run_segment"), { timeout: 30_000 }).toBe(60);
    loading.process.kill("SIGKILL");
    await loading.done;
    qbo.calm();

    const { validator } = await mage.pipeline("items", variables);

    expect(validator?.failure).toBeUndefined();
    expect(await db.value("select count(*)::int from raw.qb_items where id like '91%'")).toBe(95);
    const steps = qbo
      .calls()
      .queries.map(({ statement = "" }) => /STARTPOSITION (\d+) /.exec(statement)?.[1] ?? "1")
      .filter((position) => position !== "1");
    expect(steps.length - new Set(steps).size).toBeLessThanOrEqual(1);
  },
);

test("a program whose Mage worker has ended ends at once and leaves the ledger consistent", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const loading = await loadUntil(2, mage, qbo, db);

  const ended = once(loading.process, "exit");
  loading.process.stdin.end();

  expect((await ended)[0]).toBe(143);
  const ledger = await db.rows(
    `select (select pages from backfill.run) as pages,
            (select sum(row_count)::int from backfill.staged_page) as staged,
            (select max(last_updated_at_utc) from backfill.staged_page) = seek_utc as seek_is_last_second
     from backfill.run_segment`,
  );
  expect(ledger).toEqual([{ pages: 2, staged: 1000, seek_is_last_second: true }]);
});

test("a program whose output has no reader any more ends at once, although its stdin is still open", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const { process } = new MageStandIn(db.settings, qbo).start("loader", "items", { fecha_inicio: "no date" });
  const ended = once(process, "exit");
  process.stdout.destroy();
  expect((await ended)[0]).toBe(143);
});

test("an export killed with -9 is finished by the next run, which reads nothing again", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const loaded = await mage.start("loader", "invoices", WHOLE_HISTORY).done;
  const exporting = mage.start("exporter", "invoices", WHOLE_HISTORY, [loaded.output ?? null]);
  await expect
    .poll(() => db.value("select count(*)::int from raw.qb_invoices"), { interval: 5, timeout: 30_000 })
    .toBeGreaterThan(0);
  exporting.process.kill("SIGKILL");
  await exporting.done;
  qbo.resetCalls();

  const { validator } = await mage.pipeline("invoices", WHOLE_HISTORY);

  expect(validator?.failure).toBeUndefined();
  expect(qbo.calls().byKind.query ?? 0).toBe(0);
  await expectTheTruth(qbo, db);
});

test("resume=false abandons the interrupted run and reads everything again", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const loading = await loadUntil(1, mage, qbo, db);
  loading.process.kill("SIGKILL");
  await loading.done;
  qbo.calm();

  const { validator } = await mage.pipeline("invoices", { ...WHOLE_HISTORY, resume: false });

  expect(validator?.failure).toBeUndefined();
  expect(await db.rows("select state, pages from backfill.run order by run_id")).toEqual([
    { state: "abandoned", pages: 1 },
    { state: "complete", pages: 9 },
  ]);
  await expectTheTruth(qbo, db);
});
