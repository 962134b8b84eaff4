import type { Scenario } from "./scenario";

export const bodyNeverEnds: Scenario = {
  about: "The second query gets rows without end, until the caller hangs up.",
  rules: [{ match: { kind: "query", nth: 2 }, fault: "endless-body" }],
};
