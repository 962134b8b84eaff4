import { inspect } from "node:util";
import { expect, test } from "vitest";
import { FakeClock, openGate, received, scripted, signedIn, Vault } from "../../test/support/scripted";
import { BackfillError } from "../errors";
import { AccessTokens } from "./access";
import { readPage } from "./answer";
import { QboClient } from "./client";
import type { Reply } from "./reply";

/** As long as Intuit's tokens: an encrypted JWT of a thousand characters. */
const ACCESS = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.${"Zk2DaFgT9PxLqVwYbNcR".repeat(50)}`;
const SHORT_ACCESS = "eyJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.short";
const REFRESH = "AB11730000000Zk2DaFgT9PxLqVwYbNcR";

const echo = (status: number, code: string, token: string) =>
  received(
    status,
    JSON.stringify({
      fault: {
        error: [{ message: `errorCode=00${code}`, detail: `Token expired: ${token}`, code }],
        type: "AUTHENTICATION",
      },
    }),
  );

/** The error that a question ends with, and all that is logged during the wait. */
async function everythingSaid(replies: Reply[]): Promise<string> {
  const said: string[] = [];
  const clock = new FakeClock();
  const { transport } = scripted(replies);
  const oauth = { clientId: "client-1", clientSecret: "s3cr3t-of-the-app", tokenUrl: "https://oauth.example/token" };
  const events = { onCall: () => {}, onToken: () => {} };
  const client = new QboClient({
    apiBaseUrl: "https://qbo.example",
    realmId: "1",
    tokens: new AccessTokens(oauth, new Vault([REFRESH]), transport, clock, events),
    transport,
    gate: openGate(clock),
    clock,
    onCall: () => {},
    onWait: (reason) => said.push(reason),
  });
  const error = await client
    .query("page", "SELECT 1", (body) => readPage(body, { qbo: "Item" }))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(BackfillError);
  return [...said, error.message, error.remedy, JSON.stringify(error.ids), inspect(error, { depth: 9 })].join("\n");
}

test.each<[string, (token: string) => Reply[]]>([
  [
    "is refused again and again",
    (token) => [
      signedIn(token, "r-2"),
      ...Array<Reply>(3).fill(echo(401, "3200", token)),
      ...Array<Reply[]>(9)
        .fill([signedIn(token, "r-2"), ...Array<Reply>(3).fill(echo(401, "3200", token))])
        .flat(),
    ],
  ],
  ["is refused for good", (token) => [signedIn(token, "r-2"), echo(403, "3100", token)]],
  ["comes back in a refused query", (token) => [signedIn(token, "r-2"), echo(400, "4000", token)]],
  ["comes back in an outage", (token) => [signedIn(token, "r-2"), ...Array<Reply>(60).fill(echo(500, "3100", token))]],
  ["comes back in a throttle", (token) => [signedIn(token, "r-2"), ...Array<Reply>(60).fill(echo(429, "3001", token))]],
  [
    "comes back as an answer",
    (token) => [signedIn(token, "r-2"), ...Array<Reply>(4).fill(received(200, JSON.stringify({ [token]: token })))],
  ],
  [
    "comes back from the token endpoint",
    (token) => Array<Reply>(5).fill(received(200, JSON.stringify({ access_token: token }))),
  ],
  [
    "is in the token endpoint's refusal",
    (token) => [received(400, JSON.stringify({ error: token, error_description: token }))],
  ],
])("no part of a token is in any error or warning when it %s", async (_, replies) => {
  for (const token of [ACCESS, SHORT_ACCESS]) {
    const said = await everythingSaid(replies(token));
    // Twenty characters are enough to recognise a token. The redactor hides whole tokens, and would not find a part of one.
    const secrets = { access: token.slice(0, 20), refresh: REFRESH, client: "s3cr3t-of-the-app" };
    expect(Object.entries(secrets).filter(([, secret]) => said.includes(secret))).toEqual([]);
  }
});
