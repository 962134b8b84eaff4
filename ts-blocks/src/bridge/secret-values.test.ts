import { expect, test } from "vitest";
import { problemWith } from "./secret-values";

test.each([
  ["QBO_ENV", "sandbox"],
  ["QBO_ENV", "production"],
  ["QBO_REALM_ID", "9341452000000000017"],
  ["POSTGRES_PORT", "5432"],
  ["POSTGRES_PASSWORD", 'pa"ss wörd '],
  ["POSTGRES_PASSWORD", '"quoted"'],
  ["POSTGRES_HOST", "db.example.com"],
  ["POSTGRES_HOST", "::1"],
  ["POSTGRES_HOST", "fe80::1:2"],
  ["POSTGRES_HOST", "/var/run/postgresql"],
  ["POSTGRES_DB", "los datos de señora"],
  ["POSTGRES_SSLMODE", "verify-full"],
  ["POSTGRES_SSLROOTCERT", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"],
  ["POSTGRES_SSLKEY", "/run/secrets/client key.pem"],
] as const)("%s may be %j", (name, value) => {
  expect(problemWith(name, value)).toBeUndefined();
});

test.each([
  ["QBO_ENV", "prod-value", "is sandbox or production"],
  ["QBO_ENV", "Sandbox", "in small letters"],
  ["QBO_ENV", '"sandbox"', "is written in quotes"],
  ["QBO_ENV", "sandbox\n", "ends with a line end"],
  ["QBO_REALM_ID", "company-7", "is a number of up to 19 digits"],
  ["QBO_REALM_ID", "9341 4520 0017 8344 493", "holds blanks"],
  ["QBO_REALM_ID", "\u200b9341452000178344493", "begins with U+200B, which cannot be seen"],
  ["QBO_REALM_ID", "9341‑4520", "holds U+2011 (a dash) where a hyphen belongs"],
  ["POSTGRES_PORT", "70000", "is a port number"],
  ["POSTGRES_PORT", "54a", "is a port number"],
  ["POSTGRES_PORT", "5432\r\n", "ends with a line end"],
  ["QBO_REFRESH_TOKEN", "token-with-a-blank ", "begins or ends with a blank"],
  ["QBO_REFRESH_TOKEN", "'token-in-quotes'", "is written in quotes"],
  ["QBO_CLIENT_SECRET", "“secret-in-quotes”", "is written in quotes"],
  ["QBO_CLIENT_SECRET", "secret-1\n", "ends with a line end"],
  ["QBO_CLIENT_ID", "\nclient-1", "begins with a line end"],
  ["POSTGRES_HOST", "127.0.0.1:5432", "holds a port: that goes into POSTGRES_PORT"],
  ["POSTGRES_HOST", "postgresql://127.0.0.1/qbo", "is a whole address"],
  ["POSTGRES_HOST", "[::1]", "is written in brackets"],
  ["POSTGRES_HOST", "loader@db.example.com", "holds a user"],
  ["POSTGRES_HOST", "one.example.com,two.example.com", "names several servers"],
  ["POSTGRES_DB", "qbo ", "begins or ends with a blank"],
  ["POSTGRES_DB", "qbo\n", "ends with a line end"],
  ["POSTGRES_USER", "qbo\u00adloader", "holds U+00AD"],
  ["POSTGRES_PASSWORD", "password-1\n", "ends with a line end"],
  ["POSTGRES_SSLMODE", "on", "is one of disable, prefer, require, verify-ca, verify-full"],
] as const)("%s may not be %j, and the sentence that says so does not hold it", (name, value, said) => {
  expect(problemWith(name, value)).toContain(`${name} ${said.startsWith("in small") ? "is sandbox" : said}`);
  if (!said.startsWith("is one of")) expect(problemWith(name, value)).not.toContain(value);
});
