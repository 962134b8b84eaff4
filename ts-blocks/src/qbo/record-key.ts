import { z } from "zod";
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

const members = z.record(z.string(), z.unknown());
/** Intuit's ids have up to 19 digits. An id that is too long for an index, or that Postgres or a request cannot hold, is not used. */
const ID_CHARACTERS_MAX = 255;
const text = z
  .string()
  .min(1)
  .max(ID_CHARACTERS_MAX)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]*$/u)
  .optional()
  .catch(undefined);
const recordShape = z.object({
  Id: text,
  SyncToken: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
  MetaData: z.object({ LastUpdatedTime: z.unknown(), CreateTime: z.unknown() }).partial().optional().catch(undefined),
});

export function keyOf(row: unknown, { wrapped, id }: RowShape): RecordKey {
  const inner = wrapped ? unwrapped(row) : row;
  const record = recordShape.safeParse(inner);
  if (!record.success) return { id: undefined, updatedAt: undefined };
  const { Id, SyncToken, MetaData } = record.data;
  return {
    id: id === undefined ? Id : joined(inner, id),
    updatedAt: parseSourceStamp(MetaData?.LastUpdatedTime),
    syncToken: SyncToken,
    created: MetaData?.CreateTime,
  };
}

/** The one record in `{"Bill":{…}}`; undefined when there is not exactly one. */
function unwrapped(row: unknown): unknown {
  const parsed = members.safeParse(row);
  const values = parsed.success ? Object.values(parsed.data) : [];
  return values.length === 1 ? values[0] : undefined;
}

/** `EUR/USD/2026-01-31`; undefined when one of the members is absent. */
function joined(row: unknown, names: readonly string[]): string | undefined {
  const parsed = members.safeParse(row);
  const parts = names.map((name) => (parsed.success ? text.parse(parsed.data[name]) : undefined));
  return parts.every((part) => part !== undefined) ? parts.join("/") : undefined;
}
