import type { SecretName } from "../bridge/messages";
import { type Clock, systemClock } from "../clock";
import type { MageApi } from "../mage/api";
import { CommandError } from "./command";

export type SecretsApi = Pick<MageApi, "secretNames" | "createSecret" | "deleteSecret">;

export const REFRESH_TOKEN: SecretName = "QBO_REFRESH_TOKEN";
/** The token of a new consent. It replaces the stored token when Intuit has accepted it: `mage_project/utils/secret_store.py`. */
export const SUCCESSOR = "QBO_REFRESH_TOKEN_NEW";

const PAUSE_MS = 1_000;
const PATIENCE_MS = 15_000;
/** Time for a person to start Mage again. Until then, the token of a new consent exists only in this program. */
export const CONSENT_PATIENCE_MS = 5 * 60_000;

const STATE_AFTER_REFUSAL: Readonly<Record<string, string>> = {
  true: "the value from before is still there",
  false: "it is not there now",
  undefined: "Mage does not say whether the value from before is still there",
};

export type Stored = "created" | "replaced" | "takes effect with the next run";

/** The tokens of a consent. They are used as soon as Mage's secrets name the same app and company. */
export interface ConsentedToken {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly realmId: string;
}

/**
 * Puts a value into Mage Secrets. Mage's API can create and delete a secret, but not change one.
 *
 * The refresh token is therefore never deleted: there must always be one, and a run that replaces it at the same moment must
 * not overwrite the new one. Any other secret is deleted and created again. A run that starts between the two says that the
 * secret is missing, and changes nothing. If this program dies between the two, the operator must set the value again.
 *
 * @throws CommandError 75 when Mage goes on refusing.
 */
export async function storeSecret(
  api: SecretsApi,
  name: SecretName,
  value: string,
  clock: Clock = systemClock,
): Promise<Stored> {
  const present = new Set(await api.secretNames());
  const successor = name === REFRESH_TOKEN && (present.has(name) || present.has(SUCCESSOR));
  const place = successor ? SUCCESSOR : name;
  if (!(await put(api, place, value, clock, PATIENCE_MS))) {
    const now = await isThere(api, place);
    throw new CommandError(`Mage did not take ${place}: ${STATE_AFTER_REFUSAL[String(now)]}; set it again`, 75);
  }
  if (successor) return "takes effect with the next run";
  return present.has(name) ? "replaced" : "created";
}

/** Stores the token of a new consent beside the present token. False when Mage has not accepted it in all that time. */
export async function storeConsent(
  api: SecretsApi,
  { refreshToken, clientId, realmId }: ConsentedToken,
  clock: Clock,
  onRefusal: (error: unknown) => void,
): Promise<boolean> {
  const value = JSON.stringify({ refresh_token: refreshToken, client_id: clientId, realm_id: realmId });
  return put(api, SUCCESSOR, value, clock, CONSENT_PATIENCE_MS, onRefusal);
}

/** `used`: a run has already used it. `left`: it is still there, or Mage does not say. */
export type Withdrawn = "taken out" | "used" | "left";

/** Removes the token of the consent. A run that holds it at that moment keeps it; Mage's answer is the same in both cases. */
export async function withdrawConsent(api: SecretsApi): Promise<Withdrawn> {
  const wasThere = await isThere(api, SUCCESSOR);
  const deleted = await api.deleteSecret(SUCCESSOR).then(
    () => true,
    () => false,
  );
  if ((await isThere(api, SUCCESSOR)) !== false) return "left";
  return wasThere || deleted ? "taken out" : "used";
}

/** Tries again until the time is up. If an answer was lost, Mage's list of secrets shows what was done. */
async function put(
  api: SecretsApi,
  name: string,
  value: string,
  clock: Clock,
  patienceMs: number,
  onRefusal: (error: unknown) => void = () => undefined,
): Promise<boolean> {
  const startedAt = clock.monotonic();
  let oldIsThere = await isThere(api, name);
  for (;;) {
    try {
      if (oldIsThere !== false) await api.deleteSecret(name);
      oldIsThere = false;
      await api.createSecret(name, value);
      return true;
    } catch (error) {
      const there = await isThere(api, name);
      if (there === true && oldIsThere === false) return true;
      if (there !== undefined) oldIsThere = there;
      if (clock.monotonic() - startedAt >= patienceMs) return false;
      onRefusal(error);
    }
    await clock.sleep(PAUSE_MS);
  }
}

/** Undefined when Mage does not say. */
async function isThere(api: SecretsApi, name: string): Promise<boolean | undefined> {
  return api.secretNames().then(
    (names) => names.includes(name),
    () => undefined,
  );
}
