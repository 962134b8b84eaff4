import { ENTITIES, ENTITY_NAMES } from "../entities/entity";
import { viewOf } from "./names";
import type { Words } from "./words";

export type ColumnType = "text" | "numeric" | "boolean" | "date" | "timestamptz";

/** One column of a view: the place of its value in a payload, its type, and its meaning. */
export interface Column extends Words {
  /** The members on the way from the record (or the line), `CustomerRef.value`. A number is a place in an array. */
  readonly path: string;
  readonly type: ColumnType;
}

type Worded = (path: string, en: string, es: string) => Column;
const of =
  (type: ColumnType): Worded =>
  (path, en, es) => ({ path, type, en, es });

export const text = of("text");
export const numeric = of("numeric");
export const flag = of("boolean");
export const date = of("date");
export const instant = of("timestamptz");

/** The Id of another record. The registry knows which entity a reference of that name points to. */
export function reference(path: string): Column {
  const member = path.split(".").at(-1) ?? "";
  const target = ENTITY_NAMES.find((entity) => ENTITIES[entity].referredAs?.includes(member));
  if (target === undefined) throw new RangeError(`no entity of the registry is referred to as ${member}`);
  return text(`${path}.value`, `An id of quickbooks.${viewOf(target)}.`, `Un id de quickbooks.${viewOf(target)}.`);
}
