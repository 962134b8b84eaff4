import type { Scenario } from "./scenario";

export const throttledTwiceThenFine: Scenario = {
  about:
    "The first two queries are refused by the minute limit (an XML body for a JSON caller); the third is answered.",
  rules: [{ match: { kind: "query" }, times: 2, fault: "throttled-429-xml" }],
};
