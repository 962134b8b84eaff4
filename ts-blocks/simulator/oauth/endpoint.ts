import { timingSafeEqual } from "node:crypto";
import type { Reply } from "../http/reply";
import { type Grant, LIFETIMES, type TokenPair } from "./grants";

export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
  readonly wantsHardExpiry: boolean;
}

/** A code that the consent page handed out. */
export interface CodeBook {
  redeem(code: string, redirectUri: string, verifier: string | undefined): boolean;
}

/** POST /oauth2/v1/tokens/bearer (docs/en/quickbooks.md, "Signing in"). */
export async function answerToken(
  grant: Grant,
  codes: CodeBook,
  request: TokenRequest,
  work: () => Promise<void>,
): Promise<Reply> {
  if (request.contentType?.toLowerCase().startsWith("application/x-www-form-urlencoded") !== true) {
    return refusal(400, "invalid_request");
  }
  const form = new URLSearchParams(request.body);
  if (!clientIsKnown(grant, request.authorization, form)) return refusal(401, "invalid_client");
  const grantType = form.get("grant_type");
  if (grantType === "refresh_token") {
    const token = form.get("refresh_token");
    if (token === null || token === "") return refusal(400, "invalid_request");
    const pair = await grant.refresh(token, work);
    return pair === undefined ? refusal(400, "invalid_grant") : success(pair, request.wantsHardExpiry);
  }
  if (grantType === "authorization_code") {
    await work();
    const code = form.get("code") ?? "";
    if (!codes.redeem(code, form.get("redirect_uri") ?? "", form.get("code_verifier") ?? undefined)) {
      return refusal(400, "invalid_grant", "Invalid authorization code");
    }
    return success(grant.consentPair(), request.wantsHardExpiry);
  }
  return refusal(400, grantType === null ? "invalid_request" : "unsupported_grant_type");
}

/** POST /v2/oauth2/tokens/revoke: either token ends the whole consent. */
export function answerRevoke(grant: Grant, authorization: string | undefined, body: string): Reply {
  if (!clientIsKnown(grant, authorization, new URLSearchParams())) return refusal(401, "invalid_client");
  const token = tokenOf(body);
  if (token === undefined || !grant.knows(token)) return refusal(400, "invalid_request");
  grant.revoke();
  return { status: 200, type: "json", body: '{"statuscode":"200"}', headers: NOT_KEPT };
}

function tokenOf(body: string): string | undefined {
  try {
    const { token } = JSON.parse(body) as { token?: unknown };
    return typeof token === "string" ? token : undefined;
  } catch {
    return new URLSearchParams(body).get("token") ?? undefined;
  }
}

function clientIsKnown(grant: Grant, authorization: string | undefined, form: URLSearchParams): boolean {
  const { clientId, clientSecret } = grant.identity;
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  const given =
    basic === undefined
      ? `${form.get("client_id") ?? ""}:${form.get("client_secret") ?? ""}`
      : Buffer.from(basic, "base64").toString("utf8");
  const [a, b] = [Buffer.from(given), Buffer.from(`${clientId}:${clientSecret}`)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const NOT_KEPT = { "Cache-Control": "no-cache, no-store", Pragma: "no-cache" };

function refusal(status: number, error: string, description?: string): Reply {
  const body = { error, ...(description === undefined ? {} : { error_description: description }) };
  return { status, type: "json", body: JSON.stringify(body), headers: NOT_KEPT };
}

function success(pair: TokenPair, wantsHardExpiry: boolean): Reply {
  const body = {
    x_refresh_token_expires_in: pair.refreshEndsInSeconds,
    refresh_token: pair.refreshToken,
    access_token: pair.accessToken,
    token_type: "bearer",
    expires_in: LIFETIMES.accessTokenSeconds,
    ...(wantsHardExpiry ? { x_refresh_token_hard_expires_in: pair.grantEndsInSeconds } : {}),
  };
  return { status: 200, type: "json", body: JSON.stringify(body), headers: NOT_KEPT };
}
