import { ENTITIES, ENTITY_NAMES, type EntityName } from "../entities/entity";
import type { QboClient } from "../qbo/client";
import { Counts } from "../qbo/counts";
import { countByIds, selectCount } from "../qbo/statement";
import type { Warehouse } from "../warehouse/database/connection";
import { newestLive } from "../warehouse/ledger/suspects";

interface Context {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly entity: EntityName;
}

/** How many other entities are asked about, and how many records of each. */
const ENTITIES_ASKED = 3;
const RECORDS_ASKED = 3;

/**
 * Counts records of an entity of which no record is known to exist, and in the same request records of other entities that the
 * tables hold. An answer that shows none of these proves nothing.
 *
 * @param ids of the entity; undefined for all of its records.
 * @returns the count (undefined if QuickBooks refuses it), and how many records of the other entities QuickBooks shows.
 */
export async function countBesideOthers(
  { warehouse, qbo, entity }: Context,
  ids?: readonly string[],
): Promise<{ readonly count: number | undefined; readonly others: number }> {
  const facts = ENTITIES[entity];
  const own = ids === undefined ? selectCount(facts, {}) : countByIds(facts, ids);
  const controls = await recordsOfOthers(warehouse, entity);
  const [counted, ...shown] = await new Counts(qbo).of([
    own,
    ...controls.map((other) => countByIds(ENTITIES[other.entity], other.ids)),
  ]);
  return {
    count: counted?.kind === "counted" ? counted.count : undefined,
    others: shown.reduce((sum, outcome) => sum + (outcome.kind === "counted" ? outcome.count : 0), 0),
  };
}

/**
 * Records of other entities of the same kind: an outage of QuickBooks has hidden all transactions and shown all lists. Only if
 * the tables hold no other entity of the kind, records of any kind.
 */
async function recordsOfOthers(warehouse: Warehouse, entity: EntityName) {
  const others = ENTITY_NAMES.filter((name) => name !== entity && ENTITIES[name].asked === undefined);
  const isAlike = (name: EntityName) => ENTITIES[name].kind === ENTITIES[entity].kind;
  const alike = await heldOf(warehouse, others.filter(isAlike));
  return alike.length > 0 ? alike : heldOf(warehouse, others);
}

async function heldOf(warehouse: Warehouse, entities: readonly EntityName[]) {
  const held: { readonly entity: EntityName; readonly ids: readonly string[] }[] = [];
  for (const entity of entities) {
    if (held.length === ENTITIES_ASKED) break;
    const ids = await newestLive(warehouse.db, entity, RECORDS_ASKED);
    if (ids.length > 0) held.push({ entity, ids });
  }
  return held;
}
