import { OWNER_EMAIL } from "../local/credentials";
import { MageApi } from "../local/mage-api";
import { type SecretValues, secretsFor } from "../local/secrets-seed";
import { readSecret } from "./secret-files";

/** Where services of the compose network find each other. */
export const MAGE_URL = "http://mage:6789";
export const POSTGRES = { host: "postgres", port: 5432 } as const;

export function signInToMage(folder: string): Promise<MageApi> {
  return MageApi.signIn(MAGE_URL, { email: OWNER_EMAIL, password: readSecret(folder, "mage/owner_password") });
}

/** The five POSTGRES_ secrets. */
export function postgresSecrets(folder: string): SecretValues {
  return secretsFor(POSTGRES, { loaderPassword: readSecret(folder, "mage/loader_password") }, undefined);
}

/** Puts those into Mage Secrets whose names are not there; a value that somebody has set stays. @returns the names. */
export async function createAbsent(
  mage: Pick<MageApi, "secretNames" | "createSecret">,
  wanted: SecretValues,
): Promise<string[]> {
  const present = new Set(await mage.secretNames());
  const absent = Object.entries(wanted).filter(([name]) => !present.has(name));
  for (const [name, value] of absent) await mage.createSecret(name, value);
  return absent.map(([name]) => name);
}
