import type { EntityFacts } from "../entities/facts";
import type { TimeRange, UtcInstant } from "../job/instants";

/** The condition that brings inactive records too. */
export const BOTH_ACTIVE = "Active IN (true, false)";

/** Where one page starts: at records updated from `from` on, after skipping `startPosition - 1` rows. */
export interface PageStart {
  readonly from: UtcInstant;
  /** Counted from 1, as QuickBooks counts. */
  readonly startPosition: number;
}

/**
 * One page of records, oldest change first. An edited record leaves the past, and does not shift the records not yet read.
 *
 * @param tieBreak orders records of the same second by Id, so that each step by row number through a second meets the same
 *   order. Intuit's reference documents sorting by Id for each entity; if it is refused, the page is asked for without it.
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

/** The columns of a listing: they identify a copy of a record. The answer is small, while `*` would bring whole records. */
export const KEY_COLUMNS = "Id, SyncToken, MetaData.CreateTime, MetaData.LastUpdatedTime";

/** [start, end) of LastUpdatedTime. A missing end is open; with neither end, records without a time are counted too. */
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

/** A backslash escapes a quote in a text (recorded: customer.by-display-name-escaped-quote). */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function activeToo(entity: EntityFacts): string[] {
  return entity.active !== false ? [BOTH_ACTIVE] : [];
}

/** How many records the source holds for a scope. */
export function selectCount(entity: EntityFacts, scope: CountScope): string {
  const where = updatedWithin(entity, scope);
  return `SELECT COUNT(*) FROM ${entity.qbo}${where === "" ? "" : ` WHERE ${where}`}`;
}

/**
 * One page of all records of an entity that is read whole, whatever their times.
 *
 * @param condition limits the records, for an entity that QuickBooks does not answer for without a condition.
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
    ...(entity.active === false ? [] : [BOTH_ACTIVE]),
    ...(condition === undefined ? [] : [condition]),
  ];
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}

/** Instants are written in UTC with `Z`: it is not documented how QuickBooks reads an instant without a zone. */
function updatedWithin(entity: EntityFacts, { start, end }: CountScope): string {
  return [
    ...activeToo(entity),
    ...(start === undefined ? [] : [`MetaData.LastUpdatedTime >= '${start}'`]),
    ...(end === undefined ? [] : [`MetaData.LastUpdatedTime < '${end}'`]),
  ].join(" AND ");
}
