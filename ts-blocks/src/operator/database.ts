import path from "node:path";
import type { ClientConfig } from "pg";
import { BackfillError } from "../errors";
import { defaultLocalDir } from "../repository-root";
import { postgresError } from "../warehouse/database/faults";
import { requireDatabase } from "../warehouse/database/requirements";
import { readSnapshot, type Session } from "../warehouse/database/snapshot";
import { CommandError } from "./command";
import { readRunningStack } from "./stack-file";

/** Options of every command that reads the database. */
export const DATABASE_OPTIONS = { dir: { type: "string" } } as const;

export const DATABASE_HELP = `Which database: the standard variables of Postgres (PGHOST, PGPORT, PGDATABASE, PGUSER; the password from PGPASSWORD or
~/.pgpass; PGSSLMODE, PGSSLROOTCERT, PGSSLCERT and PGSSLKEY for encryption); without PGHOST and PGDATABASE, the running
local stack's. The role qbo_reader is enough: nothing is written.`;

const NAMED_BY = ["PGHOST", "PGDATABASE", "PGSERVICE"] as const;

/** @throws CommandError 64 when there is none. */
export function chosenDatabase(dir: string | undefined, env: NodeJS.ProcessEnv): ClientConfig {
  if (NAMED_BY.some((name) => env[name])) return {};
  const stack = readRunningStack(path.join(path.resolve(dir ?? defaultLocalDir()), "stack.json"));
  if (stack !== undefined) return { connectionString: stack.postgres.readerUrl };
  throw new CommandError(
    "no database is named: set PGHOST, PGDATABASE and PGUSER (as for npm run db:init), or start the local stack",
    64,
  );
}

/** Reads the state that the chosen database has at one moment. */
export async function readChosen<T>(
  name: string,
  database: ClientConfig,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    return await readSnapshot(database, name, async (session) => {
      await requireDatabase(session);
      return await work(session);
    });
  } catch (error) {
    throw withVariables(name, error) ?? (error instanceof CommandError ? error : postgresError(error));
  }
}

/** A person who runs a command names the database by variables, since only Mage can read its secrets. */
export function withVariables(name: string, error: unknown): CommandError | undefined {
  if (!(error instanceof BackfillError)) return undefined;
  if (!["POSTGRES_UNREACHABLE", "POSTGRES_REFUSED", "POSTGRES_BUSY"].includes(error.code)) return undefined;
  const check = `check PGHOST, PGPORT, PGDATABASE, PGUSER and the password (npm run ${name} -- --help)`;
  return new CommandError(`${error.message} To correct it, ${check}`, 75, { cause: error });
}
