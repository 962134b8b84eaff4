import type { Scenario } from "./scenario";

export const monthIsSpentInMidRun: Scenario = {
  about: "Three more reads are in the month; then every read is refused.",
  rules: [],
  limits: { monthlyMax: 3 },
};
