import { parseArgs } from "node:util";
import { Progress } from "../../local/progress";
import { initDatabase } from "../warehouse/init";
import { isAboutConnecting } from "../warehouse/snapshot";

const HELP = `Applies db/init/*.sql to an existing Postgres database: creates what is missing and keeps every row.

usage: npm run db:init -- [options]

  --json           what is done and its result as JSON, a line each
  --help           this text

Which database: the standard variables of Postgres (PGHOST, PGPORT, PGDATABASE, PGUSER; the password from PGPASSWORD or
~/.pgpass), as a role that owns it. Postgres 16 or later. Where that role may make roles, qbo_loader (for the pipelines)
and qbo_reader (for people, read-only) are made as well, without a password; elsewhere a line says what was left out.

Exit codes: 0 applied, 64 wrong use, 75 the database could not be reached or let nobody in, 1 anything else (a server that
is too old, a statement that it refused); every file is one transaction, so nothing is half applied.
`;

async function main(): Promise<number> {
  let json = false;
  try {
    const { values } = parseArgs({ options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
    json = values.json ?? false;
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
  } catch (error) {
    process.stderr.write(`db:init: ${messageOf(error)}\nTry: npm run db:init -- --help\n`);
    return 64;
  }
  try {
    const { applied, leftOut } = await initDatabase({});
    const progress = new Progress("db:init", process.stdout, { json });
    progress.result({ applied, left_out: leftOut }, applied.map((name) => `applied db/init/${name}\n`).join(""));
    for (const warning of leftOut) process.stderr.write(`db:init: left out: ${warning}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`db:init: ${messageOf(error)}\n`);
    if (!isAboutConnecting(error)) return 1;
    process.stderr.write("Check PGHOST, PGPORT, PGDATABASE, PGUSER and the password; see npm run db:init -- --help\n");
    return 75;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

void main().then((code) => {
  process.exitCode = code;
});
