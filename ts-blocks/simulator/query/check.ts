import { type Entity, findEntity, type Property } from "../entities";
import { mayBeMember } from "../members";
import { invalid, type QueryFault } from "./fault";
import type { Condition, Statement } from "./statement";

/** Id as a further sort key: it orders the rows, or is ignored, or the statement is refused. */
export const ID_SORTS = ["honoured", "ignored", "refused"] as const;
export type IdSort = (typeof ID_SORTS)[number];

export const PAGE = { sizeDefault: 100, sizeMax: 1000 } as const;

export interface CheckedCondition {
  readonly property: Property;
  readonly operator: Condition["operator"];
  readonly literals: Condition["literals"];
}

/** A statement that the entity can answer. */
export interface Query {
  readonly entity: Entity;
  readonly select: Statement["select"];
  readonly extras: Statement["extras"];
  readonly where: readonly CheckedCondition[];
  readonly orderBy: readonly { readonly property: Property; readonly descending: boolean }[];
  readonly startPosition: number;
  readonly maxResults: number;
}

export function check(statement: Statement, idSort: IdSort = "honoured"): Query {
  const entity = findEntity(statement.entity);
  if (entity === undefined) throw invalid(`invalid context declaration: ${statement.entity}`);
  const { maxResults = PAGE.sizeDefault } = statement;
  if (maxResults < 1) throw invalid(`value ${maxResults} is too small. Min allowed value is 1`);
  if (maxResults > PAGE.sizeMax)
    throw invalid(`value ${maxResults} is too large. Max allowed value is ${PAGE.sizeMax}`);
  checkSelection(entity, statement);
  const named = new Set(statement.where.map(({ property }) => property.toLowerCase()));
  const missing = entity.requires.find((property) => !named.has(property.toLowerCase()));
  if (missing !== undefined) throw invalid(`property '${missing}' is required for Entity ${entity.name}`);
  return {
    entity,
    select: statement.select,
    extras: statement.extras,
    where: statement.where.map((condition) => checkCondition(entity, condition)),
    orderBy: checkOrder(entity, statement, idSort),
    // An SDK of Intuit's has long sent 0, and 0 means 1.
    startPosition: Math.max(1, statement.startPosition ?? 1),
    maxResults,
  };
}

/** If the members of an entity are known, a name that is not among them is refused. */
function checkSelection(entity: Entity, { select, extras }: Statement): void {
  const named = [...(typeof select === "string" ? [] : select), ...extras];
  for (const name of named) {
    const [member = ""] = name.replace(/\.?\*$/, "").split(".");
    if (!mayBeMember(entity.name, member)) throw notFound(entity, name);
  }
}

function checkOrder(entity: Entity, statement: Statement, idSort: IdSort): Query["orderBy"] {
  const terms = statement.orderBy.map(({ property: name, descending }) => {
    const property = known(entity, name);
    if (!property.sortable) throw invalid(`property '${name}' is not sortable`);
    return { property, descending };
  });
  if (entity.ignoresOrderBy) return [];
  if (idSort === "honoured") return terms;
  const obeyed = terms.filter(({ property }, place) => place === 0 || property.type !== "id");
  if (idSort === "refused" && obeyed.length < terms.length) throw invalid("property 'Id' is not sortable");
  return obeyed;
}

function checkCondition(entity: Entity, condition: Condition): CheckedCondition {
  const property = known(entity, condition.property);
  if (!property.filterable) throw invalid(`property '${condition.property}' is not queryable`);
  const { operator, literals } = condition;
  if (property.type === "id" && operator !== "=" && operator !== "IN") {
    throw invalid(`operator '${operator}' is not supported for property '${condition.property}'`);
  }
  return { property, operator, literals };
}

function known(entity: Entity, name: string): Property {
  const property = entity.properties.get(name.toLowerCase());
  if (property === undefined) throw notFound(entity, name);
  return property;
}

function notFound(entity: Entity, name: string): QueryFault {
  return invalid(`Property ${name} not found for Entity ${entity.name}`);
}
