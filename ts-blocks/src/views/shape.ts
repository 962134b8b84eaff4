import { ENTITIES, type EntityName, rawTable } from "../entities/entity";
import { apart } from "./apart";
import type { ColumnType } from "./column";
import { COLUMNS, type ColumnName } from "./columns";
import { viewOf } from "./names";
import { OUTER_INDEX, OWN_COLUMNS, parentColumn } from "./own-columns";
import type { View } from "./view";
import type { Words } from "./words";

/** A column of one view, with everything that its SQL and its documentation need. */
export interface ShapedColumn extends Words {
  readonly name: string;
  readonly type: ColumnType | "integer";
  /** The place of its value in the record, arrays as `Line[]`; undefined if it is not a member. */
  readonly path: string | undefined;
  readonly sql: string;
}

/** What the documentation says about a view. */
export function wordsOf(view: View): Words {
  if (view.says !== undefined) return view.says;
  const { qbo = "" } = view.of === undefined ? {} : ENTITIES[view.of];
  if (view.element === undefined) {
    return { en: `One row per QuickBooks ${qbo}.`, es: `Una fila por ${qbo} de QuickBooks.` };
  }
  const { en, es } = view.element;
  return { en: `One row per ${en} of a QuickBooks ${qbo}.`, es: `Una fila por ${es} de un ${qbo} de QuickBooks.` };
}

/** The columns of a view, in their order. */
export function columnsOf(view: View): ShapedColumn[] {
  return view.columns.split(" ").map((text, place) => {
    const [name = "", path] = text.split("=");
    const own = ownColumn(view, name, place);
    return own ?? memberColumn(view, name, path);
  });
}

function ownColumn(view: View, name: string, place: number): ShapedColumn | undefined {
  const shaped = (column: Words & { readonly type: ShapedColumn["type"] }, sql: string): ShapedColumn => ({
    ...column,
    name,
    path: undefined,
    sql,
  });
  const known = OWN_COLUMNS[name];
  const given = view.own?.[name];
  if (given !== undefined) {
    if (known === undefined) throw new RangeError(`no words for ${view.name}.${name}`);
    return shaped(known, given);
  }
  if (view.of === undefined) return undefined;
  if (view.each !== undefined && place === 0) return shaped(parentColumn(name.replace(/_id$/, "")), "record.id");
  if (view.each !== undefined && name === DATE_OF_RECORD) {
    const { path, ...column } = COLUMNS[DATE_OF_RECORD];
    return { ...column, name, path, sql: `record.${name}` };
  }
  if (view.each?.length === 2 && name.endsWith("_line_index"))
    return shaped(OUTER_INDEX, "(holder.place - 1)::integer");
  const sql = OWN_SQL[name];
  return sql === undefined || known === undefined ? undefined : shaped(known, sql);
}

/** The only member of the record that the views of its lines have too: so a sum by month reads each payload once. */
const DATE_OF_RECORD = "transaction_date";

const OWN_SQL: Readonly<Record<string, string>> = {
  id: "record.id",
  updated_at: "record.source_updated_at_utc",
  _fivetran_deleted: "(record.deleted_seen_at_utc is not null)",
  _fivetran_synced: "record.ingested_at_utc",
  index: "(element.place - 1)::integer",
  transaction_kind: "wrapped.kind",
};

function memberColumn(view: View, name: string, otherPath: string | undefined): ShapedColumn {
  const value = sourceOf(view);
  const folded = [...(view.each ?? []).map((array) => `${array}[]`), ""].join(".");
  const condition = view.when?.[name];
  if (condition !== undefined) {
    const kinds = condition.is.map((kind) => `'${kind}'`).join(", ");
    const target = name.replace(/^deposit_|^linked_/, "").replace(/_id$/, "");
    return {
      name,
      type: "text",
      path: folded + fold(condition.value),
      en: `Id of the ${target.replaceAll("_", " ")}, where ${fold(condition.kind)} says that it is one.`,
      es: `Id de ${target.replaceAll("_", " ")}, si ${fold(condition.kind)} dice que lo es.`,
      sql: `case when lower(${member(value, condition.kind, "text")}) in (${kinds}) then ${typed("text", value, condition.value)} end`,
    };
  }
  if (!(name in COLUMNS)) throw new RangeError(`columns.ts has no ${name}, which the view ${view.name} asks for`);
  const column = COLUMNS[name as ColumnName];
  const path = otherPath ?? column.path;
  return { ...column, name, path: folded + fold(path), sql: typed(column.type, value, path) };
}

/** The SQL expression from which the members of a row are read. */
function sourceOf(view: View): string {
  if (view.of === undefined) return "value";
  if (view.each !== undefined) return "element.value";
  return ENTITIES[view.of].wrapped ? "wrapped.payload" : "record.payload";
}

function typed(type: ColumnType, value: string, path: string): string {
  return `quickbooks.as_${type}(${member(value, path, "json")})`;
}

function member(value: string, path: string, as: "json" | "text"): string {
  const more = as === "text" ? ">" : "";
  return path.includes(".") ? `${value} #>${more} '{${path.replaceAll(".", ",")}}'` : `${value} ->${more} '${path}'`;
}

/** Writes `LinkedTxn.0.TxnId` as `LinkedTxn[].TxnId`, like the drift register. */
function fold(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, "[]");
}

/** The rows of a view, as SQL after `from`. */
export function rowsOf(view: View): string {
  if (view.of === undefined) return view.from ?? "";
  if (view.each !== undefined) return elementsOf(view, view.of, view.each);
  const records = recordsOf(view.of);
  if (!ENTITIES[view.of].wrapped) return records;
  return `${records}\ncross join lateral jsonb_each(record.payload) as wrapped (kind, payload)`;
}

/** The records of an entity, each payload unpacked once for all that a query reads of it. */
function recordsOf(entity: EntityName): string {
  const own = "id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc";
  return apart(`select ${own}, quickbooks.unpacked(payload) as payload\nfrom ${rawTable(entity)}`);
}

/** The elements of each array, one inside of the other. Those of the last array are the rows. */
function elementsOf(view: View, entity: EntityName, each: readonly string[]): string {
  const [first = "", ...inner] = each;
  const hasDate = columnsOf(view).some(({ name }) => name === DATE_OF_RECORD);
  const { type, path } = COLUMNS[DATE_OF_RECORD];
  const ofRecord = [
    "record.id, record.ingested_at_utc, record.deleted_seen_at_utc",
    `quickbooks.as_array(${member("record.payload", first, "json")}) as elements`,
    ...(hasDate ? [`${typed(type, "record.payload", path)} as ${DATE_OF_RECORD}`] : []),
  ];
  return [
    apart(`select ${ofRecord.join(",\n       ")}\nfrom ${recordsOf(entity)}`),
    joined("record.elements", inner.length === 0 ? "element" : "holder"),
    ...inner.map((path) => joined(`quickbooks.as_array(${member("holder.value", path, "json")})`, "element")),
  ].join("\n");
}

function joined(array: string, alias: string): string {
  return `cross join lateral jsonb_array_elements(${array}) with ordinality as ${alias} (value, place)`;
}

/** Whether a view has a form that shows removed records too. */
export function showsRemoved({ of, each, name }: View): boolean {
  return of !== undefined && each === undefined && (name === viewOf(of) || name === "bundle");
}
