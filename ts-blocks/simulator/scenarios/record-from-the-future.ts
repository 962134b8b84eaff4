import type { Scenario } from "./scenario";

export const recordFromTheFuture: Scenario = {
  about: "One record of each list carries a LastUpdatedTime a month ahead, as an account of a sample company did.",
  rules: [],
  start: ["Customer", "Item", "Invoice"].map((entity) => ({
    mutate: { op: "touch" as const, entity, pick: "oldest" as const, inSeconds: 31 * 86_400 },
  })),
};
