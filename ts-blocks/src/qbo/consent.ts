import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { OauthClient } from "./oauth";
import { tokenRequest } from "./oauth";
import type { Request } from "./transport";

/** Reading and writing; Intuit has no scope that only reads. */
const ACCOUNTING_SCOPE = "com.intuit.quickbooks.accounting";

/** Links the answer to our question: `state` refuses the redirect of others, and PKCE stops others from using our code. */
export interface Consent {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

export function newConsent(clientId: string, redirectUri: string): Consent {
  const random = () => randomBytes(32).toString("base64url");
  return { clientId, redirectUri, state: random(), verifier: random() };
}

/**
 * The page on which a person chooses the company. Intuit's discovery document does not say whether it accepts PKCE. By RFC
 * 6749 (3.1, 3.2) a server ignores parameters that it does not know, so the challenge is always sent.
 */
export function consentPageUrl(authorizeUrl: string, consent: Consent): string {
  const url = new URL(authorizeUrl);
  const parameters = {
    client_id: consent.clientId,
    response_type: "code",
    scope: ACCOUNTING_SCOPE,
    redirect_uri: consent.redirectUri,
    state: consent.state,
    code_challenge: createHash("sha256").update(consent.verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

export type Decision =
  | { readonly kind: "connected"; readonly code: string; readonly realmId: string }
  | { readonly kind: "refused" }
  /** This is not the answer to our question: it comes from another page, an old one, or another person. */
  | { readonly kind: "foreign" };

/** Reads the address that the browser was sent to. Only this address names the company's number. */
export function readDecision(consent: Consent, address: URL): Decision {
  const given = (name: string) => address.searchParams.get(name) ?? "";
  if (!sameText(given("state"), consent.state)) return { kind: "foreign" };
  const [code, realmId] = [given("code"), given("realmId")];
  if (code !== "" && /^\d+$/.test(realmId)) return { kind: "connected", code, realmId };
  return { kind: "refused" };
}

/** Exchanges the code for the first pair of tokens. The reply is read like that of a refresh. */
export function exchangeRequest(client: OauthClient, consent: Consent, code: string): Request {
  return tokenRequest(client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: consent.redirectUri,
    code_verifier: consent.verifier,
  });
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
