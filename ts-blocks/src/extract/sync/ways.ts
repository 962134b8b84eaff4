import { ENTITIES, type EntityName } from "../../entities/entity";
import { hasPlainPages, isCounted, isListedByKeys, ROWS_TOGETHER_MAX } from "./questions";

/** What decides how an entity of a sync is read. */
export interface ToRead {
  readonly entity: EntityName;
  /** Read by change, and every record compared: change data capture does not reach back far enough, or is not believed. */
  readonly thorough: boolean;
}

/** The entities of a sync, by the way in which each is read at first. */
export interface Ways<T> {
  /** One call of change data capture for all of them. */
  readonly byCdc: readonly T[];
  /** One page of each, in batches. */
  readonly together: readonly T[];
  /** Long lists: the keys of all records, in the same batches. Only what differs is read. */
  readonly byKeys: readonly T[];
  /** Page by page. */
  readonly alone: readonly T[];
  /** Nothing has changed. */
  readonly nothing: readonly T[];
}

/**
 * @param changed how many records were counted: those that have changed, or all records of a list that is read whole.
 * @param full every record is to be read of a list that is read whole, whatever its key says.
 */
export function waysOf<T extends ToRead>(
  all: readonly T[],
  changed: (entity: EntityName) => number,
  full: boolean,
): Ways<T> {
  const ways = { byCdc: [] as T[], together: [] as T[], byKeys: [] as T[], alone: [] as T[], nothing: [] as T[] };
  for (const one of all) {
    const { entity, thorough } = one;
    const count = changed(entity);
    if (ENTITIES[entity].cdc === "yes" && !thorough) ways.byCdc.push(one);
    else if (!isCounted(entity)) ways.alone.push(one);
    else if (count === 0 && ENTITIES[entity].reads === "by-change") ways.nothing.push(one);
    else if (count > 0 && count <= ROWS_TOGETHER_MAX && hasPlainPages(entity)) ways.together.push(one);
    else if (isListedByKeys(entity, count) && !thorough && !full) ways.byKeys.push(one);
    else ways.alone.push(one);
  }
  return ways;
}
