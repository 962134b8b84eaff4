import { ENTITIES, type EntityName } from "../entities/entity";
import { viewOf } from "./names";
import type { View } from "./view";
import type { Words } from "./words";

export const TIMES = "created_at updated_at _fivetran_deleted _fivetran_synced";

/** The view of an entity's records. */
export const records = (of: EntityName, columns: string, more: Partial<View> = {}): View => ({
  name: viewOf(of),
  of,
  columns: `id sync_token ${columns} ${TIMES}`,
  ...more,
});

/** Lines have the date of their transaction, so that a sum by month needs no join. */
const dateOf = (of: EntityName): string => (ENTITIES[of].kind === "transaction" ? " transaction_date" : "");

/** A view of the elements of an array in each record. */
export const elements =
  (element: Words, each: readonly string[]) =>
  (of: EntityName, name: string, columns: string, more: Partial<View> = {}): View => ({
    name,
    of,
    each,
    element,
    columns: `${viewOf(of)}_id index ${columns} _fivetran_synced${dateOf(of)}`,
    ...more,
  });

export const lines = elements({ en: "line", es: "línea" }, ["Line"]);
export const bundleLines = elements({ en: "line inside of a bundle", es: "línea dentro de un paquete" }, [
  "Line",
  "GroupLineDetail.Line",
]);
export const taxLines = elements({ en: "line of tax", es: "línea de impuesto" }, ["TxnTaxDetail.TaxLine"]);
export const links = elements({ en: "link to another transaction", es: "enlace a otra transacción" }, ["LinkedTxn"]);
