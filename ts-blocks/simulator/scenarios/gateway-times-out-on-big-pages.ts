import type { Scenario } from "./scenario";

export const gatewayTimesOutOnBigPages: Scenario = {
  about: "Pages of a thousand are too heavy and end in a gateway timeout; smaller ones are answered.",
  rules: [{ match: { kind: "query", statement: "MAXRESULTS 1000" }, fault: "gateway-504-xml" }],
};
