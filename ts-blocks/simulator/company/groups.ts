import type { Random } from "../random";
import type { Books } from "./books";
import { ref } from "./text";

/** A class, a location, a type or a currency of the company, with the place of its parent in the same list. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly parent?: number;
  readonly inactive?: true;
}

export const CLASSES: readonly Named[] = [
  { id: "5000000000000007280", name: "Design" },
  { id: "5000000000000007281", name: "Installation" },
  { id: "5000000000000007282", name: "Maintenance" },
  { id: "5000000000000007283", name: "Residential", parent: 2 },
  { id: "5000000000000007284", name: "Commercial", parent: 2 },
  { id: "5000000000000007285", name: "Nursery (deleted)", inactive: true },
];

export const DEPARTMENTS: readonly Named[] = [
  { id: "1", name: "Main Office" },
  { id: "2", name: "North Yard" },
  { id: "3", name: "Greenhouse", parent: 1 },
  { id: "4", name: "Old Depot (deleted)", inactive: true },
];

export const CUSTOMER_TYPES: readonly Named[] = [
  { id: "5000000000000003466", name: "Retail" },
  { id: "5000000000000003467", name: "Wholesale" },
  { id: "5000000000000003468", name: "Public" },
  { id: "5000000000000003469", name: "Former (deleted)", inactive: true },
];

export const CURRENCIES = [
  { id: "1", code: "CAD", name: "Canadian Dollar" },
  { id: "2", code: "EUR", name: "Euro" },
  { id: "3", code: "MXN", name: "Mexican Peso" },
] as const;

export const METHODS = ["Cash", "Check", "Visa", "MasterCard", "American Express"] as const;

export function fullName(group: readonly Named[], { name, parent }: Named): string {
  const above = parent === undefined ? undefined : group[parent];
  return above === undefined ? name : `${fullName(group, above)}:${name}`;
}

/** `"ClassRef":{…}` for most lines of a company with classes; undefined for the others. */
export function classRef({ has }: Books, random: Random): string | undefined {
  return has("Class") && random.chance(0.7) ? `"ClassRef":${refInto(CLASSES, random)}` : undefined;
}

export function departmentRef({ has }: Books, random: Random): string | undefined {
  return has("Department") && random.chance(0.6) ? `"DepartmentRef":${refInto(DEPARTMENTS, random)}` : undefined;
}

/** Some references name an inactive row, because old transactions keep their references. */
function refInto(group: readonly Named[], random: Random): string {
  const named = random.pick(group);
  return ref(named.id, fullName(group, named));
}
