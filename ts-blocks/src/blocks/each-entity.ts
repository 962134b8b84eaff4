import type { EntityName } from "../entities/entity";
import { type BackfillError, CompletenessError } from "../errors";
import { type Absence, absenceBehind } from "../extract/availability";
import { entityLog } from "../log/entity-log";
import { logEntityFailed } from "../log/load-log";
import { postgresError } from "../warehouse/database/connection";
import { recordFailure } from "../warehouse/ledger/runs";
import { stopsAll } from "./load-entities";
import type { One, Syncing } from "./open-sync";
import { failureOf } from "./run-block";

/** Does something for each entity of a sync that has not failed. If one entity fails, the others go on. */
export async function eachEntity(
  syncing: Syncing,
  ones: readonly One[],
  work: (one: One) => Promise<void>,
): Promise<void> {
  const left = [...ones];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      if (one.failed !== undefined) continue;
      try {
        await work(one);
      } catch (thrown) {
        await fail(syncing, one, thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(syncing.job.workers, left.length) }, worker));
}

/** Keeps the failure with the run of the entity. @throws what concerns the other entities as well. */
async function fail({ context, warehouse }: Syncing, one: One, thrown: unknown): Promise<void> {
  const error = await errorOf(one, thrown);
  if (!("remedy" in error) || stopsAll(error)) throw error;
  const { code, message, remedy } = failureOf(error.at({ run: one.context.runId }));
  const said = context.bridge.cleaned(`${message} ${remedy}`);
  logEntityFailed(entityLog(context.bridge, one.entity), { code, message: said });
  await recordFailure(warehouse.db, one.context.runId, { code, message: said });
  one.failed = { error, failure: { entity: one.entity, code, message: said } };
}

/** What failed. Whether the company lacks the entity is a question to QuickBooks, which can fail as well. */
async function errorOf({ entity, context }: One, thrown: unknown): Promise<BackfillError> {
  try {
    const absence = await absenceBehind(thrown, context.qbo);
    return absence === undefined ? (postgresError(thrown) as BackfillError) : withdrawn(entity, absence);
  } catch (error) {
    return postgresError(error) as BackfillError;
  }
}

/** What the company once had and no longer has. */
function withdrawn(entity: EntityName, { text }: Absence): CompletenessError {
  return new CompletenessError(
    "ENTITY_WITHDRAWN",
    `QuickBooks answered for ${entity} before, and now it does not (${text}).`,
    {
      remedy:
        "Look at the company's plan and settings in QuickBooks; if the feature was given up for good, leave the entity out. Its rows stay as they are.",
    },
  );
}
