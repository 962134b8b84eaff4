import { ENTITIES, type EntityName } from "../../entities/entity";
import type { EntityFacts } from "../../entities/facts";
import type { UtcInstant } from "../../job/instants";
import { KEY_COLUMNS, selectAll, selectPage } from "../../qbo/statement";
import { FAR_FUTURE } from "../read-page";

/** Most rows of a list that is read together with other lists in one answer. More rows would make the answer too large. */
export const ROWS_TOGETHER_MAX = 200;
/** Rows of one answer. */
export const PAGE_MAX = 1_000;
/** Pages of a long list that are asked for in one batch by their keys, which are small. */
export const KEY_PAGES_MAX = 20;

/** Exchange rates are asked for by currency and date. A list with change data capture needs no count beforehand. */
export function isCounted(entity: EntityName): boolean {
  const { asked, reads, cdc } = ENTITIES[entity];
  return asked === undefined && (reads === "by-change" || cdc !== "yes");
}

/** Extra fields and includes are asked for one entity at a time. */
export function hasPlainPages(entity: EntityName): boolean {
  return ENTITIES[entity].fields === undefined && ENTITIES[entity].include === undefined;
}

/**
 * Whether a list with this number of rows is compared by its keys, in one batch. This needs records whose id, version and time
 * show every change. A list of up to 200 rows is read completely instead.
 */
export function isListedByKeys(entity: EntityName, rows: number): boolean {
  const { reads, cdc, kind, leaves, wrapped, timed, asked } = ENTITIES[entity];
  const hasKeys = kind === "transaction" && !wrapped && timed !== false && asked === undefined && hasPlainPages(entity);
  if (reads !== "whole" || cdc === "yes" || leaves === "never" || !hasKeys) return false;
  return rows > ROWS_TOGETHER_MAX && rows < KEY_PAGES_MAX * PAGE_MAX;
}

/** The statements that bring the key of every record of a list. The last page has room for records that are new. */
export function keyPagesOf(entity: EntityName, rows: number): string[] {
  const pages = Math.floor(rows / PAGE_MAX) + 1;
  return Array.from({ length: pages }, (_, nth) =>
    selectAll(ENTITIES[entity], { startPosition: 1 + nth * PAGE_MAX, maxResults: PAGE_MAX }, true, KEY_COLUMNS),
  );
}

/** The statement that asks for the changes of one entity; of a list that is read whole, for all of it. */
export function pageOf(facts: EntityFacts, start: UtcInstant): string {
  if (facts.reads === "whole") return selectAll(facts, { startPosition: 1, maxResults: PAGE_MAX }, false);
  return selectPage(facts, { from: start, startPosition: 1 }, FAR_FUTURE, PAGE_MAX, false, "*");
}
