import { expect, test } from "vitest";
import { FakeClock } from "../../test/support/scripted";
import { SecretsInMemory } from "../../test/support/secrets-in-memory";
import { CONSENT_PATIENCE_MS, storeConsent, storeSecret, withdrawConsent } from "./mage-secrets";

const clock = new FakeClock();

test("an absent secret is created", async () => {
  const mage = new SecretsInMemory();
  expect(await storeSecret(mage, "QBO_CLIENT_ID", "new", clock)).toBe("created");
  expect(await storeSecret(mage, "QBO_REFRESH_TOKEN", "token-1", clock)).toBe("created");
  expect(mage.values).toEqual({ QBO_CLIENT_ID: "new", QBO_REFRESH_TOKEN: "token-1" });
});

test("an existing secret is replaced", async () => {
  const mage = new SecretsInMemory({ QBO_CLIENT_ID: "old" });
  expect(await storeSecret(mage, "QBO_CLIENT_ID", "new", clock)).toBe("replaced");
  expect(mage.values).toEqual({ QBO_CLIENT_ID: "new" });
  expect(mage.trace).toEqual(["delete QBO_CLIENT_ID", "create QBO_CLIENT_ID"]);
});

test("an existing refresh token is never deleted: the new one is stored beside it until a run has used it", async () => {
  const mage = new SecretsInMemory({ QBO_REFRESH_TOKEN: "old" });
  expect(await storeSecret(mage, "QBO_REFRESH_TOKEN", "new", clock)).toBe("takes effect with the next run");
  expect(mage.values).toEqual({ QBO_REFRESH_TOKEN: "old", QBO_REFRESH_TOKEN_NEW: "new" });
  expect(mage.trace).toEqual(["create QBO_REFRESH_TOKEN_NEW"]);
});

test("of two new tokens that no run has used, the later one is used", async () => {
  const mage = new SecretsInMemory({ QBO_REFRESH_TOKEN: "old", QBO_REFRESH_TOKEN_NEW: "first" });
  await storeSecret(mage, "QBO_REFRESH_TOKEN", "second", clock);
  expect(mage.values).toEqual({ QBO_REFRESH_TOKEN: "old", QBO_REFRESH_TOKEN_NEW: "second" });
});

test("a Mage that refuses for a moment is asked again, so that no secret is missing afterwards", async () => {
  const mage = new SecretsInMemory({ QBO_CLIENT_ID: "old" }, 2);
  expect(await storeSecret(mage, "QBO_CLIENT_ID", "new", clock)).toBe("replaced");
  expect(mage.values).toEqual({ QBO_CLIENT_ID: "new" });
});

test.each<[string, Partial<SecretsInMemory>, Record<string, string>, string]>([
  ["creates nothing", {}, {}, "it is not there now"],
  ["deletes nothing", { deleteSecret: refuses }, { QBO_CLIENT_ID: "old" }, "the value from before is still there"],
  [
    "has ended meanwhile",
    { deleteSecret: refuses, secretNames: once(["QBO_CLIENT_ID"]) },
    { QBO_CLIENT_ID: "old" },
    "Mage does not say whether the value from before is still there",
  ],
])("a Mage that %s is an error that says what is there now, and not the value", async (_, refusing, values, state) => {
  const mage = Object.assign(new SecretsInMemory({ QBO_CLIENT_ID: "old" }, 999), refusing);
  await expect(storeSecret(mage, "QBO_CLIENT_ID", "new-value", clock)).rejects.toMatchObject({
    exitCode: 75,
    message: `Mage did not take QBO_CLIENT_ID: ${state}; set it again`,
  });
  expect(mage.values).toEqual(values);
});

async function refuses(): Promise<never> {
  throw new Error("Mage is busy");
}

function once<T>(answer: T): () => Promise<T> {
  const answers = [answer];
  return async () => answers.pop() ?? refuses();
}

test.each(["createSecret", "deleteSecret"] as const)(
  "a %s whose answer was lost is not made twice, and the new value stands",
  async (call) => {
    const mage = new SecretsInMemory({ QBO_CLIENT_ID: "old" });
    const real = mage[call].bind(mage) as (name: string, value?: string) => Promise<void>;
    mage[call] = async (name: string, value?: string) => {
      await real(name, value);
      mage[call] = real;
      throw new Error("the connection failed");
    };
    expect(await storeSecret(mage, "QBO_CLIENT_ID", "new", clock)).toBe("replaced");
    expect([mage.values, mage.trace]).toEqual([
      { QBO_CLIENT_ID: "new" },
      ["delete QBO_CLIENT_ID", "create QBO_CLIENT_ID"],
    ]);
  },
);

const consent = { refreshToken: "consent-2", clientId: "app-1", realmId: "4620816365000000000" };

test("the token of a consent is stored beside the existing one, with its app and its company", async () => {
  const mage = new SecretsInMemory({ QBO_REFRESH_TOKEN: "old" });
  expect(await storeConsent(mage, consent, clock, () => undefined)).toBe(true);
  const { QBO_REFRESH_TOKEN: old, QBO_REFRESH_TOKEN_NEW: kept } = mage.values;
  expect([old, JSON.parse(String(kept))]).toEqual([
    "old",
    { refresh_token: "consent-2", client_id: "app-1", realm_id: "4620816365000000000" },
  ]);
  expect(await withdrawConsent(mage)).toBe("taken out");
  expect(mage.values).toEqual({ QBO_REFRESH_TOKEN: "old" });
});

test("a consent that a run has used is not reported as removed, nor is one that Mage does not release", async () => {
  expect(await withdrawConsent(new SecretsInMemory({ QBO_REFRESH_TOKEN: "of the consent" }))).toBe("used");
  const stubborn = Object.assign(new SecretsInMemory({ QBO_REFRESH_TOKEN_NEW: "new" }), { deleteSecret: refuses });
  expect(await withdrawConsent(stubborn)).toBe("left");
});

test("the command waits for a Mage that is down, because the token of a consent exists nowhere else", async () => {
  const mage = new SecretsInMemory({}, 200);
  const refusals: unknown[] = [];
  expect(await storeConsent(mage, consent, clock, (error) => refusals.push(error))).toBe(true);
  expect(refusals).toHaveLength(200);
});

test("the command ends with an error when Mage does not come back", async () => {
  const waiting = new FakeClock();
  const mage = new SecretsInMemory({}, 9_999);
  expect(await storeConsent(mage, consent, waiting, () => undefined)).toBe(false);
  expect(waiting.slept.reduce((sum, ms) => sum + ms, 0)).toBe(CONSENT_PATIENCE_MS);
});
