import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { initDatabase } from "../../src/warehouse/init";
import { openDatabase, type TestDatabase } from "../support/database-on";
import { MageStandIn } from "../support/mage-stand-in";
import { seededRandom } from "../support/random";
import { type ScratchPostgres, startScratchPostgres } from "../support/scratch-postgres";

/** Fixed seeds in every run; `npm run test:crash` takes a hundred fresh ones. A seed that failed once is added here. */
const SEEDS = process.env.QB_CRASH_SEEDS?.split(",").map(Number) ?? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 200, workers: 3 };
/** What only the proof asks for: each attempt makes its own. */
const EDITED_SINCE = "< '2999-01-01";

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

let server: ScratchPostgres;
beforeAll(async () => {
  server = await startScratchPostgres();
});
afterAll(() => server.stop());

test.each(SEEDS)(
  "whatever is killed, and whenever, the next run ends with all of it and repeats a page a worker at most (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    // The token is replaced daily, as it is: one lost between Intuit and Mage is another test's matter.
    await using qbo = await startSimulator({ company: "demo", seed, latencyMs: 5, rotate: "daily" });
    await using db = await openDatabase(server.url, `crash_${seed}`);
    await initDatabase(db.url);
    await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
    const mage = new MageStandIn(db.settings, qbo);

    const kills = random() < 0.4 ? 2 : 1;
    for (let kill = 1; kill <= kills; kill++) {
      const killsPostgres = random() < 0.35;
      const moment = someMoment(random, qbo, db);
      await mage.pipelineUntil("invoices", HISTORY, moment, async (running) => {
        if (killsPostgres) await server.crash();
        else running.process.kill("SIGKILL");
      });
    }
    const { loader, validator, exporter } = await mage.pipeline("invoices", HISTORY);

    expect(validator?.failure ?? exporter?.failure ?? loader?.failure).toBeUndefined();
    expect(validator?.exitCode).toBe(0);
    const truth = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").records;
    expect(await db.rows(`select id, payload_sha256 as sha256 from raw.qb_invoices order by id collate "C"`)).toEqual(
      truth.map(({ id, sha256 }) => ({ id, sha256 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const runs = await db.rows<{ attempts: number; updated: number }>(
      `select r.attempts, sum(w.updated)::int as updated from backfill.run r join backfill.run_window w using (run_id)
       group by r.run_id order by r.run_id`,
    );
    // One run taken up again, or (killed after its verdict, or before it was written down) further whole ones.
    expect(runs.length).toBeLessThanOrEqual(kills + 1);
    if (runs.length > 1) return;
    expect(runs[0]?.updated).toBe(0);
    expect(pagesAskedAgain(qbo)).toBeLessThanOrEqual(HISTORY.workers * kills);
  },
);

/** A point of the work, not of the clock, so that a busy machine is killed in no other place than an idle one. */
function someMoment(random: () => number, qbo: Simulator, db: TestDatabase): (over: AbortSignal) => Promise<void> {
  const share = random();
  const deeper = random();
  const callsBefore = qbo.calls().total;
  const reached = async () => {
    if (share < 0.6) return qbo.calls().total - callsBefore >= 1 + Math.floor(deeper * 26);
    const [run] = await db.rows<{ state: string; rows: number }>(
      "select state, (select count(*)::int from raw.qb_invoices) as rows from backfill.run order by run_id desc limit 1",
    );
    return share < 0.9
      ? (run?.rows ?? 0) > deeper * 4_000 || (run?.state === "loaded" && deeper > 0.9)
      : run?.state === "loaded";
  };
  const waitMs = random() * 60;
  return async (over) => {
    // A database that is gone is a moment too.
    while (!over.aborted && !(await reached().catch(() => true))) await delay(5);
    await delay(waitMs);
  };
}

/** Segments are cut while they are read, so a page is known by where it begins. */
function pagesAskedAgain(qbo: Simulator): number {
  const pages = qbo
    .calls()
    .queries.filter(({ kind, statement = "" }) => kind === "query" && !statement.includes(EDITED_SINCE))
    .map(({ statement = "" }) => /(>= '[^']+').*(STARTPOSITION \d+)/.exec(statement)?.slice(1).join());
  return pages.length - new Set(pages).size;
}
