import type { ColumnType } from "./column";
import type { Words } from "./words";

/** Columns whose values come from the table, or from the place of an element, and not from a payload. */
export interface OwnColumn extends Words {
  readonly type: ColumnType | "integer";
}

const own = (type: OwnColumn["type"], en: string, es: string): OwnColumn => ({ type, en, es });

// biome-ignore format: a table, one line a column
export const OWN_COLUMNS: Readonly<Record<string, OwnColumn>> = {
  id: own("text", "The record's Id in QuickBooks.", "El Id del registro en QuickBooks."),
  updated_at: own("timestamptz", "When QuickBooks changed the record last.", "Cuándo cambió QuickBooks el registro por última vez."),
  _fivetran_deleted: own("boolean", "True where the record was removed in QuickBooks; only the views that end in _all show it.", "Verdadero si el registro se quitó en QuickBooks; solo lo muestran las vistas que terminan en _all."),
  _fivetran_synced: own("timestamptz", "When this copy was written.", "Cuándo se escribió esta copia."),
  index: own("integer", "Place of the row within its record, from 0.", "Lugar de la fila en su registro, desde 0."),
  line_index: own("integer", "Place of the line that holds the link, from 0; null where the record itself holds it.", "Lugar de la línea que tiene el enlace, desde 0; nulo si lo tiene el propio registro."),
  entity: own("text", "The record's entity, as in backfill.entity.", "La entidad del registro, como en backfill.entity."),
  record_id: own("text", "The record's Id in QuickBooks.", "El Id del registro en QuickBooks."),
  role: own("text", "The member that holds the address.", "El miembro que tiene la dirección."),
  linked_entity: own("text", "Entity of the linked transaction; null where no entity holds such a kind.", "Entidad de la transacción enlazada; nulo si ninguna entidad tiene ese tipo."),
  transaction_kind: own("text", "What the template makes, as QuickBooks calls it.", "Qué crea la plantilla, como lo llama QuickBooks."),
};

/** The column that names the record to which a line belongs. */
export function parentColumn(view: string): OwnColumn {
  return own(
    "text",
    `The id of the row's record, in quickbooks.${view}.`,
    `El id del registro de la fila, en quickbooks.${view}.`,
  );
}

/** The column that names the line that contains a line of a bundle. */
export const OUTER_INDEX = own(
  "integer",
  "Place of the line that holds it, from 0.",
  "Lugar de la línea que la contiene, desde 0.",
);
