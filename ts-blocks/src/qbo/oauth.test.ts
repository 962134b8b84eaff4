import { expect, test } from "vitest";
import { received } from "../../test/support/scripted";
import { refreshOutcome, refreshRequest } from "./oauth";

const client = { clientId: "client-1", clientSecret: "s:e/c+ret", tokenUrl: "https://oauth.example/token" };

test("a refresh sends the app's keys in the header and the token in the form, as Intuit documents it", () => {
  expect(refreshRequest(client, "R+1/=&x")).toEqual({
    method: "POST",
    url: "https://oauth.example/token",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded",
      Authorization: `Basic ${Buffer.from("client-1:s:e/c+ret").toString("base64")}`,
      "x-include-refresh-token-hard-expires-in": "true",
    },
    body: "grant_type=refresh_token&refresh_token=R%2B1%2F%3D%26x",
    timeoutMs: 12_000,
  });
});

test("the pair of tokens has the expiry times that Intuit gives, and an expiry time that cannot be true is left out", () => {
  const pair = (ends: object) =>
    refreshOutcome(received(200, JSON.stringify({ access_token: "a", refresh_token: "r", ...ends })));
  expect(pair({ x_refresh_token_expires_in: 8_726_400, x_refresh_token_hard_expires_in: 157_680_000 })).toMatchObject({
    pair: { refreshEndsInSeconds: 8_726_400, grantEndsInSeconds: 157_680_000 },
  });
  for (const nonsense of [{}, { x_refresh_token_expires_in: "soon" }, { x_refresh_token_expires_in: -1 }]) {
    expect(pair(nonsense)).toMatchObject({
      kind: "tokens",
      pair: { accessToken: "a", refreshEndsInSeconds: undefined },
    });
  }
});

test("a pair of tokens is not used when it comes with any status but 200", () => {
  const pair = '{"access_token":"a","refresh_token":"r"}';
  expect(refreshOutcome(received(200, pair)).kind).toBe("tokens");
  for (const status of [201, 302, 400, 429, 503]) {
    expect(refreshOutcome(received(status, pair))).toEqual({
      kind: "unavailable",
      reason: `the token endpoint answered HTTP ${status} without a token`,
    });
  }
});

test("half a surrogate pair in a new refresh token becomes a character that every store can keep, and the token is not lost", () => {
  const body = '{"access_token":"a","refresh_token":"r\\ud83d1 \ud83e\uddfe\\udc00"}';
  expect(refreshOutcome(received(200, body))).toMatchObject({
    kind: "tokens",
    pair: { refreshToken: "r\ufffd1 \ud83e\uddfe\ufffd" },
  });
});

test("an unknown app is recognized, whichever status Intuit gives", () => {
  for (const status of [400, 401]) {
    expect(() => refreshOutcome(received(status, '{"error":"invalid_client"}'))).toThrow(
      expect.objectContaining({ code: "QBO_CLIENT_REFUSED", remedy: expect.stringContaining("QBO_CLIENT_SECRET") }),
    );
  }
});

test.each([429, 500, 503])(
  "an error with HTTP %i says nothing about the token: the refresh is asked for again",
  (status) => {
    expect(refreshOutcome(received(status, '{"error":"temporarily_unavailable"}')).kind).toBe("unavailable");
  },
);

test.each([
  "",
  "<html>Service Unavailable</html>",
  '{"access_token":"a"}',
  '{"access_token":"a","refresh_token":""}',
  "null",
])("an answer of 200 with %j holds no usable pair of tokens", (body) => {
  expect(refreshOutcome(received(200, body)).kind).toBe("unavailable");
});

test("a value in a wrong place that could be a token is not repeated in the error", () => {
  const secret = "AB11730000000Zk2DaFgT9PxLqVwYbNc";
  expect(() => refreshOutcome(received(400, JSON.stringify({ error: secret, error_description: secret })))).toThrow(
    expect.objectContaining({ message: "Intuit refused the sign-in with HTTP 400 (an unnamed error)." }),
  );
});
