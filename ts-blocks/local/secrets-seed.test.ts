import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CredentialStore } from "./credentials";
import { missingQboSecrets, secretsFor, seedSecrets } from "./secrets-seed";
import { type TemporaryLocalDir, temporaryLocalDir } from "./temporary";

let folder: TemporaryLocalDir;
let credentials: CredentialStore;
let mage: Map<string, string>;
const api = {
  secretNames: async () => [...mage.keys()],
  createSecret: async (name: string, value: string) => {
    if (mage.has(name)) throw new Error(`${name} exists`);
    mage.set(name, value);
  },
  deleteSecret: async (name: string) => void mage.delete(name),
};
const company = { clientId: "id", clientSecret: "s", refreshToken: "first", realmId: "1", env: "sandbox" };
const wanted = (port = 5000, qbo = company) =>
  secretsFor({ host: "127.0.0.1", port }, { loaderPassword: "pw" }, { credentials: qbo });

beforeEach(() => {
  folder = temporaryLocalDir();
  credentials = CredentialStore.open(path.join(folder.dir, "credentials.json"));
  mage = new Map();
});
afterEach(() => folder.remove());

test("a new Mage gets all ten secrets", async () => {
  const { created, replaced } = await seedSecrets(api, wanted(), credentials);
  expect(created).toHaveLength(10);
  expect(replaced).toEqual([]);
  expect(mage.get("QBO_REFRESH_TOKEN")).toBe("first");
});

test("a second start changes nothing, also not the refresh token that a run has rotated", async () => {
  await seedSecrets(api, wanted(), credentials);
  mage.set("QBO_REFRESH_TOKEN", "rotated by a run");
  expect(await seedSecrets(api, wanted(), credentials)).toEqual({ created: [], replaced: [] });
  expect(mage.get("QBO_REFRESH_TOKEN")).toBe("rotated by a run");
});

test("another Postgres port replaces only that secret", async () => {
  await seedSecrets(api, wanted(5000), credentials);
  expect(await seedSecrets(api, wanted(5001), credentials)).toEqual({ created: [], replaced: ["POSTGRES_PORT"] });
  expect(mage.get("POSTGRES_PORT")).toBe("5001");
});

test("a simulator that has lost its identity replaces the keys together with the token", async () => {
  await seedSecrets(api, wanted(), credentials);
  const other = { clientId: "id2", clientSecret: "s2", refreshToken: "new", realmId: "2", env: "sandbox" };
  await seedSecrets(api, wanted(5000, other), credentials);
  expect(mage.get("QBO_REFRESH_TOKEN")).toBe("new");
  expect(mage.get("QBO_CLIENT_SECRET")).toBe("s2");
});

test("the next start completes a start that was interrupted between two secrets", async () => {
  await seedSecrets(api, wanted(), credentials);
  const other = { ...company, realmId: "2", refreshToken: "new" };
  const breaksAfterOne = { ...api, createSecret: api.createSecret };
  let calls = 0;
  breaksAfterOne.createSecret = async (name, value) => {
    if (++calls > 1) throw new Error("Mage is gone");
    await api.createSecret(name, value);
  };
  await expect(seedSecrets(breaksAfterOne, wanted(5000, other), credentials)).rejects.toThrow("Mage is gone");
  await seedSecrets(api, wanted(5000, other), credentials);
  expect(mage.get("QBO_REFRESH_TOKEN")).toBe("new");
  expect(mage.get("QBO_REALM_ID")).toBe("2");
});

test("with a live QuickBooks, its five secrets are named and left to the operator", async () => {
  await seedSecrets(api, secretsFor({ host: "h", port: 1 }, { loaderPassword: "pw" }, undefined), credentials);
  expect([...mage.keys()].every((name) => name.startsWith("POSTGRES_"))).toBe(true);
  mage.set("QBO_ENV", "production");
  expect(await missingQboSecrets(api)).toEqual([
    "QBO_CLIENT_ID",
    "QBO_CLIENT_SECRET",
    "QBO_REFRESH_TOKEN",
    "QBO_REALM_ID",
  ]);
});
