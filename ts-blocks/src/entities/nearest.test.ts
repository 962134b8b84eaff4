import { expect, test } from "vitest";
import { ENTITIES, ENTITY_NAMES } from "./entity";
import { nearestEntity, suggestionFor } from "./nearest";

test.each([
  ["vendros", "vendors"],
  ["Vendor", "vendors"],
  ["invoice", "invoices"],
  ["JournalEntry", "journal_entries"],
  ["journal entries", "journal_entries"],
  ["facturas", "invoices"],
  ["articulos", "items"],
  ["TaxCodes", "tax_codes"],
  ["purchase-orders", "purchase_orders"],
])("who writes '%s' means %s", (text, entity) => {
  expect(nearestEntity(text)).toBe(entity);
});

test("every entity is known by its name in QuickBooks and by its Spanish name", () => {
  for (const entity of ENTITY_NAMES) {
    expect([entity, nearestEntity(ENTITIES[entity].qbo)]).toEqual([entity, entity]);
    expect([entity, nearestEntity(ENTITIES[entity].es)]).toEqual([entity, entity]);
  }
});

test.each(["", "  ", "xyz", "qqqqqqqq", "1234"])("nothing is suggested for '%s'", (text) => {
  expect(suggestionFor(text)).toBe("");
});
