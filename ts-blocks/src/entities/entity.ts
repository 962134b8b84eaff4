import type { EntityFacts } from "./facts";
import { REGISTRY } from "./registry";

/** An entity's name: of its table, in a trigger's variables, in the ledger. */
export type EntityName = keyof typeof REGISTRY;

export const ENTITIES: Readonly<Record<EntityName, EntityFacts>> = REGISTRY;

/** In the order of a load. */
export const ENTITY_NAMES = Object.keys(REGISTRY) as readonly EntityName[];

/** The entities that the specification gives a pipeline of their own. */
export const PIPELINE_ENTITIES = ["customers", "items", "invoices"] as const satisfies readonly EntityName[];
export type PipelineEntity = (typeof PIPELINE_ENTITIES)[number];

export function isEntityName(text: string): text is EntityName {
  return Object.hasOwn(REGISTRY, text);
}

/** The only source of table names in SQL text: nothing an operator types becomes an identifier. */
export function rawTable(entity: EntityName): string {
  return `raw.qb_${entity}`;
}

/** What a person calls the entity's records, in the plural. */
export function nameOf(entity: EntityName, language: "en" | "es"): string {
  return language === "en" ? entity.replaceAll("_", " ") : ENTITIES[entity].es;
}
