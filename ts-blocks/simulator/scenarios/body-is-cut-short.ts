import type { Scenario } from "./scenario";

export const bodyIsCutShort: Scenario = {
  about: "The second query loses its connection in the middle of the body.",
  rules: [{ match: { kind: "query", nth: 2 }, fault: "truncated-body" }],
};
