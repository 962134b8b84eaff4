import { isIP } from "node:net";
import { ConfigError } from "../errors";

export type QboEnvironment = "sandbox" | "production";

export interface QboAddresses {
  readonly apiBaseUrl: string;
  readonly oauthTokenUrl: string;
  /** Which traffic does not go to Intuit, and where it goes instead. The log says so in capitals. */
  readonly replaced: readonly { readonly what: string; readonly url: string }[];
}

/** Intuit, "API basics" and the OAuth discovery document; the token endpoint is the same for both environments. */
const API_BASE_URLS: Readonly<Record<QboEnvironment, string>> = {
  production: "https://quickbooks.api.intuit.com",
  sandbox: "https://sandbox-quickbooks.api.intuit.com",
};
const OAUTH_TOKEN_URL = "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer";
const CONSENT_URL = "https://appcenter.intuit.com/connect/oauth2";

/**
 * Intuit's addresses, unless the environment replaces them (`QBO_API_BASE_URL`, `QBO_OAUTH_TOKEN_URL`, for the simulator).
 *
 * @throws ConfigError `CONFIG_ADDRESS` for any address that would carry a token unencrypted beyond this machine or network.
 */
export function qboAddresses(
  environment: QboEnvironment,
  env: Readonly<Record<string, string | undefined>>,
): QboAddresses {
  const problems: string[] = [];
  const api = replacement(env, "QBO_API_BASE_URL", problems);
  const oauth = replacement(env, "QBO_OAUTH_TOKEN_URL", problems);
  refuse(problems);
  const [apiBaseUrl, oauthTokenUrl] = [api ?? API_BASE_URLS[environment], oauth ?? OAUTH_TOKEN_URL];
  return {
    apiBaseUrl,
    oauthTokenUrl,
    replaced: [
      ...(apiBaseUrl === API_BASE_URLS[environment] ? [] : [{ what: "calls", url: apiBaseUrl }]),
      ...(oauthTokenUrl === OAUTH_TOKEN_URL ? [] : [{ what: "tokens", url: oauthTokenUrl }]),
    ],
  };
}

/** The page where a person consents. `QBO_OAUTH_AUTHORIZE_URL` replaces it, under the same rules. Only `connect` uses it. */
export function consentAddress(env: Readonly<Record<string, string | undefined>>): string {
  const problems: string[] = [];
  const url = replacement(env, "QBO_OAUTH_AUTHORIZE_URL", problems);
  refuse(problems);
  return url ?? CONSENT_URL;
}

/** Whether a secret may be sent to an address: over TLS, or unencrypted where nobody can listen. */
export function isSafeAddress(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isNear(url.hostname));
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new ConfigError("CONFIG_ADDRESS", `${problems.join("; ")}.`, {
    remedy:
      "Use https, or unset the variable to speak to Intuit; plain http is for the simulator on this machine or its compose service.",
  });
}

function replacement(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  problems: string[],
): string | undefined {
  const text = env[name];
  if (text === undefined || text === "") return undefined;
  if (!URL.canParse(text)) {
    problems.push(`${name} is not a URL`);
    return undefined;
  }
  const url = new URL(text);
  if (!isSafeAddress(url))
    problems.push(`${name} (${url.protocol}//${url.hostname}) would send the company's token unencrypted`);
  return text.replace(/\/+$/, "");
}

/** Services of our compose file. Any other bare name may be another machine, through the DNS search domain. */
const COMPOSE_SERVICES = new Set(["simulator", "mage"]);

/** Loopback, or a service of the compose network. */
function isNear(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) return host === "::1" || host.startsWith("127.");
  return host === "localhost" || COMPOSE_SERVICES.has(host);
}
