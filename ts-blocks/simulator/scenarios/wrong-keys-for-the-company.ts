import type { Scenario } from "./scenario";

export const wrongKeysForTheCompany: Scenario = {
  about: "Every API call is refused with 403: keys of another environment, or the app was disconnected.",
  rules: (["query", "count", "companyinfo", "read"] as const).map((kind) => ({
    match: { kind },
    fault: "forbidden-403-3100" as const,
  })),
};
