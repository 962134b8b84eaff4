import type { Scenario } from "./scenario";

export const gatewayPageThenFine: Scenario = {
  about: "The second query meets the gateway: an HTML page with status 503. Later ones are fine.",
  rules: [{ match: { kind: "query", nth: 2 }, fault: "gateway-503-html" }],
};
