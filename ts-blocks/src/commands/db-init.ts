import { parseArgs } from "node:util";
import { Progress } from "../console/progress";
import { parsed, runCommand } from "../operator/command";
import { withVariables } from "../operator/database";
import { postgresError } from "../warehouse/database/faults";
import { initDatabase } from "../warehouse/database/init";
import type { LockWait } from "../warehouse/database/lock-watch";

const HELP = `Brings an existing Postgres database to this version's schema, and keeps every row: the tables where there are none yet
(db/init), then each change that the database has not had (db/migrations), then roles and rights (db/always).

usage: npm run db:init -- [options]

  --json           what is done and its result as JSON, a line each
  --help           this text

Which database: the standard variables of Postgres (PGHOST, PGPORT, PGDATABASE, PGUSER; the password from PGPASSWORD or
~/.pgpass; PGSSLMODE, PGSSLROOTCERT, PGSSLCERT and PGSSLKEY for encryption), as a role that owns it. Postgres 16 or
later. Where that role may make roles, qbo_loader (for the pipelines) and qbo_reader (for people, read-only) are made as
well, without a password; elsewhere a line says what was left out.

Exit codes: 0 applied; 64 wrong use, a server that is too old, a schema that is newer than this program, or a name that
something else has; 75 the database could not be reached or let nobody in; 1 a statement that it refused. Each change is
one transaction: nothing is half applied.
`;

const OPTIONS = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(): Promise<number> {
  const { values } = parsed("db:init", () => parseArgs({ options: OPTIONS, strict: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const progress = new Progress("db:init", process.stdout, { json: values.json });
  progress.status("connecting");
  const onFile = (name: string, done: number, total: number) => progress.status(name, { done, total });
  const onLockWait = ({ seconds, holder }: LockWait) =>
    progress.say(`waiting ${seconds} s for a lock, held by ${holder}`);
  const { applied, leftOut } = await initDatabase({}, onFile, undefined, onLockWait).catch((error: unknown) => {
    throw withVariables("db:init", error) ?? postgresError(error);
  });
  progress.result({ applied, left_out: leftOut }, applied.map((name) => `applied ${name}\n`).join(""));
  for (const warning of leftOut) process.stderr.write(`db:init: left out: ${warning}\n`);
  return 0;
}

void runCommand("db:init", main);
