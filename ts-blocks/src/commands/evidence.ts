import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Progress } from "../console/progress";
import { counted } from "../log/words";
import { parsed, runCommand } from "../operator/command";
import { chosenDatabase, DATABASE_HELP, DATABASE_OPTIONS, readChosen } from "../operator/database";
import { evidenceOf, evidenceOfLoad } from "../operator/evidence";
import { writeOut } from "../operator/out-file";
import { chosen, loadNumber, runNumber } from "../operator/run-choice";

const HELP = `Packs what a reviewer asks for about a run or a load into one zip: the report, its numbers, every validation query with its
result, the versions, and the SHA-256 of each file.

usage: npm run evidence -- [options]

  --run N          which run, as the line qb.report of the log names it
  --load N         which load: the same for each of its entities
                   (default: the newest load; if it is of one entity, the newest run)
  --out FILE       where to (default qbo-evidence-run-N.zip, or qbo-evidence-load-N.zip)
  --dir DIR        the local stack's folder (default .local)
  --json           what is done and its result as JSON, a line each
  --help           this text

All results are of one moment, whatever runs meanwhile. Of the records it holds ids, times and hashes, the names of inactive
ones (query 080), the first 200 characters of each rejected record (query 060), and what a query of your own
in db/queries shows. The file is for you alone (mode 0600). In the CSV files, a text that begins as a formula does (= + - @)
has an apostrophe before it.

${DATABASE_HELP}

Exit codes: 0 written, 64 something given is wrong, 75 the database could not be reached, 1 anything else.
`;

const OPTIONS = {
  run: { type: "string" },
  load: { type: "string" },
  out: { type: "string" },
  ...DATABASE_OPTIONS,
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(): Promise<number> {
  const { values } = parsed("evidence", () => parseArgs({ options: OPTIONS, strict: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const asked = runNumber(values.run);
  const load = loadNumber(values.load, values.run);
  const progress = new Progress("evidence", process.stdout, { json: values.json });
  progress.status("reading the ledger");
  const database = chosenDatabase(values.dir, process.env);
  const onQuery = (name: string, done: number, total: number) => progress.status(name, { done, total });
  const { about, zip } = await readChosen("evidence", database, async (session) => {
    const about = await chosen(session, asked, load);
    const zip =
      about.kind === "load"
        ? await evidenceOfLoad(session, about.facts, onQuery)
        : await evidenceOf(session, about.facts, onQuery);
    return { about, zip };
  });
  const place = (name: string) => writeOut(values.out ?? `qbo-evidence-${name}.zip`, zip, process.env);
  if (about.kind === "load") {
    const { loadId, state } = about.facts.load;
    const entities = about.facts.entities.length;
    const file = place(`load-${loadId}`);
    progress.result(
      { load_id: loadId, entities, state, file, bytes: zip.length },
      `evidence: load ${loadId}, ${counted(entities, "entity", "entities")}, ${state}: ${pathToFileURL(file)}\n`,
    );
    return 0;
  }
  const { runId, entity, state } = about.facts.run;
  const file = place(`run-${runId}`);
  progress.result(
    { run_id: runId, entity, state, file, bytes: zip.length },
    `evidence: run ${runId}, ${entity}, ${state}: ${pathToFileURL(file)}\n`,
  );
  return 0;
}

void runCommand("evidence", main);
