import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { layPgadminFiles } from "./pgadmin-files";
import { makeSecrets, readSecret } from "./secret-files";
import { signIns } from "./sign-ins";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qbo-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the first start makes every secret, and no two are equal", () => {
  const made = makeSecrets(folder);
  expect(new Set(made.map((name) => readSecret(folder, name))).size).toBe(8);
});

test("a later start changes no secret, and makes only missing ones", () => {
  const before = makeSecrets(folder).map((name) => [name, readSecret(folder, name)]);
  rmSync(join(folder, "mage/jwt_secret"));
  expect(makeSecrets(folder)).toEqual(["mage/jwt_secret"]);
  for (const [name, value] of before.filter(([name]) => name !== "mage/jwt_secret")) {
    expect(readFileSync(join(folder, name ?? ""), "utf8")).toBe(value);
  }
});

test("only our own user can read a secret until a guest is admitted, and no other user can write it", () => {
  for (const name of makeSecrets(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o400);
});

test("a secret that was never made is reported with what to do", () => {
  expect(() => readSecret(folder, "mage/jwt_secret")).toThrow(/docker compose up/);
});

test("pgAdmin gets its server, its preferences, the reader's password and the queries at each start", () => {
  makeSecrets(folder);
  layPgadminFiles(folder);
  layPgadminFiles(folder);
  expect(readdirSync(join(folder, "pgadmin")).sort()).toEqual(
    ["password", "pgpass", "preferences.json", "queries", "reader_password", "servers.json"].sort(),
  );
  expect(readdirSync(join(folder, "pgadmin", "queries"))).toContain("010_totals.sql");
  expect(readFileSync(join(folder, "pgadmin", "pgpass"), "utf8")).toBe(
    `postgres:5432:*:qbo_reader:${readSecret(folder, "pgadmin/reader_password")}\n`,
  );
});

test("the sign-ins show the three addresses with their ports, and never the superuser's password", () => {
  makeSecrets(folder);
  const text = signIns(folder, { MAGE_PORT: "1", PGADMIN_PORT: "2", POSTGRES_PORT: "3" });
  expect(text).toMatch(/127\.0\.0\.1:1\n.*127\.0\.0\.1:2\n.*@127\.0\.0\.1:3\/qbo\n/s);
  expect(text).not.toContain(readSecret(folder, "postgres/superuser_password"));
});
