import { expect, test } from "vitest";
import { consentAddress, isSafeAddress, qboAddresses } from "./addresses";

const INTUIT_TOKEN_URL = "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer";

test("without replacements, calls go to Intuit's address of the environment", () => {
  expect(qboAddresses("production", {})).toEqual({
    apiBaseUrl: "https://quickbooks.api.intuit.com",
    oauthTokenUrl: INTUIT_TOKEN_URL,
    replaced: [],
  });
  expect(qboAddresses("sandbox", { QBO_API_BASE_URL: "", QBO_OAUTH_TOKEN_URL: undefined })).toEqual({
    apiBaseUrl: "https://sandbox-quickbooks.api.intuit.com",
    oauthTokenUrl: INTUIT_TOKEN_URL,
    replaced: [],
  });
});

test.each([
  "https://qbo.example.com",
  "http://127.0.0.1:8080",
  "http://127.1.2.3",
  "http://localhost:8080",
  "http://[::1]:8080",
  "http://simulator:8080", // a service of the compose network
])("calls may go to %s instead", (url) => {
  expect(qboAddresses("sandbox", { QBO_API_BASE_URL: url })).toEqual({
    apiBaseUrl: url,
    oauthTokenUrl: INTUIT_TOKEN_URL,
    replaced: [{ what: "calls", url }],
  });
  expect(qboAddresses("sandbox", { QBO_OAUTH_TOKEN_URL: url })).toMatchObject({
    oauthTokenUrl: url,
    replaced: [{ what: "tokens", url }],
  });
});

test("a slash at the end of an address is removed, so that no call has a double slash", () => {
  expect(qboAddresses("sandbox", { QBO_API_BASE_URL: "https://qbo.example.com//" }).apiBaseUrl).toBe(
    "https://qbo.example.com",
  );
});

test.each([
  "http://qbo.example.com",
  "http://10.0.0.7:8080",
  "http://0.0.0.0:8080",
  "http://[2001:db8::1]",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "ftp://localhost",
])("%s is refused: the company's token would travel in the clear", (url) => {
  expect(() => qboAddresses("sandbox", { QBO_API_BASE_URL: url })).toThrow(
    expect.objectContaining({
      code: "CONFIG_ADDRESS",
      exitCode: 64,
      message: expect.stringMatching(/^QBO_API_BASE_URL \(.*\) would send the company's token unencrypted\.$/),
    }),
  );
});

test("both addresses are checked together, and a password in an address is not repeated in the error", () => {
  const env = { QBO_API_BASE_URL: "not a url", QBO_OAUTH_TOKEN_URL: "http://user:hunter2@qbo.example.com/token" };
  expect(() => qboAddresses("sandbox", env)).toThrow(
    expect.objectContaining({
      message:
        "QBO_API_BASE_URL is not a URL; " +
        "QBO_OAUTH_TOKEN_URL (http://qbo.example.com) would send the company's token unencrypted.",
    }),
  );
});

test("Intuit's own addresses are refused as replacements, in any spelling", () => {
  const env = { QBO_API_BASE_URL: "https://quickbooks.api.intuit.com/", QBO_OAUTH_TOKEN_URL: INTUIT_TOKEN_URL };
  expect(qboAddresses("production", env).replaced).toEqual([]);
  expect(qboAddresses("sandbox", env).replaced).toEqual([{ what: "calls", url: "https://quickbooks.api.intuit.com" }]);
});

test("the consent page is Intuit's, unless an address replaces it, which is checked in the same way", () => {
  expect(consentAddress({})).toBe("https://appcenter.intuit.com/connect/oauth2");
  expect(consentAddress({ QBO_OAUTH_AUTHORIZE_URL: "http://127.0.0.1:8080/connect/oauth2" })).toBe(
    "http://127.0.0.1:8080/connect/oauth2",
  );
  expect(() => consentAddress({ QBO_OAUTH_AUTHORIZE_URL: "http://qbo.example.com" })).toThrow(
    expect.objectContaining({ code: "CONFIG_ADDRESS" }),
  );
});

test("a secret is sent to any address over TLS, and without TLS only to this machine and its compose network", () => {
  const judged = (url: string) => isSafeAddress(new URL(url));
  expect(["https://mage.example.com", "http://127.0.0.1:6789", "http://mage:6789"].map(judged)).toEqual([
    true,
    true,
    true,
  ]);
  expect(["http://mage.example.com", "http://mage@10.0.0.7", "ftp://mage"].map(judged)).toEqual([false, false, false]);
});
