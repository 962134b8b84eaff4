import { z } from "zod";
import { reportIt } from "../bug-reports";
import { AuthError, ConfigError, ContractError } from "../errors";
import { wellFormed } from "../well-formed";
import { SIGN_IN_MS_MAX } from "./patience";
import type { Reply } from "./reply";
import type { Request } from "./transport";

export interface OauthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
}

export interface TokenPair {
  readonly accessToken: string;
  /** Until the access token ends, if Intuit said so. */
  readonly accessEndsInSeconds?: number | undefined;
  /** The refresh token to use next. Often, but not always, it is the one that was sent. */
  readonly refreshToken: string;
  /** Until the refresh token expires unused, if Intuit said so. */
  readonly refreshEndsInSeconds?: number | undefined;
  /** Until the consent itself ends, whether used or not, if Intuit said so. */
  readonly grantEndsInSeconds?: number | undefined;
}

export type RefreshOutcome =
  | { readonly kind: "tokens"; readonly pair: TokenPair }
  /** The refresh token was replaced, has expired or was revoked: `invalid_grant`. */
  | { readonly kind: "dead"; readonly reason: string }
  /** The answer says nothing about the token. Try again with the same token. */
  | { readonly kind: "unavailable"; readonly reason: string };

/** Why a connection is no longer valid, for its error. */
export const DEAD = "Intuit answered invalid_grant";

export function refreshRequest(client: OauthClient, refreshToken: string): Request {
  return tokenRequest(client, { grant_type: "refresh_token", refresh_token: refreshToken });
}

/** A request to the token endpoint, with the app's keys in its header. */
export function tokenRequest(client: OauthClient, form: Readonly<Record<string, string>>): Request {
  return {
    method: "POST",
    url: client.tokenUrl,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded",
      Authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64")}`,
      // Adds x_refresh_token_hard_expires_in to the answer (changelog of Intuit's own client, 4.2).
      "x-include-refresh-token-hard-expires-in": "true",
    },
    body: new URLSearchParams(form).toString(),
    timeoutMs: SIGN_IN_MS_MAX,
  };
}

/** Ten years: the consent itself ends after five. */
const ENDS_IN_SECONDS_MAX = 315_360_000;
/** A lifetime that makes no sense is left out. The tokens that came with it are still good. */
const endsIn = z.number().int().positive().max(ENDS_IN_SECONDS_MAX).optional().catch(undefined);
const tokenBody = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: endsIn,
  x_refresh_token_expires_in: endsIn,
  x_refresh_token_hard_expires_in: endsIn,
});
const errorBody = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * Says what a reply of the token endpoint means. No text of the answer is passed on, since it may hold a token.
 *
 * @throws ConfigError `QBO_CLIENT_REFUSED` on `invalid_client`, or the error of a network that blocks the way. ContractError
 *   on any other answer that is neither tokens nor a known refusal.
 */
export function refreshOutcome(reply: Reply): RefreshOutcome {
  if (reply.kind === "broken") return { kind: "unavailable", reason: reply.reason };
  if (reply.kind === "barred") throw reply.error;
  const json = parseJson(reply.body.toString());
  const tokens = tokenBody.safeParse(json);
  if (reply.status === 200 && tokens.success) {
    const { access_token, refresh_token, expires_in } = tokens.data;
    const { x_refresh_token_expires_in, x_refresh_token_hard_expires_in } = tokens.data;
    const ends = {
      accessEndsInSeconds: expires_in,
      refreshEndsInSeconds: x_refresh_token_expires_in,
      grantEndsInSeconds: x_refresh_token_hard_expires_in,
    };
    return { kind: "tokens", pair: { accessToken: access_token, refreshToken: wellFormed(refresh_token), ...ends } };
  }
  const error = errorBody.safeParse(json);
  if (error.success && error.data.error === "invalid_grant") {
    return { kind: "dead", reason: DEAD };
  }
  if (error.success && error.data.error === "invalid_client") {
    throw new ConfigError("QBO_CLIENT_REFUSED", "Intuit does not know this app: it answered invalid_client.", {
      remedy:
        "Check the secrets QBO_CLIENT_ID and QBO_CLIENT_SECRET in Mage, and that QBO_ENV names the environment these keys are for (development keys: sandbox).",
    });
  }
  if (error.success && reply.status >= 400 && reply.status < 500 && reply.status !== 429) {
    throw new ContractError(
      "QBO_TOKEN_REFUSED",
      `Intuit refused the sign-in with HTTP ${reply.status} (${safeWord(error.data.error)}).`,
      {
        remedy: `Run again; if it happens again, ${reportIt("the run id")}.`,
      },
    );
  }
  return { kind: "unavailable", reason: `the token endpoint answered HTTP ${reply.status} without a token` };
}

export function connectionIsDead(reason: string): AuthError {
  return new AuthError(
    "QBO_CONNECTION_DEAD",
    `The connection to the QuickBooks company is no longer valid: ${reason}.`,
    {
      remedy:
        "Authorise the app again with `npm run connect`, which puts the new token into Mage; then run again, what was read is kept.",
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An OAuth error word is a short identifier. Any other text might be a token in the wrong place. */
function safeWord(text: string): string {
  return /^[a-z_]{1,40}$/.test(text) ? text : "an unnamed error";
}
