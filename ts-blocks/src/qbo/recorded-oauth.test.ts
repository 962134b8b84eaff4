// @module-tag recordings
import { expect, test } from "vitest";
import { recordings } from "../../test/support/recordings";
import { received } from "../../test/support/scripted";
import { refreshOutcome } from "./oauth";

const tokens = { kind: "tokens" };
const dead = { kind: "dead", reason: "Intuit answered invalid_grant" };
const unavailable = { kind: "unavailable" };
const clientRefused = { code: "QBO_CLIENT_REFUSED", exitCode: 64 };
const signInRefused = { code: "QBO_TOKEN_REFUSED", exitCode: 65 };

/** The status of the answer, and what the program makes of it: an outcome or an error. */
const EXPECTED: Record<string, [status: number, outcome: object, error?: object]> = {
  "400.invalid_grant.authorization-code.json": [400, dead],
  "400.invalid_grant.bare.json": [400, dead],
  "400.invalid_grant.incorrect-or-invalid-refresh-token.json": [400, dead],
  "400.invalid_grant.token-invalid.json": [400, dead],
  "intuit-dotnet-sdk.discovery.json": [200, unavailable],
  "intuit-dotnet-sdk.failure_token_response.json": [400, {}, signInRefused],
  "intuit-dotnet-sdk.failure_token_revocation_response.json": [400, {}, signInRefused],
  "intuit-dotnet-sdk.success_revoketoken_response.json": [200, unavailable],
  "intuit-dotnet-sdk.success_token_response.json": [
    200,
    { ...tokens, pair: { accessToken: "access_token", refreshToken: "refresh_token" } },
  ],
  // Objects of a client library. No token endpoint answers so, and no token is taken out of the middle of such an object.
  "intuit-oauth-jsclient.authResponse.json": [200, unavailable],
  "intuit-oauth-jsclient.errorResponse.json": [400, unavailable],
  "intuit-oauth-jsclient.response.json": [200, unavailable],
  "intuit-oauth-jsclient.bearer-token.json": [
    200,
    { ...tokens, pair: { accessToken: "sample_access_token", refreshToken: "sample_refresh_token" } },
  ],
  "intuit-oauth-jsclient.refreshResponse.json": [
    200,
    { ...tokens, pair: { accessToken: "sample_access_token", refreshToken: "sample_refresh_token" } },
  ],
  "invalid_client.bare.json": [401, {}, clientRefused],
};

const answers = recordings("oauth", Object.keys(EXPECTED));

test("every recorded answer has an expectation, and every expectation its recording", () => {
  expect(answers.map(({ file }) => file)).toEqual(Object.keys(EXPECTED).sort());
});

test.each(answers.map(({ file, text }) => [file, text]))("%s is understood", (file, text) => {
  const [status, outcome, error] = EXPECTED[file] ?? [0, { kind: "an outcome nobody has written down" }];
  const judged = () => refreshOutcome(received(status, text));
  if (error === undefined) expect(judged()).toMatchObject(outcome);
  else expect(judged).toThrow(expect.objectContaining(error));
});

test("an answer that was recorded within a client library's object is understood", () => {
  for (const { file, text } of answers.filter((recorded) => /jsclient\.(auth|error)Response/.test(recorded.file))) {
    const { body, status } = JSON.parse(text).response;
    expect(refreshOutcome(received(status ?? 200, body)).kind).toBe(file.includes("error") ? "dead" : "tokens");
  }
});
