import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Progress } from "../console/progress";
import { CommandError, parsed, runCommand } from "../operator/command";
import { chosenDatabase, DATABASE_HELP, DATABASE_OPTIONS, readChosen } from "../operator/database";
import { writeOut } from "../operator/out-file";
import { factsOf, runNumber } from "../operator/run-choice";
import { LANGUAGES } from "../report/page/format";
import { opensIn, reportPage } from "../report/page/page";
import { programVersion } from "../version";
import { keptReport } from "../warehouse/reports/kept-report";

const HELP = `Writes the report of a run: one HTML file in English and Spanish that loads nothing from anywhere.

usage: npm run report -- [options]

  --run N          which run, as qb.report in the log tells it (default: the newest)
  --lang en|es     which language it opens in (default en); a link at its top leads to the other
  --kept           the report as it was kept when the run ended (default: made anew from the ledger)
  --out FILE       where to (default qbo-report-run-N.html)
  --dir DIR        the local stack's folder (default .local)
  --json           what is done and its result as JSON, a line each
  --help           this text

${DATABASE_HELP}

Exit codes: 0 written, 64 something given is wrong, 75 the database could not be reached, 1 anything else.
`;

const OPTIONS = {
  run: { type: "string" },
  lang: { type: "string", default: "en" },
  kept: { type: "boolean", default: false },
  out: { type: "string" },
  ...DATABASE_OPTIONS,
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(): Promise<number> {
  const { values } = parsed("report", () => parseArgs({ options: OPTIONS, strict: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const language = LANGUAGES.find((each) => each === values.lang);
  if (language === undefined) throw new CommandError("--lang must be en or es", 64);
  const asked = runNumber(values.run);
  const progress = new Progress("report", process.stdout, { json: values.json });
  progress.status("reading the ledger");
  const { page, run } = await readChosen("report", chosenDatabase(values.dir, process.env), async (session) => {
    const facts = await factsOf(session, asked);
    progress.status("drawing");
    const kept = values.kept ? await keptReport(session, facts.run.runId) : undefined;
    if (values.kept && kept === undefined) {
      throw new CommandError(`no report of run ${facts.run.runId} was kept: leave --kept away`, 64);
    }
    return { run: facts.run, page: kept ?? reportPage(facts, programVersion()) };
  });
  const file = writeOut(values.out ?? `qbo-report-run-${run.runId}.html`, opensIn(page, language), process.env);
  progress.result(
    { run_id: run.runId, entity: run.entity, state: run.state, file },
    `report: run ${run.runId}, ${run.entity}, ${run.state}: ${pathToFileURL(file)}\n`,
  );
  return 0;
}

void runCommand("report", main);
