import type { EntityName } from "../job/entity";

/** How QuickBooks speaks of an entity. */
export interface QboEntity {
  /** Its name in the query language and in answers. */
  readonly queryName: string;
  /**
   * Whether it knows `Active`. Without `Active IN (true, false)` a query on such an entity silently leaves the inactive
   * records out, while transactions go on naming them (Intuit, data queries).
   */
  readonly hasActive: boolean;
}

export const QBO_ENTITIES: Readonly<Record<EntityName, QboEntity>> = {
  customers: { queryName: "Customer", hasActive: true },
  items: { queryName: "Item", hasActive: true },
  invoices: { queryName: "Invoice", hasActive: false },
};
