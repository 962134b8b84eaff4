import { type Definition, ENTITY_TABLE, type Fields, type PropertyType } from "./entity-table";

/** A property that a statement may name. */
export interface Property {
  readonly name: string;
  /** The path of the value in a record. */
  readonly path: string;
  readonly type: PropertyType;
  readonly filterable: boolean;
  readonly sortable: boolean;
}

export interface Entity {
  readonly name: string;
  /** The key of its rows and of a single object; it differs from the name for card payments only. */
  readonly answersAs: string;
  readonly kind: Definition["kind"];
  /** Name lists hide their inactive records from a plain query. */
  readonly hidesInactive: boolean;
  /** Whether rows come with a totalCount. Recordings show it for some entities only. */
  readonly answersTotalCount: boolean;
  /** Whether rows come with a startPosition. The recordings of one entity have none. */
  readonly answersPosition: boolean;
  readonly inCdc: boolean;
  /** ORDERBY is read and has no effect. AWS Glue's notes say this of TaxAgency. */
  readonly ignoresOrderBy: boolean;
  /** Each row is wrapped under the name of its type. */
  readonly isWrapped: boolean;
  readonly isSingleton: boolean;
  /** Every statement needs a condition on each of these properties. */
  readonly requires: readonly string[];
  /** Members that `*` leaves out unless they are named beside it. */
  readonly optional: readonly string[];
  /** What a company must have for the entity; undefined when every company has the entity. */
  readonly needs: Definition["needs"];
  /** The property of the default order; transactions come newest first. */
  readonly defaultOrder: { readonly path: string; readonly descending: boolean };
  /** By name in lower case. */
  readonly properties: ReadonlyMap<string, Property>;
}

const META: Fields = { "MetaData.CreateTime": "time", "MetaData.LastUpdatedTime": "time" };

function build(name: string, definition: Definition): Entity {
  const { kind, fields, filterOnly = {}, sortOnly = {}, refused = [], order } = definition;
  const properties = new Map<string, Property>();
  const add = (group: Fields, filterable: boolean, sortable: boolean): void => {
    for (const [property, description] of Object.entries(group)) {
      const [type, path = property] = description.split(" ") as [PropertyType, string?];
      properties.set(property.toLowerCase(), { name: property, path, type, filterable, sortable });
    }
  };
  add({ Id: "id" }, true, true);
  add({ ...fields, ...META }, true, true);
  add(filterOnly, true, false);
  add(sortOnly, false, true);
  add(Object.fromEntries(refused.map((property) => [property, "text"])), false, false);
  return {
    name,
    answersAs: definition.answersAs ?? name,
    kind,
    hidesInactive: definition.active === true,
    answersTotalCount: definition.totalCount === true,
    answersPosition: definition.noPosition !== true,
    inCdc: definition.cdc !== false,
    ignoresOrderBy: definition.ignoresOrderBy === true,
    isWrapped: definition.wrapped === true,
    isSingleton: definition.singleton === true,
    requires: definition.requires ?? [],
    optional: definition.optional ?? [],
    needs: definition.needs,
    defaultOrder:
      order === undefined ? { path: "MetaData.LastUpdatedTime", descending: true } : { path: order, descending: false },
    properties,
  };
}

const ENTITIES: ReadonlyMap<string, Entity> = new Map(
  Object.entries(ENTITY_TABLE).map(([name, definition]) => [name.toLowerCase(), build(name, definition)]),
);

export function findEntity(name: string): Entity | undefined {
  return ENTITIES.get(name.toLowerCase());
}

export function entityNames(): string[] {
  return Object.keys(ENTITY_TABLE);
}
