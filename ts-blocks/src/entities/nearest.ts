import { ENTITIES, ENTITY_NAMES, type EntityName } from "./entity";

/** If a name needs more changes than this share of its letters, it does not mean the entity. */
const CHANGES_MAX = 0.4;

/** The entity that was most likely meant: `Vendor` and `vendros` are vendors. Undefined if none is near. */
export function nearestEntity(text: string): EntityName | undefined {
  const wanted = plain(text);
  if (wanted === "") return undefined;
  const [best] = ENTITY_NAMES.map((entity) => ({ entity, changes: changesTo(wanted, entity) })).sort(
    (one, other) => one.changes - other.changes,
  );
  return best !== undefined && best.changes <= wanted.length * CHANGES_MAX ? best.entity : undefined;
}

function changesTo(wanted: string, entity: EntityName): number {
  const { qbo, es } = ENTITIES[entity];
  return Math.min(...[entity, qbo, es].map((name) => changes(wanted, plain(name))));
}

/** Letters only, without accents: `códigos de impuesto` and `codigos_de_impuesto` are the same. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
}

/** Letters to insert, remove or replace (Levenshtein). */
function changes(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [place, letter] of [...one].entries()) {
    const next = [place + 1];
    for (const [index, wanted] of [...other].entries()) {
      const [left, above, before] = [next[index], row[index + 1], row[index]] as [number, number, number];
      next.push(Math.min(left + 1, above + 1, before + (letter === wanted ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] as number;
}

/** ` (did you mean vendors?)`, for an error about a wrong entity; empty if no name is near. */
export function suggestionFor(text: string): string {
  const nearest = nearestEntity(text);
  return nearest === undefined ? "" : ` (did you mean ${nearest}?)`;
}
