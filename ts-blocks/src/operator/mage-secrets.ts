import type { SecretName } from "../bridge/messages";
import { type Clock, systemClock } from "../clock";
import type { MageApi } from "../mage/api";
import { CommandError } from "./command";

export type SecretsApi = Pick<MageApi, "secretNames" | "createSecret" | "deleteSecret">;

export const REFRESH_TOKEN: SecretName = "QBO_REFRESH_TOKEN";
/** Leased before the token, and takes its place once Intuit has accepted it: `mage_project/utils/secret_store.py`. */
export const SUCCESSOR = "QBO_REFRESH_TOKEN_NEW";

const PAUSE_MS = 1_000;
const PATIENCE_MS = 15_000;
/** Long enough for a person to start Mage again: the token of a consent exists nowhere else yet. */
export const CONSENT_PATIENCE_MS = 5 * 60_000;

const STATE_AFTER_REFUSAL: Readonly<Record<string, string>> = {
  true: "the value from before is still there",
  false: "it is not there now",
  undefined: "Mage does not say whether the value from before is still there",
};

export type Stored = "created" | "replaced" | "takes effect with the next run";

/** What came of a consent. The token is used once Mage names this app and this company. */
export interface ConsentedToken {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly realmId: string;
}

/**
 * Puts a value into Mage Secrets. Mage's API can create and delete a secret but not change one.
 *
 * The refresh token is therefore never deleted: at no moment is there none, and a run that rotates it just now cannot
 * bury the new one. Any other secret is deleted and created again. A run that starts in between says that it is missing
 * and changes nothing; if we die in between, so does every run until the value is set again, which the operator has.
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

/** Puts the token of a new consent beside the one that is there. False when Mage has not taken it in all that time. */
export async function storeConsent(
  api: SecretsApi,
  { refreshToken, clientId, realmId }: ConsentedToken,
  clock: Clock,
  onRefusal: (error: unknown) => void,
): Promise<boolean> {
  const value = JSON.stringify({ refresh_token: refreshToken, client_id: clientId, realm_id: realmId });
  return put(api, SUCCESSOR, value, clock, CONSENT_PATIENCE_MS, onRefusal);
}

/** `used`: a run has put it to use already. `left`: it is still there, or Mage does not say. */
export type Withdrawn = "taken out" | "used" | "left";

/** Takes it out again. A run that has it in hand at that moment keeps it: Mage's answer is the same. */
export async function withdrawConsent(api: SecretsApi): Promise<Withdrawn> {
  const wasThere = await isThere(api, SUCCESSOR);
  const deleted = await api.deleteSecret(SUCCESSOR).then(
    () => true,
    () => false,
  );
  if ((await isThere(api, SUCCESSOR)) !== false) return "left";
  return wasThere || deleted ? "taken out" : "used";
}

/** Again and again until the patience is at its end. An answer that was lost is looked for in what Mage then holds. */
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
