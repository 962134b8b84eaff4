import { OWNER_EMAIL } from "../local/credentials";
import { type SecretValues, secretsFor } from "../local/secrets-seed";
import { waitFor } from "../src/console/time";
import { MageApi } from "../src/mage/api";
import { readSecret } from "./secret-files";

/** The addresses of the services in the compose network. */
export const MAGE_URL = "http://mage:6789";
export const POSTGRES = { host: "postgres", port: 5432 } as const;

const SIGN_IN_MS = 300_000;

/** Signs in as the first owner. A Mage that has just started on a busy machine may leave a request without an answer. */
export function signInToMage(folder: string, stop: AbortSignal): Promise<MageApi> {
  const owner = { email: OWNER_EMAIL, password: readSecret(folder, "mage/owner_password") };
  return waitFor({ what: "Mage to answer", timeoutMs: SIGN_IN_MS, intervalMs: 1_000, signal: stop }, () =>
    MageApi.signIn(MAGE_URL, owner).catch((error: Error) => {
      if (!error.message.includes("no answer")) throw error;
      return undefined;
    }),
  );
}

/** The five POSTGRES_ secrets. */
export function postgresSecrets(folder: string): SecretValues {
  return secretsFor(POSTGRES, { loaderPassword: readSecret(folder, "mage/loader_password") }, undefined);
}

/**
 * Puts those secrets into Mage Secrets whose names are absent there. A value that a person has set stays. @returns the
 * names.
 */
export async function createAbsent(
  mage: Pick<MageApi, "secretNames" | "createSecret">,
  wanted: SecretValues,
): Promise<string[]> {
  const present = new Set(await mage.secretNames());
  const absent = Object.entries(wanted).filter(([name]) => !present.has(name));
  for (const [name, value] of absent) await mage.createSecret(name, value);
  return absent.map(([name]) => name);
}
