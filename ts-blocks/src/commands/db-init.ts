import { parseArgs } from "node:util";
import { initDatabase } from "../warehouse/init";

const HELP = `Applies db/init/*.sql to an existing Postgres database: creates what is missing and keeps every row.

  npm run db:init

Which database: the standard variables of Postgres (PGHOST, PGPORT, PGDATABASE, PGUSER; the password from PGPASSWORD or
~/.pgpass), as a role that owns it. Postgres 16 or later. Where that role may make roles, qbo_loader (for the pipelines)
and qbo_reader (for people, read-only) are made as well, without a password; elsewhere a line says what was left out.

Exit codes: 0 applied, 64 wrong use, 75 the database could not be reached or let nobody in, 1 anything else (a server that
is too old, a statement that it refused); every file is one transaction, so nothing is half applied.
`;

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" } } });
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
    for (const name of applied) process.stdout.write(`applied db/init/${name}\n`);
    for (const warning of leftOut) process.stderr.write(`db:init: left out: ${warning}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`db:init: ${messageOf(error)}\n`);
    if (!isAboutConnecting(error)) return 1;
    process.stderr.write("Check PGHOST, PGPORT, PGDATABASE, PGUSER and the password; see npm run db:init -- --help\n");
    return 75;
  }
}

/** The socket's codes, 08 (connection), 28 (who may come in) and 3D000 (no such database). */
function isAboutConnecting(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAboutConnecting);
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^(E[A-Z]+$|08|28|3D)/.test(code);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

void main().then((code) => {
  process.exitCode = code;
});
