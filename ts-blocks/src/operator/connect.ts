import type { SecretName } from "../bridge/messages";
import type { Clock } from "../clock";
import type { QboAddresses, QboEnvironment } from "../qbo/addresses";
import { readCompanyName } from "../qbo/answer";
import { type Consent, consentPageUrl, type Decision, exchangeRequest, newConsent, readDecision } from "../qbo/consent";
import { meaningOf } from "../qbo/meaning";
import { type OauthClient, refreshOutcome } from "../qbo/oauth";
import type { Transport } from "../qbo/transport";
import { CommandError } from "./command";
import {
  type ConsentedToken,
  type SecretsApi,
  SUCCESSOR,
  storeConsent,
  type Withdrawn,
  withdrawConsent,
} from "./mage-secrets";
import type { Prompt } from "./prompt";
import { RedirectListener } from "./redirect";

const DECISION_TIMEOUT_MS = 10 * 60_000;
const COMPANY_TIMEOUT_MS = 30_000;
const COMPANY_ATTEMPTS_MAX = 4;
const COMPANY_PAUSE_MS = 5_000;

export interface ConnectPlan {
  readonly environment: QboEnvironment;
  readonly client: OauthClient;
  readonly consentUrl: string;
  readonly addresses: QboAddresses;
  readonly redirect: URL;
  readonly transport: Transport;
  readonly mage: SecretsApi;
  readonly clock: Clock;
  readonly prompt: Prompt;
  readonly say: (line: string) => void;
}

export interface Connection {
  readonly companyName: string;
  /** Secrets that Mage needs in addition to the refresh token. The token is stored first, and is used when all of these are. */
  readonly secrets: readonly (readonly [SecretName, string])[];
}

/**
 * Leads from a person's consent to a connection that QuickBooks has confirmed. The refresh token is put into Mage as soon as it
 * exists, before any other step that may fail.
 */
export async function connect(plan: ConnectPlan): Promise<Connection> {
  const { consent, decision } = await askForConsent(plan);
  if (decision.kind === "refused") {
    throw new CommandError("no company was connected: Intuit's page was cancelled; nothing was stored", 77);
  }
  const pair = await exchange(plan, consent, decision.code);
  const { clientId } = plan.client;
  await keep(plan, { refreshToken: pair.refreshToken, clientId, realmId: decision.realmId });
  const companyName = await companyNameOf(plan, decision.realmId, pair.accessToken);
  return {
    companyName,
    secrets: [
      ["QBO_CLIENT_SECRET", plan.client.clientSecret],
      ["QBO_ENV", plan.environment],
      ["QBO_CLIENT_ID", clientId],
      ["QBO_REALM_ID", decision.realmId],
    ],
  };
}

type Answered = { readonly consent: Consent; readonly decision: Exclude<Decision, { kind: "foreign" }> };

async function askForConsent(plan: ConnectPlan): Promise<Answered> {
  if (!isLoopback(plan.redirect)) return askForPastedAddress(plan);
  const listener = await RedirectListener.open(plan.redirect);
  try {
    const consent = newConsent(plan.client.clientId, listener.uri);
    const coming = listener.decision((address) => readDecision(consent, address), DECISION_TIMEOUT_MS);
    showPage(plan, consent);
    plan.say(`waiting for the browser to come back, ${DECISION_TIMEOUT_MS / 60_000} minutes at most`);
    return { consent, decision: await coming };
  } finally {
    listener.close();
  }
}

/** For production keys Intuit wants a redirect over https to another machine. Then the person copies the address by hand. */
async function askForPastedAddress(plan: ConnectPlan): Promise<Answered> {
  const consent = newConsent(plan.client.clientId, plan.redirect.href);
  showPage(plan, consent);
  const pasted = await plan.prompt.secret("the whole address that the browser was sent to afterwards");
  const decision: Decision = URL.canParse(pasted) ? readDecision(consent, new URL(pasted)) : { kind: "foreign" };
  if (decision.kind === "foreign") {
    throw new CommandError("that is not the address that belongs to this question (its state differs); run again", 64);
  }
  return { consent, decision };
}

