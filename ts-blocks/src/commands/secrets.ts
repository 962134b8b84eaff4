import { parseArgs } from "node:util";
import { SECRET_NAMES, type SecretName, TLS_SECRET_NAMES } from "../bridge/messages";
import type { Redactor } from "../bridge/redactor";
import { problemWith } from "../bridge/secret-values";
import { systemClock } from "../clock";
import { Progress } from "../console/progress";
import { CommandError, parsed, runCommand } from "../operator/command";
import { storeSecret } from "../operator/mage-secrets";
import { MAGE_HELP, MAGE_OPTIONS, signInToMage } from "../operator/mage-server";
import { Prompt } from "../operator/prompt";
import { trySecrets } from "../operator/try-secrets";

const HELP = `Sets and tries the ten secrets in Mage.

usage: npm run secrets -- set NAME [options]     asks for the value, without showing it, and stores it
       npm run secrets -- check [options]        says which are missing, and tries Postgres, the token and the company

${MAGE_HELP}
  --json           what is done and its result as JSON, a line each
  --help           this text

Where stdin is no terminal, it holds a line each: Mage's password where that is needed, then the value. check makes a
dry run in Mage, which alone can read the values; nothing is written, and a refresh token that changes by it is kept.

The names: ${SECRET_NAMES.slice(0, 5).join(" ")}
           ${SECRET_NAMES.slice(5).join(" ")}
For a Postgres that encrypts, if need be: ${TLS_SECRET_NAMES.slice(0, 2).join(" ")}
           ${TLS_SECRET_NAMES.slice(2).join(" ")} (docs/en/production.md)

Exit codes: 0 done or all good, 64 something is missing or wrong, 75 try again, 77 the connection needs npm run connect.
`;

const OPTIONS = {
  ...MAGE_OPTIONS,
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(redactor: Redactor): Promise<number> {
  const { values, positionals } = parsed("secrets", () => {
    return parseArgs({ options: OPTIONS, strict: true, allowPositionals: true });
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [verb, name, ...more] = positionals;
  if (more.length > 0) throw new CommandError("a value is never given in the command line, it is asked for", 64);
  const prompt = new Prompt(redactor);
  const progress = new Progress("secrets", process.stdout, { json: values.json });
  if (verb === "set" && isSecretName(name)) {
    const mage = await signInToMage(values, process.env, prompt);
    const value = await prompt.secret(name);
    const problem = problemWith(name, value);
    if (problem !== undefined) throw new CommandError(problem, 64);
    const stored = await storeSecret(mage, name, value);
    progress.result({ name, stored }, `secrets: ${name} ${stored}\n`);
    return 0;
  }
  if (verb === "check" && name === undefined) {
    const mage = await signInToMage(values, process.env, prompt);
    const trial = await trySecrets(mage, systemClock, progress);
    progress.result(
      { good: trial.exitCode === 0, lines: trial.lines },
      trial.lines.map((line) => `secrets: ${line}\n`).join(""),
    );
    return trial.exitCode;
  }
  if (verb === "set" && name !== undefined) {
    // The argument is not repeated: it may be a value that was typed in the wrong place.
    throw new CommandError(
      `that is not one of the secrets; the names are ${[...SECRET_NAMES, ...TLS_SECRET_NAMES].join(", ")}`,
      64,
    );
  }
  throw new CommandError(
    `"set NAME" or "check"; the names are ${[...SECRET_NAMES, ...TLS_SECRET_NAMES].join(", ")}`,
    64,
  );
}

function isSecretName(name: string | undefined): name is SecretName {
  return ([...SECRET_NAMES, ...TLS_SECRET_NAMES] as readonly string[]).includes(name ?? "");
}

void runCommand("secrets", main);
