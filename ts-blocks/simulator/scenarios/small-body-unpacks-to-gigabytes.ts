import type { Scenario } from "./scenario";

export const smallBodyUnpacksToGigabytes: Scenario = {
  about: "The second query gets three megabytes of gzip that unpack to three gigabytes.",
  rules: [{ match: { kind: "query", nth: 2 }, fault: "gzip-bomb" }],
};
