import { ENTITIES } from "../entities/entity";
import { CompletenessError } from "../errors";
import type { Absence } from "../extract/availability";
import { logUnavailable } from "../log/loader-log";
import { joinLoad } from "../warehouse/ledger/loads";
import { bookUnavailable, wasAvailable } from "../warehouse/ledger/runs";
import { noteUnavailable } from "../warehouse/raw/drift";
import type { EntityLoading } from "./load-entity";

/**
 * Books that the company does not have the entity, and logs it. This is a failure only if QuickBooks has answered for the
 * entity before.
 *
 * @returns the run; null in a dry run.
 * @throws CompletenessError `ENTITY_WITHDRAWN`.
 */
export async function bookAbsence(
  { log, warehouse, job, loadId, keepingFailure }: EntityLoading,
  started: { readonly pipeline: string; readonly magePipelineRunId: number | null },
  absence: Absence,
): Promise<number | null> {
  logUnavailable(log, job.entity, absence);
  if (job.dryRun) return null;
  const withdrawn = await wasAvailable(warehouse.db, job.entity);
  const { entity, range, pageSize } = job;
  const run = { entity, range, pageSize, reads: ENTITIES[entity].reads, ...started };
  const runId = await bookUnavailable(warehouse.db, run, absence);
  await noteUnavailable(warehouse.db, entity, runId);
  if (loadId !== null) await joinLoad(warehouse.db, loadId, runId);
  if (!withdrawn) return runId;
  return keepingFailure(runId, async () => {
    throw new CompletenessError(
      "ENTITY_WITHDRAWN",
      `QuickBooks answered for ${entity} before, and now it does not (${absence.text}).`,
      {
        remedy:
          "Look at the company's plan and settings in QuickBooks; if the feature was given up for good, leave the entity out. Its rows stay as they are.",
      },
    );
  });
}
