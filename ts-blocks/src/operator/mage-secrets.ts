import type { MageApi } from "../../local/mage-api";
import type { SecretName } from "../bridge/messages";
import { CommandError } from "./command";

export type SecretsApi = Pick<MageApi, "secretNames" | "createSecret" | "deleteSecret">;

export const REFRESH_TOKEN: SecretName = "QBO_REFRESH_TOKEN";
/** Takes the token's place, in one transaction, when a run next leases it: `mage_project/utils/secret_store.py`. */
export const SUCCESSOR = "QBO_REFRESH_TOKEN_NEW";

const CREATE_ATTEMPTS_MAX = 3;

export type Stored = "created" | "replaced" | "takes effect with the next run";

/**
 * Puts a value into Mage Secrets. Mage's API can create and delete a secret but not change one.
 *
 * The refresh token is therefore never deleted: at no moment is there none, and a run that rotates it just now cannot
 * bury the new one. Any other secret is deleted and created again. A run that starts in between says that it is missing
 * and changes nothing; if we die in between, so does every run until the value is set again, which the operator has.
 */
export async function storeSecret(api: SecretsApi, name: SecretName, value: string): Promise<Stored> {
  const present = new Set(await api.secretNames());
  if (name === REFRESH_TOKEN && (present.has(name) || present.has(SUCCESSOR))) {
    await put(api, SUCCESSOR, value, present.has(SUCCESSOR));
    return "takes effect with the next run";
  }
  await put(api, name, value, present.has(name));
  return present.has(name) ? "replaced" : "created";
}

async function put(api: SecretsApi, name: string, value: string, replaces: boolean): Promise<void> {
  if (replaces) await api.deleteSecret(name);
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.createSecret(name, value);
    } catch (error) {
      // It may have been created although the answer was lost.
      if (await isThere(api, name)) return;
      if (attempt < CREATE_ATTEMPTS_MAX) continue;
      const state = replaces ? `${name} is no longer in Mage` : `${name} is not in Mage`;
      throw new CommandError(`${state}, because Mage did not take it; set it again`, 75, { cause: error });
    }
  }
}

async function isThere(api: SecretsApi, name: string): Promise<boolean> {
  const names = await api.secretNames().catch((): string[] => []);
  return names.includes(name);
}
