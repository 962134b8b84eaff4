import { ENTITIES, type EntityName, nameOf } from "../../entities/entity";
import { CompletenessError } from "../../errors";
import type { Warehouse } from "../../warehouse/database/connection";
import { unmetRows } from "../../warehouse/ledger/suspects";
import { bookRead } from "../../warehouse/ledger/sync-runs";
import { UsageMeter } from "../../warehouse/limits/usage";
import { readWhole } from "../whole/read-whole";
import { readChanges } from "./changes";
import type { Counted, SyncContext } from "./context";
import { sweep } from "./sweep";
import { settleUnlisted } from "./unlisted";

/** Reads one entity by itself, in the way that suits it. @returns whether as many records came as were counted. */
export async function readAlone(context: SyncContext, counted: Counted): Promise<boolean> {
  if (ENTITIES[context.entity].reads === "whole") {
    const { verdict } = await readWhole({
      ...context,
      // The count with which the sync began is the one before the first page.
      planned: counted.at === undefined ? undefined : counted.count,
      onPage: () => undefined,
      onReread: () => undefined,
    });
    if (verdict === "short") throw listChanges(context.entity);
    return true;
  }
  return (await readChanges(context, counted, false)) || (await readChanges(context, counted, true));
}

/** Records that the table holds of a list that was read whole, and that the list no longer shows. */
export async function settleUnmet(context: SyncContext): Promise<void> {
  await settleUnlisted(context, await unmetRows(context.warehouse.db, context.entity, context.runId, undefined));
}

/** Compares the whole entity, and reads the records for which the source and the table differ. */
export async function readDiffering(context: SyncContext, full: boolean): Promise<void> {
  if (ENTITIES[context.entity].reads === "whole") await readAlone(context, { count: 0, at: undefined });
  else await sweep(context, full);
}

/** Ends the reading of some runs: the exporter may now take their pages and removals. @returns how many records each has staged. */
export async function endReading(
  warehouse: Warehouse,
  contexts: readonly SyncContext[],
): Promise<ReadonlyMap<number, number>> {
  return UsageMeter.bookingAll(contexts, (bookCalls) =>
    warehouse.transaction(async (db) => {
      const staged = await bookRead(
        db,
        contexts.map(({ runId }) => runId),
      );
      await bookCalls(db);
      return staged;
    }),
  );
}

/** A list brought other rows than were counted, however often it was read. */
function listChanges(entity: EntityName): CompletenessError {
  return new CompletenessError(
    "COUNTS_DIFFER",
    `The ${nameOf(entity, "en")} that QuickBooks shows were never as many as it counted before and after.`,
    { remedy: "Run the sync again when nobody changes this list in QuickBooks; its mark stays where it was." },
  );
}
