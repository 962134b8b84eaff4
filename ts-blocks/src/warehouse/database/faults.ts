import { BackfillError, ConfigError, TransientError } from "../../errors";
import { NAME_POSTGRES } from "./pooler";

type Fault = "config" | "passing";
interface Said {
  readonly as: Fault;
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

const RUN_ON = "the run goes on where it stopped";

/** `…` stands for the table. */
const TABLE_CHANGED: Said = {
  as: "config",
  code: "POSTGRES_TABLE_CHANGED",
  what: "… refuses a row because of something that was added to it or taken from it",
  remedy:
    "Take the added column, index, trigger or rule away, or put the missing key back (db/schema.sql shows the table as it belongs); then run again, what was read is kept.",
};

/** By SQLSTATE. The first match counts (PostgreSQL, appendix A). */
const FAULTS: readonly (readonly [sqlState: RegExp, said: Said])[] = [
  [/^(42P10|2[23][0-9A-Z]{3}|42804|428C9|42809|55000|0A000|P000\d|27000|3[89]\w{3}|44000)$/, TABLE_CHANGED],
  [
    /^25006$/,
    {
      as: "passing",
      code: "POSTGRES_READ_ONLY",
      what: "The database takes no writes now",
      remedy: `Find out why (a replica, a full disk at a managed provider, default_transaction_read_only) and let it take writes; then run again, ${RUN_ON}.`,
    },
  ],
  [
    /^(57014|25P0[34]|57P05)$/,
    {
      as: "passing",
      code: "POSTGRES_STATEMENT_ENDED",
      what: "Somebody ended a statement or a session of this run in Postgres before it was done",
      remedy: `Ask who cancels statements there (an administrator, a watchdog; the run's sessions have no statement_timeout of their own); then run again, ${RUN_ON}.`,
    },
  ],
  [
    /^(42P01|3F000|42703)$/,
    {
      as: "config",
      code: "POSTGRES_SCHEMA",
      what: "The database lacks a table, column or schema that this version needs",
      remedy: "Run `npm run db:init` against the database, then run again; existing rows are kept.",
    },
  ],
  [
    /^42501$/,
    {
      as: "config",
      code: "POSTGRES_RIGHTS",
      what: "The database user lacks a right that the backfill needs",
      remedy:
        "Make the user of POSTGRES_USER a member of qbo_loader (or the role that owns the tables), and remove any row policy that hides rows from it; then run again.",
    },
  ],
  // Postgres itself says it only of a broken client. A pooler says it of each thing that it does not allow.
  [
    /^08P01$/,
    {
      as: "config",
      code: "POSTGRES_POOLER",
      what: "A connection pooler before Postgres refuses a connection or a statement",
      remedy: `${NAME_POSTGRES}; then run again, ${RUN_ON}.`,
    },
  ],
  // 08: connection, 40: a conflict that passes, 53: resources (a full disk), 55P03: a lock, 57: shut down by an operator.
  [
    /^(08|40|53|55P03|55006|57|58)/,
    {
      as: "passing",
      code: "POSTGRES_LOST",
      what: "The connection to Postgres was lost or Postgres is out of resources",
      remedy: `Check Postgres and its disk, then run again; ${RUN_ON}.`,
    },
  ],
];

const SOCKET_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH", "LOST"]);

/**
 * Turns the error of a statement into an error with a remedy. Errors that do not come from Postgres, and errors of our own
 * statements, are returned unchanged. Only the code, the table and the name of a column, index or check are reported: the
 * text of a Postgres error may quote a row.
 */
export function postgresError(error: unknown): unknown {
  if (error instanceof BackfillError) return error;
  const sqlState = codeOf(error);
  if (sqlState === undefined) return error;
  const state = SOCKET_CODES.has(sqlState) ? "08000" : sqlState;
  const table = tableOf(error);
  // An error inside a trigger's function must be corrected by the author of the trigger.
  const inFunction = functionOf(error) !== undefined && /^(2|3|4[24]|P0)/.test(state);
  const said = inFunction ? TABLE_CHANGED : FAULTS.find(([pattern]) => pattern.test(state))?.[1];
  if (said === undefined) return error;
  // If the error names no table, the cause is one of our own statements.
  const isOurs = table === undefined && !inFunction && !/^(P000|42P10)/.test(state);
  if (said === TABLE_CHANGED && isOurs) return error;
  const what = said.what.replace("…", table ?? "A table of the database");
  const Kind = said.as === "config" ? ConfigError : TransientError;
  return new Kind(said.code, `${what} (${[sqlState, ...namesOf(error)].join(", ")}).`, {
    remedy: said.remedy,
    cause: error,
  });
}

interface Names {
  readonly schema?: unknown;
  readonly table?: unknown;
  readonly column?: unknown;
  readonly constraint?: unknown;
  readonly where?: unknown;
}

function tableOf(error: unknown): string | undefined {
  const { schema, table } = error as Names;
  return typeof schema === "string" && typeof table === "string" ? `${schema}.${table}` : undefined;
}

function namesOf(error: unknown): string[] {
  const { column, constraint } = error as Names;
  const trigger = functionOf(error);
  return [
    ...(typeof column === "string" ? [`column ${column}`] : []),
    ...(typeof constraint === "string" ? [constraint] : []),
    ...(trigger === undefined ? [] : [`function ${trigger}`]),
  ];
}

/** The function in which the error happened, such as that of a trigger. */
function functionOf(error: unknown): string | undefined {
  const { where } = error as Names;
  return typeof where === "string" ? /^PL\/\w+ function ([\w.]+)\(/.exec(where)?.[1] : undefined;
}

/** When a connection breaks or cannot be made, pg reports it without a code, only as text. */
function codeOf(error: unknown): string | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === "string") return code;
  const lost =
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;
  return typeof message === "string" && lost.test(message) ? "LOST" : undefined;
}
