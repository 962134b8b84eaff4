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
  const record = JSON.parse(raw) as Json;
  const meta = (record.MetaData ?? {}) as { CreateTime?: string; LastUpdatedTime?: string };
  return {
    id: typeof record.Id === "string" ? record.Id : "",
    raw,
    createdAt: secondOf(meta.CreateTime),
    updatedAt: secondOf(meta.LastUpdatedTime),
    active: record.Active !== false,
  };
}

/** The value at a path such as `MetaData.CreateTime`; a reference and an e-mail address stand for their text. */
export function valueAt(row: Row, path: string): unknown {
  let fields = parsed.get(row);
  if (fields === undefined) {
    fields = JSON.parse(row.raw) as Json;
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

function secondOf(stamp: string | undefined): number | undefined {
  const at = stamp === undefined ? Number.NaN : Date.parse(stamp);
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
}
