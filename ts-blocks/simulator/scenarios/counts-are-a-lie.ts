import type { Scenario } from "./scenario";

export const countsAreALie: Scenario = {
  about: "Every count answers 7.",
  rules: [{ match: { kind: "count" }, totalCount: 7 }],
};
