import { statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { CredentialStore, randomSecret } from "./credentials";
import { temporaryLocalDir } from "./temporary";

test("passwords are made once, kept, and readable by nobody else", () => {
  const folder = temporaryLocalDir();
  const file = path.join(folder.dir, "credentials.json");
  const first = CredentialStore.open(file);
  expect(first.isNew).toBe(true);
  first.update({ postgresPort: 5433 });
  const second = CredentialStore.open(file);
  expect(second.isNew).toBe(false);
  expect(second.values).toEqual(first.values);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  folder.remove();
});

test("passwords need no quoting in a URL and differ from each other", () => {
  const secrets = Array.from({ length: 50 }, () => randomSecret(16));
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) expect(secret).toMatch(/^[a-zA-Z2-9]{16}$/);
});
