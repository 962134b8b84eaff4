/** The entities that have a pipeline. Where each comes from and goes to: `qbo/entities.ts`, `warehouse/raw/tables.ts`. */
export const ENTITY_NAMES = ["customers", "items", "invoices"] as const;
export type EntityName = (typeof ENTITY_NAMES)[number];

export function isEntityName(text: string): text is EntityName {
  return (ENTITY_NAMES as readonly string[]).includes(text);
}
