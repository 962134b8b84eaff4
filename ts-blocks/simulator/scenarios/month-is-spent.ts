import type { Scenario } from "./scenario";

export const monthIsSpent: Scenario = {
  about:
    "The metered calls of the month are used up: every read is refused with the 429 of the minute limit, for good.",
  rules: [],
  limits: { monthlyMax: 0 },
};
