import path from "node:path";
import { parseArgs } from "node:util";
import { EXIT, parsed, runCli } from "./cli";
import { chooseSource, defaultLocalDir, requireRecords } from "./paths";
import { startStack } from "./stack";
import { stayUp, whereToLook } from "./stack-view";

const HELP = `Starts Postgres, Mage and a QuickBooks simulator on this machine, without Docker, until Ctrl-C.

usage: npm run stack -- [options]

  --records DIR    the simulator serves the records in DIR (default: a generated company)
  --company NAME   which company the simulator generates: small, demo (default), typical or large
  --fresh          forget what this source had: databases, secrets, passwords
  --dir DIR        keep everything in DIR instead of .local
  --help           this text

With QBO_API_BASE_URL set (and QBO_OAUTH_TOKEN_URL, where it differs from Intuit's) no simulator is started; enter the
five QBO_ secrets in Mage. Addresses and passwords of the running stack are in .local/stack.json.
`;

const options = {
  records: { type: "string" },
  company: { type: "string" },
  fresh: { type: "boolean", default: false },
  dir: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(stop: AbortSignal): Promise<number> {
  const { values } = parsed(() => parseArgs({ options, strict: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  const startedMs = performance.now();
  const stack = await startStack({
    source: requireRecords(chooseSource(values, process.env)),
    dir: path.resolve(values.dir ?? defaultLocalDir()),
    fresh: values.fresh,
    signal: stop,
    onProgress: (line) => process.stdout.write(`stack: ${line}\n`),
  });
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  process.stdout.write(`stack: ready in ${seconds} s, described in ${stack.paths.stackFile}\n`);
  process.stdout.write(whereToLook(stack.description));
  if (stack.missingSecrets.length > 0) {
    process.stdout.write(`  To do      enter in Mage, under Secrets: ${stack.missingSecrets.join(", ")}\n`);
  }
  process.stdout.write("stack: up until Ctrl-C\n");
  return stayUp(stack, stop, "stack");
}

if (require.main === module) void runCli("stack", main);
