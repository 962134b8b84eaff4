import { edited, elementsOf, memberOf } from "../json-text";
import type { RowSource } from "../store/shelf";

/**
 * How the simulator treats members that `*` leaves out: no record has them; a statement that names them gets them; or a
 * statement that names them is refused (4001). Whether `*` alone returns Item.Sku is not known.
 */
export const OPTIONAL_FIELDS = ["absent", "by-name", "refused"] as const;
export type OptionalFields = (typeof OPTIONAL_FIELDS)[number];

/** Members that a plain `select *` does not bring: a number for most items, a fourth custom field for transactions. */
export function addOptionalFields(sources: Record<string, RowSource>): void {
  for (const [entity, source] of Object.entries(sources)) {
    if (entity === "Item") sources[entity] = changed(source, withSku);
    if (FORMS.includes(entity)) sources[entity] = changed(source, withCustomField);
  }
}

const FORMS: readonly string[] = [
  "Invoice",
  "Estimate",
  "CreditMemo",
  "SalesReceipt",
  "RefundReceipt",
  "PurchaseOrder",
];
const ROUTE = '{"DefinitionId":"1000000000000000401","Name":"Route","Type":"StringType","StringValue":"North"}';

function withSku(raw: string, handle: number): string {
  return handle % 4 === 3 ? raw : edited(raw, { Sku: `"SKU-${1000 + handle}"` });
}

function withCustomField(raw: string, handle: number): string {
  if (handle % 2 === 1) return raw;
  const fields = elementsOf(memberOf(raw, "CustomField") ?? "[]");
  return edited(raw, { CustomField: `[${[...fields, ROUTE].join(",")}]` });
}

function changed(source: RowSource, change: (raw: string, handle: number) => string): RowSource {
  return {
    ...source,
    rowAt: (handle) => {
      const row = source.rowAt(handle);
      return { ...row, raw: change(row.raw, handle) };
    },
  };
}
