import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { consentPageUrl, exchangeRequest, newConsent, readDecision } from "./consent";

const REDIRECT = "http://localhost:8765/callback";
const consent = newConsent("client-1", REDIRECT);
const back = (answer: Record<string, string>) => new URL(`${REDIRECT}?${new URLSearchParams(answer)}`);

test("the consent page is asked for accounting, with a state and the hash of a verifier, and without any secret", () => {
  const url = new URL(consentPageUrl("https://appcenter.intuit.com/connect/oauth2", consent));
  expect(url.origin + url.pathname).toBe("https://appcenter.intuit.com/connect/oauth2");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: "client-1",
    response_type: "code",
    scope: "com.intuit.quickbooks.accounting",
    redirect_uri: REDIRECT,
    state: consent.state,
    code_challenge: createHash("sha256").update(consent.verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  expect(url.href).not.toContain(consent.verifier);
});

test("each consent has a state and a verifier of its own, long enough not to be guessed", () => {
  const other = newConsent("client-1", REDIRECT);
  expect(other.state).not.toBe(consent.state);
  expect(other.verifier).not.toBe(consent.verifier);
  // RFC 7636, 4.1: 43 to 128 characters.
  for (const text of [consent.state, consent.verifier]) expect(text).toMatch(/^[\w-]{43}$/);
});

test("an answer with our state brings the code and the company's number", () => {
  const answer = { state: consent.state, code: "code-1", realmId: "9341452000000000017" };
  expect(readDecision(consent, back(answer))).toEqual({
    kind: "connected",
    code: "code-1",
    realmId: "9341452000000000017",
  });
});

test.each([{}, { state: "" }, { state: "another" }, { state: `${consent.state}x` }])(
  "an answer with the state %j is not ours, whatever else it brings",
  (state) => {
    const answer = { ...state, code: "code-1", realmId: "1", error: "access_denied" } as Record<string, string>;
    expect(readDecision(consent, back(answer))).toEqual({ kind: "foreign" });
  },
);

test.each([{ error: "access_denied" }, { code: "code-1" }, { realmId: "1" }, { code: "code-1", realmId: "../x" }])(
  "our state with %j is no connection",
  (rest) => {
    const answer = { state: consent.state, ...rest } as Record<string, string>;
    expect(readDecision(consent, back(answer))).toEqual({ kind: "refused" });
  },
);

test("the code is exchanged with the redirect and the verifier that belong to it", () => {
  const request = exchangeRequest(
    { clientId: "c", clientSecret: "s", tokenUrl: "https://t.example" },
    consent,
    "code-1",
  );
  expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
    grant_type: "authorization_code",
    code: "code-1",
    redirect_uri: REDIRECT,
    code_verifier: consent.verifier,
  });
  expect(request.headers.Authorization).toBe(`Basic ${Buffer.from("c:s").toString("base64")}`);
});
