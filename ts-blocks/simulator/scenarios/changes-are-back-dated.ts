import type { Scenario } from "./scenario";

export const changesAreBackDated: Scenario = {
  about: "After each page one record of the entity is changed, and its stamp is moved thirty days back.",
  rules: ["Customer", "Item", "Invoice"].map((entity) => ({
    match: { kind: "query" as const, entity },
    after: [{ mutate: { op: "edit" as const, entity, pick: "random" as const, inSeconds: -30 * 86_400 } }],
  })),
};
