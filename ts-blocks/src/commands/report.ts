import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Progress } from "../console/progress";
import { counted } from "../log/words";
import { CommandError, parsed, runCommand } from "../operator/command";
import { chosenDatabase, DATABASE_HELP, DATABASE_OPTIONS, readChosen } from "../operator/database";
import { writeLoadReport } from "../operator/load-report";
import { writeOut } from "../operator/out-file";
import { chosen, loadNumber, runNumber } from "../operator/run-choice";
import { SYNCS_MAX, writeSyncPages } from "../operator/sync-pages";
import { LANGUAGES, type Language } from "../report/page/format";
import { opensIn } from "../report/page/frame";
import { reportPage } from "../report/page/page";
import { ageMs, verdictOf } from "../report/syncs/verdicts";
import { english } from "../report/syncs/words-en";
import { programVersion } from "../version";
import type { Session } from "../warehouse/database/snapshot";
import type { ReportFacts } from "../warehouse/reports/facts";
import { keptReport } from "../warehouse/reports/kept-report";
import type { LoadFacts } from "../warehouse/reports/load-facts";
import { readSyncSeries } from "../warehouse/reports/sync-series";

const HELP = `Writes the report of a run: one HTML file in English and Spanish that loads nothing from anywhere. With --load, that of
a load: one page with a row an entity, and beside it a folder with the report of each. With --syncs, the page of all syncs: a bar
for each, and beside it a folder with the page of each.

usage: npm run report -- [options]

  --run N          which run, as the line qb.report of the log names it
  --load N         which load, as the line qb.report of qb_company_backfill names it
                   (default: the newest load; if it is of one entity, the newest run)
  --syncs          the newest ${SYNCS_MAX} syncs of qb_company_sync in place of a load or run: what each found, and how old the data is
  --lang en|es     which language it opens in (default en); a link at its top leads to the other
  --kept           the report as it was kept when the run ended (default: made again from the ledger)
  --out FILE       where to (default qbo-report-run-N.html, qbo-report-load-N.html or qbo-report-syncs.html)
  --dir DIR        the local stack's folder (default .local)
  --json           what is done and its result as JSON, a line each
  --help           this text

${DATABASE_HELP}

Exit codes: 0 written, 64 something given is wrong, 75 the database could not be reached, 1 anything else.
`;

const OPTIONS = {
  run: { type: "string" },
  load: { type: "string" },
  syncs: { type: "boolean", default: false },
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
  const load = loadNumber(values.load, values.run);
  if (values.syncs && (asked !== undefined || load !== undefined || values.kept)) {
    throw new CommandError("--syncs excludes --run, --load and --kept", 64);
  }
  const progress = new Progress("report", process.stdout, { json: values.json });
  progress.status("reading the ledger");
  const database = chosenDatabase(values.dir, process.env);
  if (values.syncs) return await reportSyncs(database, { ...values, language }, progress);
  const said = await readChosen("report", database, async (session) => {
    const about = await chosen(session, asked, load);
    if (about.kind === "load") return await reportLoad(session, about.facts, { ...values, language }, progress);
    return await reportRun(session, about.facts, { ...values, language }, progress);
  });
  progress.result(said.result, said.line);
  return 0;
}

interface Asked {
  readonly out?: string | undefined;
  readonly kept: boolean;
  readonly language: Language;
}

/** What the command says when the report is written: for a program, and for a person. */
interface Said {
  readonly result: Record<string, unknown>;
  readonly line: string;
}

async function reportRun(session: Session, facts: ReportFacts, asked: Asked, progress: Progress): Promise<Said> {
  const { run } = facts;
  progress.status("drawing");
  const kept = asked.kept ? await keptReport(session, run.runId) : undefined;
  if (asked.kept && kept === undefined) {
    throw new CommandError(`no report of run ${run.runId} was kept: leave --kept away`, 64);
  }
  const page = kept ?? reportPage(facts, programVersion());
  const file = writeOut(asked.out ?? `qbo-report-run-${run.runId}.html`, opensIn(page, asked.language), process.env);
  return {
    result: { run_id: run.runId, entity: run.entity, state: run.state, file },
    line: `report: run ${run.runId}, ${run.entity}, ${run.state}: ${pathToFileURL(file)}\n`,
  };
}

async function reportLoad(session: Session, facts: LoadFacts, asked: Asked, progress: Progress): Promise<Said> {
  const { loadId, state } = facts.load;
  const entities = facts.entities.length;
  const file = await writeLoadReport(session, facts, {
    name: asked.out ?? `qbo-report-load-${loadId}.html`,
    language: asked.language,
    kept: asked.kept,
    env: process.env,
    onEntity: (entity, done, total) => progress.status(entity, { done, total }),
  });
  return {
    result: { load_id: loadId, entities, state, file },
    line: `report: load ${loadId}, ${counted(entities, "entity", "entities")}, ${state}: ${pathToFileURL(file)}\n`,
  };
}

async function reportSyncs(
  database: ReturnType<typeof chosenDatabase>,
  asked: { readonly out?: string | undefined; readonly language: Language },
  progress: Progress,
): Promise<number> {
  const { file, series } = await readChosen("report", database, async (session) => {
    const facts = await readSyncSeries(session, SYNCS_MAX);
    const written = await writeSyncPages(session, facts, {
      name: asked.out ?? "qbo-report-syncs.html",
      language: asked.language,
      env: process.env,
      onSync: (done, total) => progress.status("drawing", { done, total }),
    });
    return { file: written, series: facts };
  });
  const [newest] = series.syncs;
  const state = newest === undefined ? "none" : verdictOf(newest);
  const asOf = series.known?.asOf ?? null;
  const age = ageMs(series);
  const said = [
    counted(series.total, "sync"),
    ...(newest ? [`the newest ${english.table.verdict[verdictOf(newest)]}`] : []),
  ];
  progress.result(
    { syncs: series.total, state, as_of: asOf, age_seconds: age === undefined ? null : Math.round(age / 1_000), file },
    `report: ${[...said, ...(asOf === null ? [] : [`data as of ${asOf}`])].join(", ")}: ${pathToFileURL(file)}\n`,
  );
  return 0;
}

void runCommand("report", main);
