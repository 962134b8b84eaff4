import type { Scenario } from "./scenario";

export const lastRowOfEachPageIsMissing: Scenario = {
  about: "The last row of every page is missing, also of short pages; counts include it.",
  rules: [{ match: { kind: "query" }, dropRows: 1 }],
};
