import type { Scenario } from "./scenario";

export const answerIsAnEmptyObjectOnce: Scenario = {
  about: "The second query and the second count are answered with {} and status 200, once each.",
  rules: (["query", "count"] as const).map((kind) => ({ match: { kind, nth: 2 }, fault: "empty-object-200" as const })),
};