function showPage(plan: ConnectPlan, consent: Consent): void {
  plan.say("open this page in a browser, sign in, and choose the company:");
  plan.say(`  ${consentPageUrl(plan.consentUrl, consent)}`);
  plan.say(`(the app's settings at Intuit must list the redirect ${consent.redirectUri})`);
}

async function exchange(plan: ConnectPlan, consent: Consent, code: string) {
  const outcome = refreshOutcome(await plan.transport(exchangeRequest(plan.client, consent, code)));
  switch (outcome.kind) {
    case "tokens":
      return outcome.pair;
    case "dead":
      throw new CommandError("Intuit does not take the code (it is good once, for minutes); run again", 77);
    case "unavailable":
      throw new CommandError(`Intuit's sign-in gave no usable answer (${outcome.reason}); run again`, 75);
  }
}

async function keep({ mage, clock, say }: ConnectPlan, token: ConsentedToken): Promise<void> {
  let warned = false;
  const stored = await storeConsent(mage, token, clock, () => {
    if (!warned) say("Mage does not take the new token: it is tried for 5 minutes; if Mage is down, start it now");
    warned = true;
  });
  if (stored) return say(`the new token is in Mage as ${SUCCESSOR}`);
  throw new CommandError(
    "Mage did not take the new token, which ends with this command. QBO_REFRESH_TOKEN is as it was: `npm run " +
      "secrets -- check` says whether it is good. When Mage answers again, run `npm run connect` again",
    75,
  );
}

const WITHDRAWN: Readonly<Record<Withdrawn, string>> = {
  "taken out": "the new token was taken out of Mage again, unless a run was signing in with it just then",
  used: "a run has signed in with the new token already, and Mage keeps it where Intuit took it",
  left: `the new token could not be taken out of Mage: delete the secret ${SUCCESSOR} there`,
};

/** Undoes the consent, since the connection is not wanted after all. */
export async function withdraw(mage: SecretsApi): Promise<string> {
  return WITHDRAWN[await withdrawConsent(mage)];
}

/** The keys decide the environment. Only QuickBooks can say whether the keys and the company belong together. */
async function companyNameOf(plan: ConnectPlan, realmId: string, accessToken: string): Promise<string> {
  const realm = encodeURIComponent(realmId);
  for (let attempt = 1; ; attempt++) {
    const reply = await plan.transport({
      method: "GET",
      url: `${plan.addresses.apiBaseUrl}/v3/company/${realm}/companyinfo/${realm}?minorversion=75`,
      headers: { Accept: "application/json", Authorization: `Bearer ${accessToken}` },
      timeoutMs: COMPANY_TIMEOUT_MS,
    });
    const meaning = meaningOf(reply, accessToken);
    if (meaning.kind === "good") return readCompanyName(meaning.body) ?? "a company without a name";
    if (meaning.kind === "barred") {
      const { message, remedy, exitCode } = meaning.error;
      const kept = `The new token waits in Mage as ${SUCCESSOR}, the other secrets are as they were`;
      throw new CommandError(`${message} ${remedy} ${kept}: run \`npm run connect\` again then`, exitCode);
    }
    const reason = meaning.reason.replaceAll(realmId, "[realm]");
    if (meaning.kind !== "unavailable" && meaning.kind !== "throttled") {
      throw new CommandError(
        `QuickBooks does not show this company in ${plan.environment} (${reason}): most often the keys are of the other ` +
          `environment, so give the other --env; ${await withdraw(plan.mage)}`,
        64,
      );
    }
    if (attempt === COMPANY_ATTEMPTS_MAX) {
      throw new CommandError(
        `QuickBooks does not answer (${reason}). The new token waits in Mage as ${SUCCESSOR}, the other secrets are as ` +
          "they were: run `npm run connect` again later",
        75,
      );
    }
    await plan.clock.sleep(COMPANY_PAUSE_MS);
  }
}

function isLoopback(url: URL): boolean {
  return url.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname);
}
