import type { Scenario } from "./scenario";

export const monthIsSpentInMidRun: Scenario = {
  about: "The month allows three more reads; then every read is refused.",
  rules: [],
  limits: { monthlyMax: 3 },
};
