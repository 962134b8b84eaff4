import type { Scenario } from "./scenario";

export const startPositionIsIgnored: Scenario = {
  about: "Every page is the first one, whatever STARTPOSITION says.",
  rules: [{ match: { kind: "query" }, ignoreStartPosition: true }],
};
