import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findPython } from "../../local/python";
import { type Simulator, startSimulator } from "../../simulator/index";
import { connect } from "../../src/operator/connect";
import type { Prompt } from "../../src/operator/prompt";
import { qboAddresses } from "../../src/qbo/addresses";
import { axiosTransport } from "../../src/qbo/transport";
import { repositoryRoot } from "../../src/repository-root";
import { OperatorCommand } from "../support/operator";
import { FakeClock } from "../support/scripted";
import { SecretsInMemory } from "../support/secrets-in-memory";

/** Connects to the simulator. `browse` plays the person: it gets the page's address, and its result is pasted. */
async function connectTo(
  qbo: Simulator,
  redirect: string,
  browse: (page: URL) => Promise<string>,
  mage = new SecretsInMemory(),
) {
  const { clientId, clientSecret } = qbo.credentials;
  const env = { QBO_API_BASE_URL: qbo.apiBaseUrl, QBO_OAUTH_TOKEN_URL: qbo.oauthTokenUrl };
  let browsing: Promise<string> | undefined;
  return connect({
    environment: "sandbox",
    client: { clientId, clientSecret, tokenUrl: qbo.oauthTokenUrl },
    consentUrl: qbo.oauthAuthorizeUrl,
    addresses: qboAddresses("sandbox", env),
    redirect: new URL(redirect),
    transport: axiosTransport(Date.now),
    mage,
    clock: new FakeClock(),
    prompt: { secret: async () => String(await browsing) } as unknown as Prompt,
    say: (line) => {
      const page = /^ {2}(http\S+)$/.exec(line)?.[1];
      if (page !== undefined) browsing = browse(new URL(page));
    },
  });
}

/** Presses "Connect" on the consent page. @returns the address that follows. */
async function consentOn(page: URL): Promise<string> {
  const html = await (await fetch(page)).text();
  const form = new URLSearchParams({ decision: "connect" });
  for (const [, name = "", value = ""] of html.matchAll(
    /<input type="(?:hidden|radio)" name="([^"]*)" value="([^"]*)"/g,
  )) {
    form.set(name, value.replaceAll("&amp;", "&"));
  }
  const decided = await fetch(new URL("/connect/oauth2/decision", page), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    redirect: "manual",
  });
  return decided.headers.get("location") ?? "";
}

const follow = async (page: URL) => (await fetch(await consentOn(page))).text();
const HERE = "http://127.0.0.1:0/callback";
/** Intuit requires such an address for production keys. */
const ELSEWHERE = "https://connect.example.com/callback";

/** The token of the consent that Mage holds, or undefined. */
function consentIn(mage: SecretsInMemory): string | undefined {
  const { QBO_REFRESH_TOKEN_NEW: kept } = mage.values;
  return kept === undefined ? undefined : JSON.parse(kept).refresh_token;
}

test("a consent becomes a connection that QuickBooks confirms by the company's name", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  const mage = new SecretsInMemory();
  const { companyName, secrets } = await connectTo(qbo, HERE, follow, mage);
  expect(companyName).toBe(qbo.company.name);
  const { clientId, clientSecret, realmId, env } = qbo.credentials;
  expect(Object.fromEntries(secrets)).toEqual({
    QBO_CLIENT_ID: clientId,
    QBO_CLIENT_SECRET: clientSecret,
    QBO_REALM_ID: realmId,
    QBO_ENV: env,
  });
  // Mage names the company last, and the new token is used only after that.
  expect(secrets.at(-1)?.[0]).toBe("QBO_REALM_ID");
  expect(qbo.accepts(String(consentIn(mage)))).toBe(true);
});

test("when the redirect is not this machine, the person pastes the answer, and it is still checked", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  expect((await connectTo(qbo, ELSEWHERE, consentOn)).companyName).toBe(qbo.company.name);
  const forged = async (page: URL) => (await consentOn(page)).replace(/state=[^&]*/, "state=another");
  await expect(connectTo(qbo, ELSEWHERE, forged)).rejects.toMatchObject({ exitCode: 64 });
  await expect(connectTo(qbo, ELSEWHERE, async () => "no address")).rejects.toMatchObject({ exitCode: 64 });
});

test("a code that arrives too late gives the advice to start again", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  const late = async (page: URL) => {
    const address = await consentOn(page);
    qbo.clock.advance(6 * 60_000);
    return address;
  };
  await expect(connectTo(qbo, ELSEWHERE, late)).rejects.toMatchObject({ exitCode: 77 });
});

test("keys of the other environment are recognised, their token is revoked, and the company's number is not shown", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, scenario: "wrong-keys-for-the-company" });
  const mage = new SecretsInMemory({ QBO_REFRESH_TOKEN: "old" });
  const error = await connectTo(qbo, HERE, follow, mage).catch((thrown: Error) => thrown);
  expect(mage.values).toEqual({ QBO_REFRESH_TOKEN: "old" });
  expect(error).toMatchObject({ exitCode: 64, message: expect.stringContaining("give the other --env") });
  expect((error as Error).message).not.toContain(qbo.credentials.realmId);
});

