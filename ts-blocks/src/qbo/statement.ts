import type { EntityFacts } from "../entities/facts";
import type { UtcInstant, Window } from "../job/instants";

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
): string {
  return (
    `SELECT * FROM ${entity.qbo} WHERE ${updatedWithin(entity, { start: start.from, end: until })} ` +
    `ORDERBY MetaData.LastUpdatedTime ASC${tieBreak ? ", Id ASC" : ""} ` +
    `STARTPOSITION ${start.startPosition} MAXRESULTS ${maxResults}`
  );
}

/** How many records the source holds for a range. */
export function selectCount(entity: EntityFacts, range: Window): string {
  return `SELECT COUNT(*) FROM ${entity.qbo} WHERE ${updatedWithin(entity, range)}`;
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
): string {
  return (
    `SELECT * FROM ${entity.qbo}${where(entity, condition)}${orderById ? " ORDERBY Id ASC" : ""} ` +
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
function updatedWithin(entity: EntityFacts, range: Window): string {
  const active = entity.active !== false ? "Active IN (true, false) AND " : "";
  return `${active}MetaData.LastUpdatedTime >= '${range.start}' AND MetaData.LastUpdatedTime < '${range.end}'`;
}
