import { z } from "zod";
import type { JobMessage } from "../bridge/messages";
import { type EntityName, isEntityName } from "../entities/entity";
import { suggestionFor } from "../entities/nearest";
import { ConfigError } from "../errors";
import type { Db } from "../warehouse/database/connection";
import { type Run, type RunState, readRun } from "../warehouse/ledger/runs";

/** What the blocks hand each other: which run, never its records. `run_id` is null after a dry run. */
const handedOn = z.object({ run_id: z.number().int().nullable(), dry_run: z.boolean() });
type HandedOn = z.infer<typeof handedOn>;

/** The run that the block before this one worked on. */
export function runFromUpstream(message: JobMessage): HandedOn {
  const found = handedOn.safeParse(message.upstream[0]);
  if (found.success) return found.data;
  throw new ConfigError("UPSTREAM_MISSING", "This block did not get a run id from the block before it.", {
    remedy: "Run the whole pipeline, from qb_loader on; a single block of it cannot be run by itself before that.",
  });
}

/** The entity that the pipeline's configuration names. */
export function entityOf(message: JobMessage): EntityName {
  if (isEntityName(message.entity)) return message.entity;
  throw new ConfigError(
    "CONFIG_ENTITY",
    `The pipeline names '${message.entity}', which is no entity${suggestionFor(message.entity)}.`,
    {
      remedy:
        "Set configuration.entity of the pipeline's blocks to a name of the entities page (docs/en/entities.md), such as customers.",
    },
  );
}

/**
 * The run, if its state lets this block work on it.
 *
 * @throws ConfigError `RUN_NOT_READY` for one that is still being read, or that was let go for a newer one.
 */
export async function runReadyFor(db: Db, runId: number, states: readonly RunState[]): Promise<Run> {
  const run = await readRun(db, runId);
  if (run !== undefined && states.includes(run.state)) return run;
  throw new ConfigError("RUN_NOT_READY", `Run ${runId} is ${run?.state ?? "not in this database"}.`, {
    remedy:
      "Run the whole pipeline for its range; a single block can only work on a run that the block before it has finished.",
  });
}
