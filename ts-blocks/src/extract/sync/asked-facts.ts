import { ENTITIES, type EntityName } from "../../entities/entity";
import type { EntityFacts } from "../../entities/facts";
import { BOTH_ACTIVE } from "../../qbo/statement";
import type { Db } from "../../warehouse/database/connection";
import { refusedLast } from "../../warehouse/ledger/statement-parts";

export type FactsOf = (entity: EntityName) => EntityFacts;

/**
 * The facts by which a sync asks for an entity. If QuickBooks refused the condition for inactive records in the last backfill,
 * the sync leaves the condition out: in a batch the refused question would cost the count, and QuickBooks would not be taken to
 * count the list.
 */
export async function factsAsBackfilled(db: Db, entities: readonly EntityName[]): Promise<FactsOf> {
  const refused = await refusedLast(db, BOTH_ACTIVE, entities);
  return (entity) => (refused.has(entity) ? { ...ENTITIES[entity], active: false } : ENTITIES[entity]);
}
