import { createHash } from "node:crypto";
import { SECRET_NAMES, type SecretName } from "../src/bridge/messages";
import type { MageApi } from "../src/mage/api";
import type { CredentialStore } from "./credentials";
import type { Listening } from "./simulator-process";

const TOKEN: SecretName = "QBO_REFRESH_TOKEN";

export type SecretValues = Partial<Record<SecretName, string>>;

/**
 * Puts the values that the pipelines need into Mage Secrets. Mage shows no values, so a fingerprint of each stored value is kept
 * here. A secret whose value is still the same stays. A secret whose value has changed (Postgres has another port, the simulator
 * another identity) is replaced, since no run has started yet. The refresh token changes with every use, so Mage has the newest.
 * It is replaced only together with the company it belongs to.
 */
export async function seedSecrets(
  api: Pick<MageApi, "secretNames" | "createSecret" | "deleteSecret">,
  wanted: SecretValues,
  credentials: CredentialStore,
): Promise<{ created: string[]; replaced: string[] }> {
  const present = new Set(await api.secretNames());
  const remembered = credentials.values.seeded;
  const changed = (name: string) => remembered[name] !== fingerprint(wanted[name as SecretName] ?? "");
  const newCompany = ["QBO_CLIENT_ID", "QBO_REALM_ID"].some((name) => name in wanted && changed(name));
  const created: string[] = [];
  const replaced: string[] = [];
  // The token first: if this start breaks off, the next one must still see that the company is new.
  const tokenFirst = Object.entries(wanted).sort(([a], [b]) => Number(b === TOKEN) - Number(a === TOKEN));
  for (const [name, value] of tokenFirst) {
    const stale = name === TOKEN ? newCompany : changed(name);
    if (present.has(name) && !stale) continue;
    if (present.has(name)) await api.deleteSecret(name);
    await api.createSecret(name, value);
    credentials.update({ seeded: { ...credentials.values.seeded, [name]: fingerprint(value) } });
    (present.has(name) ? replaced : created).push(name);
  }
  return { created, replaced };
}

function fingerprint(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 16);
}

export function secretsFor(
  postgres: { host: string; port: number },
  passwords: { loaderPassword: string },
  simulator: { credentials: Listening["credentials"] } | undefined,
): SecretValues {
  const qbo = simulator?.credentials;
  return {
    ...(qbo && {
      QBO_CLIENT_ID: qbo.clientId,
      QBO_CLIENT_SECRET: qbo.clientSecret,
      QBO_REFRESH_TOKEN: qbo.refreshToken,
      QBO_REALM_ID: qbo.realmId,
      QBO_ENV: qbo.env,
    }),
    POSTGRES_HOST: postgres.host,
    POSTGRES_PORT: String(postgres.port),
    POSTGRES_DB: "qbo",
    POSTGRES_USER: "qbo_loader",
    POSTGRES_PASSWORD: passwords.loaderPassword,
  };
}

export async function missingQboSecrets(api: Pick<MageApi, "secretNames">): Promise<string[]> {
  const present = await api.secretNames();
  return SECRET_NAMES.filter((name) => name.startsWith("QBO_") && !present.includes(name));
}
