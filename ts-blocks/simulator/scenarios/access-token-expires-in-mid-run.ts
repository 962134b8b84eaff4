import type { Scenario } from "./scenario";

export const accessTokenExpiresInMidRun: Scenario = {
  about: "After three queries every access token is dead: the next call gets a 401 with lower-case keys.",
  rules: [{ match: { kind: "query", nth: 3 }, after: [{ expireAccessTokens: true }] }],
};
