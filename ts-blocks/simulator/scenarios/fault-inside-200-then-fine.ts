import type { Scenario } from "./scenario";

export const faultInside200ThenFine: Scenario = {
  about: "The second query is answered with status 200 and a Fault instead of rows.",
  rules: [{ match: { kind: "query", nth: 2 }, fault: "fault-inside-200" }],
};
