import { ENTITIES, type EntityName, nameOf } from "../../entities/entity";
import { CompletenessError } from "../../errors";
import { bookVerdicts } from "../../warehouse/ledger/held";
import { markFetched } from "../../warehouse/ledger/runs";
import { unmetRows } from "../../warehouse/ledger/suspects";
import { bookWholeCount, liveAfter } from "../../warehouse/ledger/syncs";
import { bookWhole, stagedWhole } from "../../warehouse/ledger/whole";
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

/**
 * Compares the source's count of the whole entity with the number of rows that will be live.
 *
 * @returns whether the two agree. If they do, the run records it.
 */
export async function agrees({ warehouse, entity, runId }: SyncContext, counted: Counted): Promise<boolean> {
  if ((await liveAfter(warehouse.db, entity, runId)) !== counted.count) return false;
  if (counted.at !== undefined) {
    await bookWholeCount(warehouse.db, runId, { at: counted.at, count: counted.count });
  }
  return true;
}

/** Ends the reading of a run: the exporter may now take its pages and removals. @returns how many records were staged. */
export async function endReading(context: SyncContext): Promise<number> {
  const { warehouse, usage, runId, entity, range } = context;
  return usage.booking(runId, entity, (bookCalls) =>
    warehouse.transaction(async (db) => {
      const held = await stagedWhole(db, runId);
      await bookWhole(db, runId, held);
      await bookVerdicts(db, runId, [{ ...range, sourceCount: null, verdict: "complete" }]);
      await markFetched(db, runId, { kind: "counts", source: held.distinct, distinct: held.distinct, departed: 0 });
      await bookCalls(db);
      return held.distinct;
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
