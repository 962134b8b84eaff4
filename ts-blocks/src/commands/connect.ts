import { parseArgs } from "node:util";
import type { Redactor } from "../bridge/redactor";
import { systemClock } from "../clock";
import { Progress } from "../console/progress";
import { CommandError, parsed, runCommand } from "../operator/command";
import { connect, withdraw } from "../operator/connect";
import { storeSecret } from "../operator/mage-secrets";
import { localStack, MAGE_HELP, MAGE_OPTIONS, signInToMage } from "../operator/mage-server";
import { Prompt } from "../operator/prompt";
import { trySecrets } from "../operator/try-secrets";
import { withAddressFile } from "../qbo/address-file";
import { consentAddress, qboAddresses } from "../qbo/addresses";
import { axiosTransport } from "../qbo/transport";

const HELP = `Connects a QuickBooks company: shows Intuit's consent page, and puts what comes of it into Mage Secrets.

usage: npm run connect -- --env sandbox|production [options]

  --env NAME       which keys these are: sandbox (development keys) or production
  --redirect URL   where Intuit sends the browser; listed in the app's settings at Intuit
                   (default http://localhost:8765/callback). For an address that is not this machine, the browser's
                   address is asked for instead.
  --yes            do not ask whether it is the right company, once its name is known
  --no-check       do not try the secrets in a dry run at the end
${MAGE_HELP}
  --json           what is done and its result as JSON, a line each
  --help           this text

The app's client id and secret are asked for, or read from stdin, a line each, after Mage's password where that is
needed; they are never options. The refresh token is put into Mage at once, beside the one that is there, and takes its
place when a run has signed in with it. The secrets QBO_CLIENT_ID, QBO_CLIENT_SECRET, QBO_REALM_ID and QBO_ENV are created
or replaced once the company's name is known. Best done while no run is under way. QBO_API_BASE_URL, QBO_OAUTH_TOKEN_URL
and QBO_OAUTH_AUTHORIZE_URL replace Intuit's addresses, and so does a local stack with a simulator.

Exit codes: 0 connected, 64 something given is wrong, 75 try again, 77 no consent was given.
`;

const OPTIONS = {
  env: { type: "string" },
  redirect: { type: "string", default: "http://localhost:8765/callback" },
  yes: { type: "boolean", default: false },
  "no-check": { type: "boolean", default: false },
  ...MAGE_OPTIONS,
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(redactor: Redactor): Promise<number> {
  const { values } = parsed("connect", () => parseArgs({ options: OPTIONS, strict: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const environment = values.env;
  if (environment !== "sandbox" && environment !== "production") {
    throw new CommandError("--env must be sandbox or production (npm run connect -- --help)", 64);
  }
  if (!URL.canParse(values.redirect)) throw new CommandError("--redirect is not a URL", 64);
  const progress = new Progress("connect", process.stdout, { json: values.json });
  const say = (line: string) => progress.say(line);
  const prompt = new Prompt(redactor);

  const env = { ...addressesOf(localStack(values, process.env)), ...withAddressFile(process.env) };
  const [addresses, consentUrl] = [qboAddresses(environment, env), consentAddress(env)];
  for (const { what, url } of addresses.replaced) say(`NOT INTUIT: ${what} go to ${url}`);
  const mage = await signInToMage(values, process.env, prompt);
  const clientId = await prompt.secret("QBO_CLIENT_ID");
  const clientSecret = await prompt.secret("QBO_CLIENT_SECRET");

  const connection = await connect({
    environment,
    client: { clientId, clientSecret, tokenUrl: addresses.oauthTokenUrl },
    consentUrl,
    addresses,
    redirect: new URL(values.redirect),
    transport: axiosTransport(() => systemClock.now()),
    mage,
    clock: systemClock,
    prompt,
    say,
  });
  say(`QuickBooks answers: ${connection.companyName} (${environment})`);
  if (!values.yes && !/^y(es)?$/i.test(await prompt.text("is this the company to load from? (yes or no)"))) {
    const kept =
      "the token from before is kept where no run has replaced it, though it may have ended with the new consent";
    throw new CommandError(`${await withdraw(mage)}; ${kept} (npm run secrets -- check shows whether)`, 77);
  }
  for (const [name, value] of connection.secrets) say(`${name} ${await storeSecret(mage, name, value)}`);
  say("the new refresh token takes effect with the next run");
  const connected = { company: connection.companyName, environment };
  if (values["no-check"]) {
    progress.result({ ...connected, checked: false }, "");
    return 0;
  }
  const trial = await trySecrets(mage, systemClock, progress);
  progress.result(
    { ...connected, checked: true, good: trial.exitCode === 0, lines: trial.lines },
    trial.lines.map((line) => `connect: ${line}\n`).join(""),
  );
  return trial.exitCode;
}

function addressesOf(stack: ReturnType<typeof localStack>): Record<string, string> {
  if (!stack?.simulator) return {};
  const { apiBaseUrl, oauthTokenUrl, oauthAuthorizeUrl } = stack.simulator;
  return {
    QBO_API_BASE_URL: apiBaseUrl,
    QBO_OAUTH_TOKEN_URL: oauthTokenUrl,
    QBO_OAUTH_AUTHORIZE_URL: oauthAuthorizeUrl,
  };
}

void runCommand("connect", main);
