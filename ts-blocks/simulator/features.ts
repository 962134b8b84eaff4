import { type Entity, entityNames, findEntity } from "./entities";

/**
 * How the service says that a company lacks an entity. Documented are 5020 (the product is not entitled to the entity)
 * and 5030 (not supported). A reader may meet the others, too. `empty` answers as if there were no rows.
 */
export const ABSENCES = ["5020", "5030", "500", "4001", "403", "empty"] as const;
export type Absence = (typeof ABSENCES)[number];
export type Without = ReadonlyMap<string, Absence>;

/** Entities that are absent together with an entity, because their rows name its rows. */
const LIVES_OF_IT: Readonly<Record<string, readonly string[]>> = {
  Bill: ["BillPayment", "VendorCredit", "ReimburseCharge"],
  CompanyCurrency: ["ExchangeRate"],
};

/** Reads `Class` and `Budget:5030`. @throws RangeError that names every problem. */
export function parseWithout(names: readonly string[]): Without {
  const without = new Map<string, Absence>();
  const problems: string[] = [];
  for (const name of names) {
    const [wanted = "", code] = name.trim().split(":");
    const entity = findEntity(wanted);
    const absence = code === undefined ? undefined : ABSENCES.find((known) => known === code);
    if (entity === undefined) problems.push(`${JSON.stringify(wanted)} is none of ${entityNames().join(", ")}`);
    else if (KEPT.has(entity.name)) problems.push(`every company has ${entity.name}`);
    else if (code !== undefined && absence === undefined)
      problems.push(`${JSON.stringify(code)} is none of ${ABSENCES.join(", ")}`);
    else {
      const how = absence ?? usualAbsence(entity);
      for (const each of [...(LIVES_OF_IT[entity.name] ?? []), entity.name])
        if (each === entity.name || !without.has(each)) without.set(each, how);
    }
  }
  if (problems.length > 0) throw new RangeError(problems.join("; "));
  return without;
}

/** Every company has these entities, because other records name their rows. */
const KEPT: ReadonlySet<string> = new Set(["CompanyInfo", "Preferences", "Customer", "Item", "Invoice", "Account"]);

function usualAbsence({ needs }: Entity): Absence {
  return needs === "plan" ? "5020" : "5030";
}
