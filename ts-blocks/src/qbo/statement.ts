import type { EntityFacts } from "../entities/facts";
import type { TimeRange, UtcInstant } from "../job/instants";

/** Where one page starts: everything updated from `from` on, after skipping `startPosition - 1` rows. */
export interface PageStart {
  readonly from: UtcInstant;
  /** Counted from 1, as QuickBooks counts. */
  readonly startPosition: number;
}

/**
 * One page of records, oldest change first: an edited record leaves the past and cannot shift what is unread.
 *
 * @param tieBreak orders records of the same second by Id, so that stepping through a second by row number meets the same
 *   order each time. Sorting by Id is in Intuit's reference of each entity; whoever finds it refused asks without.
 */
export function selectPage(
  entity: EntityFacts,
  start: PageStart,
  until: UtcInstant,
  maxResults: number,
  tieBreak: boolean,
  columns: string = "*",
): string {
  return (
    `SELECT ${columns} FROM ${entity.qbo} WHERE ${updatedWithin(entity, { start: start.from, end: until })} ` +
    `ORDERBY MetaData.LastUpdatedTime ASC${tieBreak ? ", Id ASC" : ""} ` +
    `STARTPOSITION ${start.startPosition} MAXRESULTS ${maxResults}`
  );
}

/** What identifies a copy of a record, for a listing: a small answer where `*` would bring the whole records. */
export const KEY_COLUMNS = "Id, SyncToken, MetaData.CreateTime, MetaData.LastUpdatedTime";

/** [start, end) of LastUpdatedTime; an end that is not given is open, and with neither even a record without a time counts. */
export type CountScope = Partial<TimeRange>;

/** Records by id, wherever their LastUpdatedTime lies; at most 1,000 ids. */
export function selectByIds(entity: EntityFacts, ids: readonly string[], columns: string): string {
  return `SELECT ${columns} FROM ${entity.qbo} WHERE ${amongIds(entity, ids)} STARTPOSITION 1 MAXRESULTS 1000`;
}

/** How many of some records the source holds. */
export function countByIds(entity: EntityFacts, ids: readonly string[]): string {
  return `SELECT COUNT(*) FROM ${entity.qbo} WHERE ${amongIds(entity, ids)}`;
}

function amongIds(entity: EntityFacts, ids: readonly string[]): string {
  return [...activeToo(entity), `Id IN (${ids.map(quoted).join(", ")})`].join(" AND ");
}

/** A quote in a text is escaped by a backslash (recorded: customer.by-display-name-escaped-quote). */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function activeToo(entity: EntityFacts): string[] {
  return entity.active !== false ? ["Active IN (true, false)"] : [];
}

/** How many records the source holds for a scope. */
export function selectCount(entity: EntityFacts, scope: CountScope): string {
  const where = updatedWithin(entity, scope);
  return `SELECT COUNT(*) FROM ${entity.qbo}${where === "" ? "" : ` WHERE ${where}`}`;
}

/**
 * One page of all records of an entity that is read whole, whatever their times.
 *
 * @param condition limits the records, where the entity cannot be asked for without one.
 */
export function selectAll(
  entity: EntityFacts,
  {
    startPosition,
    maxResults,
    condition,
  }: { startPosition: number; maxResults: number; condition?: string | undefined },
  orderById: boolean,
  columns: string = "*",
): string {
  return (
    `SELECT ${columns} FROM ${entity.qbo}${where(entity, condition)}${orderById ? " ORDERBY Id ASC" : ""} ` +
    `STARTPOSITION ${startPosition} MAXRESULTS ${maxResults}`
  );
}

/** How many records `selectAll` brings, page by page. */
export function countAll(entity: EntityFacts, condition?: string): string {
  return `SELECT COUNT(*) FROM ${entity.qbo}${where(entity, condition)}`;
}

function where(entity: EntityFacts, condition: string | undefined): string {
  const conditions = [
    ...(entity.active === false ? [] : ["Active IN (true, false)"]),
    ...(condition === undefined ? [] : [condition]),
  ];
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}

/** Instants are written in UTC with `Z`: what zone a bare one would be read in is not documented. */
function updatedWithin(entity: EntityFacts, { start, end }: CountScope): string {
  return [
    ...activeToo(entity),
    ...(start === undefined ? [] : [`MetaData.LastUpdatedTime >= '${start}'`]),
    ...(end === undefined ? [] : [`MetaData.LastUpdatedTime < '${end}'`]),
  ].join(" AND ");
}