test("a short failure of QuickBooks after the consent is waited for", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  qbo.scenario([{ match: { kind: "companyinfo", nth: 1 }, fault: "gateway-503-html" }]);
  expect((await connectTo(qbo, HERE, follow)).companyName).toBe(qbo.company.name);
});

test("an outage of QuickBooks after the consent is reported as an outage, and the new token is still in Mage", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  qbo.scenario([{ match: { kind: "companyinfo" }, fault: "gateway-503-html" }]);
  const mage = new SecretsInMemory({ QBO_REFRESH_TOKEN: "old" });
  await expect(connectTo(qbo, HERE, follow, mage)).rejects.toMatchObject({
    exitCode: 75,
    message: expect.stringContaining("waits in Mage as QBO_REFRESH_TOKEN_NEW"),
  });
  expect(mage.values.QBO_REFRESH_TOKEN).toBe("old");
  expect(qbo.accepts(String(consentIn(mage)))).toBe(true);
});

test("a Mage that does not accept the new token is reported plainly, with what to do", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  const mage = new SecretsInMemory({ QBO_REFRESH_TOKEN: "old" }, 9_999);
  await expect(connectTo(qbo, HERE, follow, mage)).rejects.toMatchObject({
    exitCode: 75,
    message: expect.stringMatching(/did not take the new token.*secrets -- check.*run `npm run connect` again/),
  });
  expect(mage.values).toEqual({ QBO_REFRESH_TOKEN: "old" });
});

test.each<["connect" | "secrets", string[], RegExp]>([
  ["connect", [], /--env must be sandbox or production/],
  ["connect", ["--env", "prod"], /--env must be sandbox or production/],
  ["connect", ["--env", "sandbox", "--client-secret", "hunter2-hunter2"], /Unknown option '--client-secret'/],
  ["secrets", [], /"set NAME" or "check"/],
  ["secrets", ["set", "QBO_PASSWORD"], /not one of the secrets; the names are QBO_CLIENT_ID/],
  ["secrets", ["set", "hunter2-hunter2"], /not one of the secrets/],
  ["secrets", ["check", "--dir", "/no/such/folder"], /no local stack is running here/],
  ["secrets", ["set", "QBO_CLIENT_SECRET", "hunter2-hunter2"], /never given in the command line/],
  ["secrets", ["check", "--mage", "http://mage.example.com"], /no address to send a password to/],
])("%s %j is refused with exit code 64, and no value is repeated", async (name, args, words) => {
  const { exitCode, err, out } = await OperatorCommand.start(name, args, []).outcome();
  expect(exitCode).toBe(64);
  expect(err).toMatch(words);
  expect(err + out).not.toContain("hunter2-hunter2");
});

test("a Mage that does not answer is exit code 75", async () => {
  const args = ["check", "--mage", "http://127.0.0.1:1", "--email", "owner@example.com"];
  const { exitCode, err } = await OperatorCommand.start("secrets", args, ["password-1"]).outcome();
  expect([exitCode, err]).toEqual([75, expect.stringContaining("does not answer")]);
  expect(err).not.toContain("password-1");
});

test.each(["connect", "secrets"] as const)(
  "npm run %s -- --help shows the options and the exit codes",
  async (name) => {
    const { exitCode, out } = await OperatorCommand.start(name, ["--help"], []).outcome();
    expect(exitCode).toBe(0);
    for (const word of ["--mage URL", "Exit codes: 0 ", "usage: npm run"]) expect(out).toContain(word);
  },
);

test("a value typed at a terminal is not shown", async () => {
  const script = join(repositoryRoot(), "ts-blocks", "dist", "src", "commands", "secrets.js");
  // Python gives the command a terminal, types the answer, and prints everything that the terminal showed.
  const typing = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
shown, typed = b"", False
while True:
    try:
        chunk = os.read(terminal, 4096)
    except OSError:
        break
    if not chunk:
        break
    shown += chunk
    if b"password for Mage: " in shown and not typed:
        typed = True
        os.write(terminal, b"hunter2-hunter2\\r")
_, status = os.waitpid(pid, 0)
print(os.waitstatus_to_exitcode(status), shown.decode())
`;
  const args = [script, "check", "--mage", "http://127.0.0.1:1", "--email", "owner@example.com"];
  const shown = execFileSync((await findPython()).executable, ["-c", typing, process.execPath, ...args], {
    encoding: "utf8",
  });
  expect(shown).toMatch(/^75 password for Mage: /);
  expect(shown).toContain("does not answer");
  expect(shown).not.toContain("hunter2");
});
