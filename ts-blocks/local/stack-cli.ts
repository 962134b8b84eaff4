import path from "node:path";
import { parseArgs } from "node:util";
import { EXIT, parsed, runCli } from "../src/console/cli";
import { Progress } from "../src/console/progress";
import { defaultLocalDir } from "../src/repository-root";
import { chooseSource, requireRecords } from "./paths";
import { startStack } from "./stack";
import { stayUp, whereToLook } from "./stack-view";

const HELP = `Starts Postgres, Mage and a QuickBooks simulator on this machine, without Docker, until Ctrl-C.

usage: npm run stack -- [options]

  --records DIR    the simulator serves the records in DIR (default: a generated company)
  --size NAME      which company the simulator generates: small, demo (default), typical or large
  --fresh          forget what this source had: databases, secrets, passwords
  --dir DIR        keep everything in DIR instead of .local
  --json           what is done and its result as JSON, a line each
  --help           this text

With QBO_API_BASE_URL set (and QBO_OAUTH_TOKEN_URL, where it differs from Intuit's) no simulator is started; enter the
five QBO_ secrets in Mage. Addresses and passwords of the running stack are in .local/stack.json.
`;

const options = {
  records: { type: "string" },
  size: { type: "string" },
  fresh: { type: "boolean", default: false },
  dir: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(stop: AbortSignal): Promise<number> {
  const { values } = parsed(() => parseArgs({ options, strict: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  const progress = new Progress("stack", process.stdout, { json: values.json });
  const startedMs = performance.now();
  const stack = await startStack({
    source: requireRecords(chooseSource(values, process.env)),
    dir: path.resolve(values.dir ?? defaultLocalDir()),
    fresh: values.fresh,
    signal: stop,
    onProgress: (line) => progress.step(line),
  });
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  const missing = stack.missingSecrets;
  const toDo = missing.length === 0 ? "" : `  To do      enter in Mage, under Secrets: ${missing.join(", ")}\n`;
  progress.result(
    { seconds, stack_file: stack.paths.stackFile, mage_url: stack.description.mage.url, missing_secrets: missing },
    `stack: ready in ${seconds} s, described in ${stack.paths.stackFile}\n${whereToLook(stack.description)}${toDo}stack: up until Ctrl-C\n`,
  );
  return stayUp(stack, stop, progress);
}

if (require.main === module) void runCli("stack", main);
