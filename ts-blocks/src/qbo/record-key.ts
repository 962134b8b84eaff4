import type { EntityFacts } from "../entities/facts";
import { parseSourceStamp, type UtcInstant } from "../job/instants";

/** What the loader must know about a record. The record itself is never rebuilt from it. */
export interface RecordKey {
  /** Undefined when the record has no id. */
  readonly id: string | undefined;
  /** MetaData.LastUpdatedTime; undefined when it is missing or not an instant. */
  readonly updatedAt: UtcInstant | undefined;
  /** SyncToken, which rises with each edit; undefined when it is missing or not a whole number. */
  readonly syncToken?: string | undefined;
  /** MetaData.CreateTime as it was written. */
  readonly created?: unknown;
}

/** The shape of an entity's rows: under which key they are, whether each is wrapped, and what identifies a record. */
export type RowShape = Pick<EntityFacts, "qbo" | "answersAs" | "wrapped" | "id">;

/** Intuit's ids have up to 19 digits. An id that is too long for an index, or that Postgres or a request cannot hold, is not used. */
const ID_CHARACTERS_MAX = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const ID_CHARACTERS = /^[^\u0000-\u001f\u007f\ud800-\udfff]+$/u;
const SYNC_TOKEN = /^\d{1,18}$/;

/** Looks at a few members of each record, without zod: zod took 4 ms for the records of a page, a sixth of its reading. */
export function keyOf(row: unknown, { wrapped, id }: RowShape): RecordKey {
  const record = wrapped ? onlyMember(row) : row;
  if (!isObject(record)) return { id: undefined, updatedAt: undefined };
  const { Id, SyncToken, MetaData } = record;
  const { LastUpdatedTime, CreateTime } = isObject(MetaData) ? MetaData : {};
  return {
    id: id === undefined ? usableId(Id) : joined(record, id),
    updatedAt: parseSourceStamp(LastUpdatedTime),
    syncToken: typeof SyncToken === "string" && SYNC_TOKEN.test(SyncToken) ? SyncToken : undefined,
    created: CreateTime,
  };
}

/** The one record in `{"Bill":{…}}`; undefined when there is not exactly one. */
function onlyMember(row: unknown): unknown {
  const values = isObject(row) ? Object.values(row) : [];
  return values.length === 1 ? values[0] : undefined;
}

/** `EUR/USD/2026-01-31`; undefined when one of the members is absent. */
function joined(record: Members, names: readonly string[]): string | undefined {
  const parts = names.map((name) => usableId(record[name]));
  return parts.every((part) => part !== undefined) ? parts.join("/") : undefined;
}

function usableId(value: unknown): string | undefined {
  const isUsable = typeof value === "string" && value.length <= ID_CHARACTERS_MAX && ID_CHARACTERS.test(value);
  return isUsable ? value : undefined;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
