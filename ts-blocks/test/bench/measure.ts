import { readFileSync } from "node:fs";
import type { TestDatabase } from "../support/database-on";
import type { MageStandIn, RunningBlock } from "../support/mage-stand-in";

/** One whole load, measured from outside. Times in milliseconds. */
export interface Load {
  readonly rows: number;
  readonly calls: number;
  readonly pages: number;
  readonly loaderMs: number;
  readonly exporterMs: number;
  readonly validatorMs: number;
  /** Time inside the loader that waits for Postgres to stage, all workers together. */
  readonly stagingMs: number;
  /** Peak resident memory of the largest of the three programs, in megabytes. */
  readonly peakMb: number;
  /** CPU time of the three programs, without that of Postgres. It says more than a wall time on a machine that is shared. */
  readonly cpuMs: number;
}

export async function measureLoad(
  mage: MageStandIn,
  entity: string,
  variables: Record<string, string | number>,
): Promise<Load> {
  let [peakMb, cpuMs] = [0, 0];
  const timed = async (block: string, upstream: Parameters<MageStandIn["start"]>[3]) => {
    const startedAt = performance.now();
    const running = watched(mage.start(block, entity, variables, upstream));
    const run = await running.done;
    peakMb = Math.max(peakMb, running.peakMb());
    cpuMs += running.cpuMs();
    if (run.output === undefined) throw new Error(`${block}: ${run.failure?.message}`);
    return { run, output: run.output, ms: performance.now() - startedAt };
  };
  const loader = await timed("loader", []);
  const exporter = await timed("exporter", [loader.output]);
  const validator = await timed("validator", [exporter.output]);
  const fetched = loader.run.logs.find((line) => line.message.startsWith("qb.fetched"))?.fields;
  return {
    rows: Number(loader.output.rows),
    calls: Number(loader.output.calls),
    pages: Number(loader.output.pages),
    loaderMs: loader.ms,
    exporterMs: exporter.ms,
    validatorMs: validator.ms,
    stagingMs: Number(fetched?.staging_ms),
    peakMb,
    cpuMs,
  };
}

/** Linux counts CPU time in hundredths of a second for every program that asks. */
const MS_A_TICK = 10;

interface Watched {
  readonly done: RunningBlock["done"];
  peakMb(): number;
  cpuMs(): number;
}

/** A program whose peak of resident memory, in megabytes, and whose CPU time are read while it runs. */
export function watched(running: RunningBlock): Watched {
  let [peak, cpu] = [0, 0];
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(running));
    cpu = Math.max(cpu, cpuOf(running));
  }, 50);
  return { done: running.done.finally(() => clearInterval(watch)), peakMb: () => peak, cpuMs: () => cpu };
}

/** Requests of a load that brought no page, those of the sign-in included. */
export async function besidePages(db: TestDatabase): Promise<number> {
  return db.value<number>(
    `select (sum(asked) filter (where kind <> 'page'))::int
     from (
       select kind, calls + failed as asked from backfill.api_usage
       union all
       select kind, calls + failed from backfill.load_usage
     ) as usage`,
  );
}

/** The kernel's own high-water mark; 0 after the end of the process, and on a machine without /proc. */
function peakOf(running: RunningBlock): number {
  try {
    const status = readFileSync(`/proc/${running.process.pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** User and system time so far, in milliseconds (proc(5), stat, fields 14 and 15); 0 if there is no such process or no /proc. */
function cpuOf({ process: { pid } }: RunningBlock): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
  } catch {
    return 0;
  }
}
