import path from "node:path";
import { parseArgs } from "node:util";
import { EXIT, parsed, runCli } from "../src/console/cli";
import { LocalError, UsageError } from "../src/console/errors";
import { Progress } from "../src/console/progress";
import type { TimeRange } from "../src/job/instants";
import { utcRange } from "../src/job/variables";
import { MageApi } from "../src/mage/api";
import { readRunningStack, type StackFile, type Trigger } from "../src/operator/stack-file";
import { defaultLocalDir } from "../src/repository-root";
import { type Outcome, runPipelines } from "./demo";
import { failures, fieldsOf, isGreen, lastLine, lastLineOfCompany, table } from "./demo-report";
import { chooseSource, localPaths, requireRecords, type Source, sourceName } from "./paths";
import { type Stack, startStack } from "./stack";
import { stayUp, whereToLook } from "./stack-view";

const HELP = `Starts the local stack, loads a company's customers, items and invoices through Mage, and shows what came of it.
With --company it loads every entity of the company with one pipeline.

usage: npm run demo -- [options]

  --from DATE      first day, UTC (default: where the company's history begins)
  --to DATE        the day after the last one (default: where the history ends)
  --company        load all entities (default: customers, items and invoices)
  --records DIR    load the records in DIR (default: a generated company)
  --size NAME      which company the simulator generates: small, demo (default), typical or large
  --fresh          forget what this source had: databases, secrets, passwords
  --exit           stop the stack at the end; the exit status is 0 only if everything was complete
  --dir DIR        keep everything in DIR instead of .local
  --json           what is done and its result as JSON, a line each
  --help           this text

Run it again to see every row updated and none inserted. While npm run stack runs for the same source, it is used.
`;

const YEARS_MAX = 50;

const options = {
  from: { type: "string" },
  to: { type: "string" },
  records: { type: "string" },
  company: { type: "boolean", default: false },
  size: { type: "string" },
  fresh: { type: "boolean", default: false },
  exit: { type: "boolean", default: false },
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
  const source = requireRecords(chooseSource(values, process.env));
  const asked = { from: values.from, to: values.to };
  if (source.kind === "live" || (asked.from && asked.to)) rangeOf(asked, null); // reports wrong dates before the wait
  const dir = path.resolve(values.dir ?? defaultLocalDir());
  const progress = new Progress("demo", process.stdout, { json: values.json });

  const running = readRunningStack(localPaths(dir, source).stackFile);
  if (running) {
    const api = await attach(running, source, values.fresh);
    progress.say(`using the stack that runs (pid ${running.pid})`);
    const outcomes = await runPipelines({
      stack: { postgres: running.postgres, triggers: chosen(running.triggers, values.company) },
      api,
      range: rangeOf(asked, running.history),
      progress,
      signal: stop,
    });
    const last = values.company ? lastLineOfCompany(outcomes) : lastLine(outcomes);
    progress.result(fieldsOf(outcomes), `${shown(outcomes)}\n${whereToLook(running)}${last}\n`);
    return outcomes.every(isGreen) ? EXIT.ok : EXIT.notGreen;
  }
  const stack = await startStack({
    source,
    dir,
    fresh: values.fresh,
    signal: stop,
    onProgress: (line) => progress.step(line),
  });
  try {
    return await show(stack, rangeOf(asked, stack.description.history), values, progress, stop);
  } finally {
    await stack.stop();
  }
}

async function show(
  stack: Stack,
  range: TimeRange,
  { exit, company }: { readonly exit: boolean; readonly company: boolean },
  progress: Progress,
  stop: AbortSignal,
): Promise<number> {
  if (stack.missingSecrets.length > 0) {
    throw new LocalError(
      `Mage lacks ${stack.missingSecrets.join(", ")}: enter them with npm run stack, then run this again`,
    );
  }
  const lost = stack.partLost.then((part) => {
    throw new LocalError(`${part.name} has ended by itself; see ${stack.paths.logs}`);
  });
  lost.catch(() => {});
  const { postgres, triggers } = stack.description;
  const work = runPipelines({
    stack: { postgres, triggers: chosen(triggers, company) },
    api: stack.mage.api,
    range,
    progress,
    signal: stop,
  });
  const outcomes = await Promise.race([work, lost]);
  const code = outcomes.every(isGreen) ? EXIT.ok : EXIT.notGreen;
  const last = company ? lastLineOfCompany(outcomes) : lastLine(outcomes);
  if (exit) {
    progress.step("stopping the stack");
    await stack.stop();
    progress.result(fieldsOf(outcomes), `${shown(outcomes)}${last}\n`);
    return code;
  }
  const where = `${whereToLook(stack.description)}Up until Ctrl-C.`;
  progress.result(fieldsOf(outcomes), `${shown(outcomes)}\n${where}\n${last}\n`);
  return Math.max(code, await stayUp(stack, stop, progress));
}

/** The pipelines of the demo: three of one entity each, or the one of all entities. */
function chosen(triggers: readonly Trigger[], company: boolean): Trigger[] {
  return triggers.filter(({ entity }) => (entity === null) === company);
}

function shown(outcomes: Outcome[]): string {
  return `\n${table(outcomes)}${failures(outcomes)}`;
}

async function attach(running: StackFile, source: Source, fresh: boolean): Promise<MageApi> {
  if (running.source !== sourceName(source)) {
    throw new LocalError(
      `a stack of another source runs (${running.source}, pid ${running.pid}): stop it first, or give another --dir`,
    );
  }
  if (fresh) throw new LocalError(`--fresh cannot be done to a stack that runs (pid ${running.pid}): stop it first`);
  return MageApi.signIn(running.mage.url, running.mage.owner);
}

function rangeOf(
  asked: { from?: string | undefined; to?: string | undefined },
  history: StackFile["history"],
): TimeRange {
  const problems: string[] = [];
  const ends = { "--from": asked.from ?? history?.from, "--to": asked.to ?? history?.to };
  const range = utcRange(ends, "--from", "--to", { daysMax: YEARS_MAX * 366 }, problems);
  if (range === undefined) throw new UsageError(problems.join("; "));
  return range;
}

if (require.main === module) void runCli("demo", main);
