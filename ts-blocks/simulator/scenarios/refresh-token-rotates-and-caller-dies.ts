import type { Scenario } from "./scenario";

export const refreshTokenRotatesAndCallerDies: Scenario = {
  about: "The first refresh takes effect, and its answer never arrives: the caller holds a dead token.",
  rules: [{ match: { kind: "oauth", nth: 1 }, fault: "answer-lost" }],
};
