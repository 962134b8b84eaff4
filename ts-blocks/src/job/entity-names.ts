import { ENTITY_NAMES, type EntityName, isEntityName } from "../entities/entity";
import { suggestionFor } from "../entities/nearest";

const ALL = "all";

/**
 * Reads the variable `entities`: `all`, names with commas between them, or a list if the trigger is a file.
 *
 * @returns the entities in the order of a load, whatever order they were named in.
 */
export function entityNames(value: unknown, problems: string[]): EntityName[] {
  const names = namesIn(value);
  if (names === undefined) {
    problems.push("entities must be 'all', or names of entities with commas between them");
    return [];
  }
  if (names.length === 1 && names[0] === ALL) return [...ENTITY_NAMES];
  const before = problems.length;
  for (const [place, name] of names.entries()) problems.push(...problemsOf(name, names.slice(0, place)));
  return problems.length > before ? [] : ENTITY_NAMES.filter((entity) => names.includes(entity));
}

/** The entities that a pipeline's configuration names. */
export function configuredEntities(names: readonly string[], problems: string[]): EntityName[] {
  for (const name of names)
    if (!isEntityName(name)) problems.push(`'${shown(name)}' is no entity${suggestionFor(name)}`);
  return names.filter(isEntityName);
}

/** Undefined if the value is neither text nor a list of texts. */
function namesIn(value: unknown): string[] | undefined {
  const parts = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : undefined;
  if (parts === undefined || parts.length === 0) return undefined;
  const names = parts.map((part) => (typeof part === "string" ? part.trim() : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}

function problemsOf(name: string, earlier: readonly string[]): string[] {
  if (name === "") return ["entities has an empty name: remove the comma that is too many"];
  if (name === ALL) return ["entities is 'all' or a list of names, not both"];
  if (!isEntityName(name)) return [`entities names '${shown(name)}', which is no entity${suggestionFor(name)}`];
  return earlier.includes(name) ? [`entities names ${name} twice`] : [];
}

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
