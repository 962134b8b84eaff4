import type { UtcInstant, Window } from "../job/instants";
import type { QboEntity } from "./entities";

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
  entity: QboEntity,
  start: PageStart,
  until: UtcInstant,
  maxResults: number,
  tieBreak: boolean,
): string {
  return (
    `SELECT * FROM ${entity.queryName} WHERE ${updatedWithin(entity, { start: start.from, end: until })} ` +
    `ORDERBY MetaData.LastUpdatedTime ASC${tieBreak ? ", Id ASC" : ""} ` +
    `STARTPOSITION ${start.startPosition} MAXRESULTS ${maxResults}`
  );
}

/** How many records the source holds for a range. */
export function selectCount(entity: QboEntity, range: Window): string {
  return `SELECT COUNT(*) FROM ${entity.queryName} WHERE ${updatedWithin(entity, range)}`;
}

/** Instants are written in UTC with `Z`: what zone a bare one would be read in is not documented. */
function updatedWithin(entity: QboEntity, range: Window): string {
  const active = entity.hasActive ? "Active IN (true, false) AND " : "";
  return `${active}MetaData.LastUpdatedTime >= '${range.start}' AND MetaData.LastUpdatedTime < '${range.end}'`;
}
