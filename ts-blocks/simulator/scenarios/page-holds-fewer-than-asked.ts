import type { Scenario } from "./scenario";

export const pageHoldsFewerThanAsked: Scenario = {
  about: "Every second page carries one row fewer than it could: a short page is not the last one.",
  rules: [{ match: { kind: "query", every: 2 }, extraRows: -1 }],
};
