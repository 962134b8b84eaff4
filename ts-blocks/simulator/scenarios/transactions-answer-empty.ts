import type { Scenario } from "./scenario";

export const transactionsAnswerEmpty: Scenario = {
  about:
    "Every transaction type answers empty, without a fault, while lists answer as before: seen in production in August 2026.",
  rules: [],
  start: [{ silence: "transaction" }],
};
