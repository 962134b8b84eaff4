import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "./database";
import { MageStandIn } from "./mage-stand-in";

/** Runs of several kinds, made by the real programs and numbered from 1 in their order. */
export interface ReportedRuns extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly complete: number;
  /** A second run over the same range. */
  readonly again: number;
  /** A run with a short day and a rejected record. */
  readonly incomplete: number;
  /** A run that stopped while it read: some days are gaps. */
  readonly failed: number;
  /** The lines that the last block of each run logged, by run. */
  readonly logs: ReadonlyMap<number, readonly string[]>;
}

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

function item(id: string, updated: string, name: string): string {
  return `{"Name":"${name}","Active":true,"Type":"Service","domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"}}`;
}

export async function reportedRuns(): Promise<ReportedRuns> {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  const db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  const mage = new MageStandIn(db.settings, qbo);
  const logs = new Map<number, readonly string[]>();
  const run = async (entity: string, variables: Record<string, string | number>): Promise<number> => {
    const blocks = Object.values(await mage.pipeline(entity, variables));
    const runId = await db.value<number>("select max(run_id)::int from backfill.run");
    logs.set(runId, blocks.at(-1)?.logs.map(({ message }) => message) ?? []);
    return runId;
  };
  const complete = await run("invoices", HISTORY);
  const again = await run("invoices", HISTORY);

  qbo.putRecord("Item", item("900001", "2026-01-20T10:00:00-08:00", "Nul\\u0000in the name"));
  // These records are counted but never returned: every later page comes back without rows, however often it is asked
  // for.
  qbo.scenario([{ match: { kind: "query", entity: "Item", afterCalls: 4 }, extraRows: -1 }]);
  const incomplete = await run("items", { ...HISTORY, fecha_inicio: "2026-01-01", page_size: 1, workers: 1 });

  qbo.scenario([{ match: { kind: "query", entity: "Invoice", afterCalls: 3 }, fault: "forbidden-403-3100" }]);
  const failed = await run("invoices", {
    fecha_inicio: "2025-01-01",
    fecha_fin: "2026-07-01",
    page_size: 100,
    workers: 1,
  });
  return { db, complete, again, incomplete, failed, logs, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}
