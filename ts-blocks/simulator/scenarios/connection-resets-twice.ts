import type { Scenario } from "./scenario";

export const connectionResetsTwice: Scenario = {
  about: "Two queries are cut off by the network before an answer.",
  rules: [{ match: { kind: "query" }, times: 2, fault: "connection-reset" }],
};
