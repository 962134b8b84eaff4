import { expect, test } from "vitest";
import { type SecretsApi, storeSecret } from "./mage-secrets";

/** Mage Secrets with these values. `trace` tells what was asked of it; `refusals` creations fail first. */
function mageWith(values: Record<string, string>, refusals = 0) {
  const held = new Map(Object.entries(values));
  const trace: string[] = [];
  let left = refusals;
  const api: SecretsApi = {
    secretNames: async () => [...held.keys()],
    createSecret: async (name, value) => {
      trace.push(`create ${name}`);
      if (left-- > 0 || held.has(name)) throw new Error("Mage is busy");
      held.set(name, value);
    },
    deleteSecret: async (name) => {
      trace.push(`delete ${name}`);
      held.delete(name);
    },
  };
  return { api, held, trace };
}

test("a secret that is not there is created", async () => {
  const { api, held } = mageWith({});
  expect(await storeSecret(api, "QBO_CLIENT_ID", "new")).toBe("created");
  expect(await storeSecret(api, "QBO_REFRESH_TOKEN", "token-1")).toBe("created");
  expect(Object.fromEntries(held)).toEqual({ QBO_CLIENT_ID: "new", QBO_REFRESH_TOKEN: "token-1" });
});

test("a secret that is there is replaced", async () => {
  const { api, held, trace } = mageWith({ QBO_CLIENT_ID: "old" });
  expect(await storeSecret(api, "QBO_CLIENT_ID", "new")).toBe("replaced");
  expect(held.get("QBO_CLIENT_ID")).toBe("new");
  expect(trace).toEqual(["delete QBO_CLIENT_ID", "create QBO_CLIENT_ID"]);
});

test("a refresh token that is there is never deleted: the new one is put beside it, for the next run to take over", async () => {
  const { api, held, trace } = mageWith({ QBO_REFRESH_TOKEN: "old" });
  expect(await storeSecret(api, "QBO_REFRESH_TOKEN", "new")).toBe("takes effect with the next run");
  expect(Object.fromEntries(held)).toEqual({ QBO_REFRESH_TOKEN: "old", QBO_REFRESH_TOKEN_NEW: "new" });
  expect(trace).toEqual(["create QBO_REFRESH_TOKEN_NEW"]);
});

test("of two consents that no run has taken over yet, the later one counts", async () => {
  const { api, held } = mageWith({ QBO_REFRESH_TOKEN: "old", QBO_REFRESH_TOKEN_NEW: "first" });
  await storeSecret(api, "QBO_REFRESH_TOKEN", "second");
  expect(Object.fromEntries(held)).toEqual({ QBO_REFRESH_TOKEN: "old", QBO_REFRESH_TOKEN_NEW: "second" });
});

test("a Mage that refuses for a moment is asked again, so that nothing is missing afterwards", async () => {
  const { api, held } = mageWith({ QBO_CLIENT_ID: "old" }, 2);
  expect(await storeSecret(api, "QBO_CLIENT_ID", "new")).toBe("replaced");
  expect(held.get("QBO_CLIENT_ID")).toBe("new");
});

test("a Mage that goes on refusing is an error that says what is missing now, and not its value", async () => {
  const { api } = mageWith({ QBO_CLIENT_ID: "old" }, 99);
  await expect(storeSecret(api, "QBO_CLIENT_ID", "new-value")).rejects.toMatchObject({
    exitCode: 75,
    message: "QBO_CLIENT_ID is no longer in Mage, because Mage did not take it; set it again",
  });
});

test("a creation whose answer was lost is not made twice", async () => {
  const { api, held, trace } = mageWith({});
  const create = api.createSecret;
  const lossy: SecretsApi = {
    ...api,
    createSecret: async (name, value) => {
      await create(name, value);
      throw new Error("the connection failed");
    },
  };
  expect(await storeSecret(lossy, "QBO_CLIENT_ID", "new")).toBe("created");
  expect([held.get("QBO_CLIENT_ID"), trace]).toEqual(["new", ["create QBO_CLIENT_ID"]]);
});
