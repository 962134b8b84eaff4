import type { Scenario } from "./scenario";

export const lastRowOfEachPageIsMissing: Scenario = {
  about: "The last row of every page is missing, of short pages too; counts know of it.",
  rules: [{ match: { kind: "query" }, dropRows: 1 }],
};
