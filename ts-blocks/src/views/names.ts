import type { EntityName } from "../entities/entity";

/** Views have singular names, after the dbt package. For these, the singular is not just the plural without its last letter. */
const OTHERS: Partial<Record<EntityName, string>> = {
  company_info: "company_info",
  preferences: "preferences",
  classes: "class",
  company_currencies: "company_currency",
  tax_agencies: "tax_agency",
  credit_card_payments: "credit_card_payment_txn",
  journal_entries: "journal_entry",
  time_activities: "time_activity",
};

/** The view of an entity's records, in schema quickbooks. */
export function viewOf(entity: EntityName): string {
  return OTHERS[entity] ?? entity.replace(/s$/, "");
}
