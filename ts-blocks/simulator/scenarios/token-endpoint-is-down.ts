import type { Scenario } from "./scenario";

export const tokenEndpointIsDown: Scenario = {
  about: "The first two refreshes meet a gateway page and take no effect.",
  rules: [{ match: { kind: "oauth" }, times: 2, fault: "gateway-503-html" }],
};
