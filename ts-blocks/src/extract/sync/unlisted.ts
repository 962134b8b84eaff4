import { ENTITIES } from "../../entities/entity";
import { utcInstant } from "../../job/instants";
import { type Removal, stageRemovals } from "../../warehouse/ledger/removals";
import { LISTING_PAGE_SIZE } from "../listing";
import { idsOf } from "../page-read";
import { PageReader } from "../read-page";
import { askByIds, refuseMany } from "../suspects";
import type { SyncContext } from "./context";

/** Keeps as removed the records that were asked for by id and are gone. @returns the records that still exist. */
export async function settleUnlisted(context: SyncContext, ids: readonly string[]): Promise<readonly string[]> {
  const { qbo, entity, dialect } = context;
  const { leaves } = ENTITIES[entity];
  if (leaves === "never" || ids.length === 0) return [];
  const reader = new PageReader({ qbo, entity, dialect, pageSize: LISTING_PAGE_SIZE, keysOnly: true });
  const seenAt = utcInstant(context.now());
  const { gone, alive } = await askByIds(context, reader, ids);
  await refuseMany(context, gone.length);
  const by = leaves === "deleted" ? ("sweep" as const) : ("vanished" as const);
  const removals = gone.map((id) => ({ id, deletedAt: null, seenAt, by }));
  await keepRemovals(context, removals);
  return idsOf({ keys: alive });
}

/** Keeps for the exporter which records are gone. */
export async function keepRemovals(context: SyncContext, removals: readonly Removal[]): Promise<void> {
  const staged = await stageRemovals(context.warehouse.db, context.runId, removals);
  if (staged > 0) context.onRemoved(staged);
}
