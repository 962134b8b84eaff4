import type { Scenario } from "./scenario";

export const throttledForGood: Scenario = {
  about: "Every query and count is refused by the limit, without end.",
  rules: [
    { match: { kind: "query" }, fault: "throttled-429-xml" },
    { match: { kind: "count" }, fault: "throttled-429-xml" },
  ],
};
