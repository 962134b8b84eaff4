import { expect, test } from "vitest";
import { problemWith } from "./secret-values";

test.each([
  ["QBO_ENV", "sandbox"],
  ["QBO_ENV", "production"],
  ["QBO_REALM_ID", "9341452000000000017"],
  ["POSTGRES_PORT", "5432"],
  ["POSTGRES_PASSWORD", 'pa"ss wörd'],
] as const)("%s may be %j", (name, value) => {
  expect(problemWith(name, value)).toBeUndefined();
});

test.each([
  ["QBO_ENV", "prod-value"],
  ["QBO_REALM_ID", "company-7"],
  ["POSTGRES_PORT", "70000"],
  ["POSTGRES_PORT", "54a"],
  ["QBO_REFRESH_TOKEN", "token-with-a-blank "],
] as const)("%s may not be %j, and the sentence that says so does not hold it", (name, value) => {
  expect(problemWith(name, value)).toContain(name);
  expect(problemWith(name, value)).not.toContain(value);
});
