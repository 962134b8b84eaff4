import type { EntityName } from "../../job/entity";

/** The only source of table names in SQL text: nothing an operator types becomes an identifier. */
export const RAW_TABLES: Readonly<Record<EntityName, string>> = {
  customers: "raw.qb_customers",
  items: "raw.qb_items",
  invoices: "raw.qb_invoices",
};
