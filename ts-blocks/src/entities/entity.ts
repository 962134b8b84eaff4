import type { EntityFacts } from "./facts";
import { REGISTRY } from "./registry";

/** The name of an entity: in its table, in a trigger's variables and in the ledger. */
export type EntityName = keyof typeof REGISTRY;

export const ENTITIES: Readonly<Record<EntityName, EntityFacts>> = REGISTRY;

/** In the order of a load. */
export const ENTITY_NAMES = Object.keys(REGISTRY) as readonly EntityName[];

/** The entities for which the specification asks for a pipeline of their own. */
export const PIPELINE_ENTITIES = ["customers", "items", "invoices"] as const satisfies readonly EntityName[];
export type PipelineEntity = (typeof PIPELINE_ENTITIES)[number];

export function isEntityName(text: string): text is EntityName {
  return Object.hasOwn(REGISTRY, text);
}

/** The only source of table names in SQL text. So nothing that an operator types becomes an identifier. */
export function rawTable(entity: EntityName): string {
  return `raw.qb_${entity}`;
}

/** The payloads that the entity's table held before. */
export function versionsTable(entity: EntityName): string {
  return `${rawTable(entity)}_versions`;
}

/** What a person calls the records of the entity, in the plural. */
export function nameOf(entity: EntityName, language: "en" | "es"): string {
  return language === "en" ? entity.replaceAll("_", " ") : ENTITIES[entity].es;
}
