import type { Scenario } from "./scenario";

export const pageHoldsMoreThanAsked: Scenario = {
  about: "Every second page carries one row more than was asked for.",
  rules: [{ match: { kind: "query", every: 2 }, extraRows: 1 }],
};
