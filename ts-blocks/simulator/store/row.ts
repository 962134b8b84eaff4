import { memberOf, membersOf, objectText } from "../json-text";

/** One record: its text as served, and the few facts that every request needs without parsing it. */
export interface Row {
  readonly id: string;
  readonly raw: string;
  /** Seconds since 1970; absent for the few objects without MetaData. */
  readonly createdAt: number | undefined;
  readonly updatedAt: number | undefined;
  /** False only for a deactivated record of a name list. */
  readonly active: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const parsed = new WeakMap<Row, Json>();

export function rowFromText(raw: string): Row {
  const record = recordIn(JSON.parse(raw) as Json);
  const meta = (record.MetaData ?? {}) as { CreateTime?: string; LastUpdatedTime?: string };
  return {
    id: idOf(record),
    raw,
    createdAt: secondOf(meta.CreateTime),
    updatedAt: secondOf(meta.LastUpdatedTime),
    active: record.Active !== false,
  };
}

/** The value at a path such as `MetaData.CreateTime`. A reference and an e-mail address give their text. */
export function valueAt(row: Row, path: string): unknown {
  let fields = parsed.get(row);
  if (fields === undefined) {
    fields = recordIn(JSON.parse(row.raw) as Json);
    parsed.set(row, fields);
  }
  let value: unknown = fields;
  for (const key of path.split(".")) value = (value as Json | undefined)?.[key];
  if (typeof value === "object" && value !== null) {
    const object = value as { value?: unknown; Address?: unknown };
    return object.value ?? object.Address;
  }
  return value;
}

/** A wrapped row such as `{"Bill":{…}}` gives the record inside, with that name as its Type. */
function recordIn(row: Json): Json {
  const [[type, inner] = ["", undefined], ...others] = Object.entries(row);
  const isWrapped = others.length === 0 && typeof inner === "object" && inner !== null && "Id" in inner;
  return isWrapped ? { Type: type, ...(inner as Json) } : row;
}

/** Edits the record of a row, inside the wrapper if the row has one. */
export function editInner(raw: string, edit: (record: string) => string): string {
  const [[type, inner] = ["", ""], ...others] = membersOf(raw);
  const isWrapped = others.length === 0 && inner.startsWith("{") && memberOf(inner, "Id") !== undefined;
  return isWrapped ? objectText([[type, edit(inner)]]) : edit(raw);
}

/** An exchange rate has no Id. Its currencies and its day identify it: `EUR/USD/2026-01-31`. */
function idOf(record: Json): string {
  if (typeof record.Id === "string") return record.Id;
  const { SourceCurrencyCode: source, TargetCurrencyCode: target, AsOfDate: day } = record;
  return typeof source === "string" ? `${source}/${String(target)}/${String(day)}` : "";
}

function secondOf(stamp: string | undefined): number | undefined {
  const at = stamp === undefined ? Number.NaN : Date.parse(stamp);
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
}
