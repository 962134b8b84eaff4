import { ENTITIES, type EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import { selectAll, selectPage } from "../../qbo/statement";
import { FAR_FUTURE } from "../read-page";

/** Most rows of a list that is read together with other lists in one answer. More rows would make the answer too large. */
export const ROWS_TOGETHER_MAX = 200;
/** Rows of one answer. */
export const PAGE_MAX = 1_000;

/** Exchange rates are asked for by currency and date. A list with change data capture needs no count beforehand. */
export function isCounted(entity: EntityName): boolean {
  const { asked, reads, cdc } = ENTITIES[entity];
  return asked === undefined && (reads === "by-change" || cdc !== "yes");
}

/** Extra fields and includes are asked for one entity at a time. */
export function hasPlainPages(entity: EntityName): boolean {
  return ENTITIES[entity].fields === undefined && ENTITIES[entity].include === undefined;
}

/** The statement that asks for the changes of one entity; of a list that is read whole, for all of it. */
export function pageOf(entity: EntityName, start: UtcInstant): string {
  const facts = ENTITIES[entity];
  if (facts.reads === "whole") return selectAll(facts, { startPosition: 1, maxResults: PAGE_MAX }, false);
  return selectPage(facts, { from: start, startPosition: 1 }, FAR_FUTURE, PAGE_MAX, false, "*");
}
