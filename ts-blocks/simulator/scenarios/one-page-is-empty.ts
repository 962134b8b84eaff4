import type { Scenario } from "./scenario";

export const onePageIsEmpty: Scenario = {
  about: "The second page is empty although rows follow, once.",
  rules: [{ match: { kind: "query", nth: 2 }, fault: "empty-page" }],
};
