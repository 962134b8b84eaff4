import type { Scenario } from "./scenario";

export const recordMovesBetweenPages: Scenario = {
  about:
    "After each of the first three pages one of its records is edited: it leaves its place, and the rest moves up.",
  rules: ["Customer", "Item", "Invoice"].flatMap((entity) =>
    [1, 2, 3].map((page) => ({
      match: { entity, page },
      after: [{ mutate: { op: "edit" as const, entity, pick: "served-first" as const } }],
    })),
  ),
};
