import path from "node:path";
import { parseArgs } from "node:util";
import { EXIT, parsed, runCli } from "../src/console/cli";
import { LocalError, UsageError } from "../src/console/errors";
import { Progress } from "../src/console/progress";
import { DAY_MS, type TimeRange } from "../src/job/instants";
import { utcRange } from "../src/job/variables";
import { MageApi } from "../src/mage/api";
import { readRunningStack, type StackFile, type Trigger } from "../src/operator/stack-file";
import { defaultLocalDir } from "../src/repository-root";
import { type DemoPlan, runPipelines } from "./demo";
import { failures, fieldsOf, isGreen, lastLine, lastLineOfCompany, table } from "./demo-report";
import { changeAndSync } from "./demo-sync";
import { isWhole, syncFields, syncLine, syncTable } from "./demo-sync-report";
import { chooseSource, localPaths, requireRecords, type Source, sourceName } from "./paths";
import { type Stack, startStack } from "./stack";
import { stayUp, whereToLook } from "./stack-view";

const HELP = `Starts the local stack, loads a company's customers, items and invoices through Mage, and shows what came of it.
With --company it loads every entity of the company with one pipeline, up to the present; then it edits and deletes records in
the simulator, and shows what a sync finds of that.

usage: npm run demo -- [options]

  --from DATE      first day, UTC (default: where the company's history begins)
  --to DATE        the day after the last one (default: where the history ends; with --company, tomorrow)
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
    const range = rangeOf(asked, historyOf(running, values.company));
    const result = await load({ stack: running, api, range, progress, signal: stop }, values.company);
    progress.result(result.fields, `${result.shown}\n${whereToLook(running)}${result.last}\n`);
    return result.isGreen ? EXIT.ok : EXIT.notGreen;
  }
  const stack = await startStack({
    source,
    dir,
    fresh: values.fresh,
    signal: stop,
    onProgress: (line) => progress.step(line),
  });
  try {
    const range = rangeOf(asked, historyOf(stack.description, values.company));
    return await show(stack, range, values, progress, stop);
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
  const plan = { stack: stack.description, api: stack.mage.api, range, progress, signal: stop };
  const result = await Promise.race([load(plan, company), lost]);
  const code = result.isGreen ? EXIT.ok : EXIT.notGreen;
  if (exit) {
    progress.step("stopping the stack");
    await stack.stop();
    progress.result(result.fields, `${result.shown}${result.last}\n`);
    return code;
  }
  const where = `${whereToLook(stack.description)}Up until Ctrl-C.`;
  progress.result(result.fields, `${result.shown}\n${where}\n${result.last}\n`);
  return Math.max(code, await stayUp(stack, stop, progress));
}

/** What the demo shows at its end. */
interface Result {
  readonly isGreen: boolean;
  readonly shown: string;
  readonly last: string;
  readonly fields: Record<string, unknown>;
}

/** Loads, and with a whole company syncs, if the load was green: a sync goes on from what is proven. */
async function load(plan: Omit<DemoPlan, "stack"> & { readonly stack: StackFile }, company: boolean): Promise<Result> {
  const { postgres, triggers } = plan.stack;
  const outcomes = await runPipelines({ ...plan, stack: { postgres, triggers: chosen(triggers, company) } });
  const isLoaded = outcomes.every(isGreen);
  const sync = company && isLoaded ? await changeAndSync(plan) : undefined;
  const tables = `\n${table(outcomes)}${failures(outcomes)}`;
  if (sync === undefined) {
    const last = company ? lastLineOfCompany(outcomes) : lastLine(outcomes);
    return { isGreen: isLoaded, shown: tables, last, fields: fieldsOf(outcomes) };
  }
  const synced = syncFields(sync);
  return {
    isGreen: isWhole(sync),
    shown: `${tables}\n${syncTable(sync)}${syncLine(sync)}\n`,
    last: lastLineOfCompany(outcomes, synced.verdict),
    fields: { ...fieldsOf(outcomes), ok: isWhole(sync), sync: synced },
  };
}

/** The pipelines of the demo: three of one entity each, or the one of all entities. */
function chosen(triggers: readonly Trigger[], company: boolean): Trigger[] {
  return triggers.filter(({ entity }) => (entity === null) === company);
}

/** A sync goes on from the present, so a whole company is loaded up to the present, which lies before tomorrow. */
function historyOf({ history }: StackFile, company: boolean): StackFile["history"] {
  const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
  return history === null || !company || history.to >= tomorrow ? history : { ...history, to: tomorrow };
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
