import { z } from "zod";
import type { JobMessage } from "../bridge/messages";
import { ConfigError } from "../errors";
import type { Db } from "../warehouse/database/connection";
import { type Run, type RunState, readRuns } from "../warehouse/ledger/runs";

/** What one block passes to the next: the ids of runs, never records. `run_id` is null after a dry run. */
const handedOn = z.object({
  run_id: z.number().int().nullable(),
  dry_run: z.boolean(),
  /** After a load of several entities: all its runs, and the load. */
  run_ids: z.array(z.number().int()).optional(),
  load_id: z.number().int().optional(),
});

export interface HandedOn {
  /** Empty after a dry run. */
  readonly runIds: readonly number[];
  /** Present when several entities were loaded together. */
  readonly loadId: number | undefined;
  readonly dryRun: boolean;
}

/** The runs that the block before this one worked on. */
export function runsFromUpstream(message: JobMessage): HandedOn {
  const found = handedOn.safeParse(message.upstream[0]);
  if (found.success) {
    const { run_id: runId, run_ids: runIds, load_id: loadId, dry_run: dryRun } = found.data;
    return { runIds: runIds ?? (runId === null ? [] : [runId]), loadId, dryRun };
  }
  throw new ConfigError("UPSTREAM_MISSING", "This block did not get a run id from the block before it.", {
    remedy: "Run the whole pipeline, from qb_loader on; a single block of it cannot be run by itself before that.",
  });
}

/** The pipeline that keeps a company whole after its backfill. */
export const SYNC_PIPELINE = "qb_company_sync";

/** The name of a program's sessions in Postgres: `qb_loader invoices`, or `qb_loader company`. */
export function programName(block: string, message: JobMessage): string {
  return `qb_${block} ${message.entities[0] ?? "company"}`;
}

/** The run, if its state lets this block work on it. @throws ConfigError `RUN_NOT_READY`. */
export async function runReadyFor(db: Db, runId: number, states: readonly RunState[]): Promise<Run> {
  const [run] = await runsReadyFor(db, [runId], states);
  return run as Run;
}

/**
 * The runs, if their states let this block work on them.
 *
 * @throws ConfigError `RUN_NOT_READY` when a run is still being read, or was abandoned for a newer run.
 */
export async function runsReadyFor(db: Db, runIds: readonly number[], states: readonly RunState[]): Promise<Run[]> {
  const runs = new Map((await readRuns(db, runIds)).map((run) => [run.runId, run]));
  return runIds.map((runId) => {
    const run = runs.get(runId);
    if (run !== undefined && states.includes(run.state)) return run;
    throw new ConfigError("RUN_NOT_READY", `Run ${runId} is ${run?.state ?? "not in this database"}.`, {
      remedy:
        "Run the whole pipeline for its range; a single block can only work on a run that the block before it has finished.",
    });
  });
}
