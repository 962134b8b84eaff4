import { setTimeout as delay } from "node:timers/promises";
import { Pool, type PoolClient, types } from "pg";
import { BackfillError, ConfigError, TransientError } from "../../errors";
import { type UtcInstant, utcInstant } from "../../job/instants";
import { judgeDatabase } from "./judge";

export interface PostgresSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** A client inside or outside of a transaction: what the statements of this folder are run on. */
export type Db = Pick<PoolClient, "query">;

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** Counts become numbers (they stay far below 2^53), instants become `UtcInstant`; the rest is as pg gives it. */
export const typeParsers = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return instantFromPostgres;
    return format === undefined ? types.getTypeParser(oid) : types.getTypeParser(oid, format as "text");
  }) as typeof types.getTypeParser,
};

function instantFromPostgres(text: string): UtcInstant {
  // '2026-01-05 00:00:00+00', the session's zone being UTC.
  return utcInstant(new Date(`${text.replace(" ", "T")}:00`));
}

const CONNECT_TIMEOUT_MS = 10_000;
const CLOSE_MS_MAX = 1_000;
/** One for each worker, one for the lock, one for the gate, and one to spare. */
const CONNECTIONS_MAX = 12;

export class Warehouse {
  private constructor(private readonly pool: Pool) {}

  /**
   * @param role names the sessions in pg_stat_activity, `qb_loader invoices`.
   * @throws ConfigError or TransientError when Postgres does not let us in, or holds another schema than this program's.
   */
  static async open(settings: PostgresSettings, role: string): Promise<Warehouse> {
    const pool = new Pool({
      ...settings,
      max: CONNECTIONS_MAX,
      types: typeParsers,
      application_name: role,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // A killed program must not leave its long statement, and with it its lock, running behind it.
      // A page of records is sorted in memory, and its statement is too short to be worth compiling.
      options: [
        "timezone=UTC",
        "client_connection_check_interval=1s",
        // A machine that vanishes must not hold its locks for the hours of the system's own defaults.
        "tcp_keepalives_idle=30",
        "tcp_keepalives_interval=10",
        "tcp_keepalives_count=3",
        "work_mem=64MB",
        "jit=off",
      ]
        .map((setting) => `-c ${setting}`)
        .join(" "),
    });
    // A session that Postgres ended is not a crash: the next statement on it says what is wrong. The pool hears of idle
    // sessions only, so each session is listened to by itself.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    try {
      const client = await pool.connect().catch((error: unknown) => {
        throw connectionError(error);
      });
      await judgeDatabase(client).finally(() => client.release());
    } catch (error) {
      await pool.end();
      throw postgresError(error);
    }
    return new Warehouse(pool);
  }

  get db(): Db {
    return this.pool as Db;
  }

  async connect(): Promise<PoolClient> {
    return this.pool.connect();
  }

  /** Runs `work` in one transaction: all of it happened, or nothing did. */
  async transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let failed: Error | undefined;
    try {
      await client.query("begin");
      const value = await work(client);
      await client.query("commit");
      return value;
    } catch (error) {
      failed = error instanceof Error ? error : new Error(String(error));
      await client.query("rollback").catch(() => undefined);
      throw error;
    } finally {
      // A session whose transaction failed is not trusted again.
      client.release(failed);
    }
  }

  /** Waits a moment for statements under way, and no longer: who closes has the last word to say. */
  async close(): Promise<void> {
    await Promise.race([this.pool.end(), delay(CLOSE_MS_MAX, undefined, { ref: false })]);
  }
}

const WRONG_CREDENTIALS = new Set(["28P01", "28000", "3D000"]);

/** The places and names are secrets of the operator's: the error says which secrets to look at, not what they hold. */
function connectionError(error: unknown): Error {
  const code = (error as { code?: string }).code ?? "no answer";
  if (WRONG_CREDENTIALS.has(code)) {
    return new ConfigError("POSTGRES_REFUSED", `Postgres refuses the user, the password or the database (${code}).`, {
      remedy: "Check the secrets POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB in Mage.",
      cause: error,
    });
  }
  return new TransientError("POSTGRES_UNREACHABLE", `Postgres cannot be reached (${code}).`, {
    remedy:
      "Check that Postgres runs and that the secrets POSTGRES_HOST and POSTGRES_PORT in Mage name it; then run again.",
    cause: error,
  });
}

/**
 * What went wrong in a statement, as an error with a remedy; anything that is not of Postgres' making is given back.
 * Only the code and the table are named: Postgres' own text may quote a row.
 */
export function postgresError(error: unknown): unknown {
  if (error instanceof BackfillError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  if (code === "42P01" || code === "3F000" || code === "42703") {
    return new ConfigError(
      "POSTGRES_SCHEMA",
      `The database lacks a table, column or schema that this version needs (${code}).`,
      {
        remedy: "Run `npm run db:init` against the database, then run again; existing rows are kept.",
        cause: error,
      },
    );
  }
  if (code === "42501") {
    return new ConfigError("POSTGRES_RIGHTS", "The database user lacks a right that the backfill needs (42501).", {
      remedy:
        "Let the user of POSTGRES_USER read and write schema raw and schema backfill (or use the role that owns them), then run again.",
      cause: error,
    });
  }
  // 08: connection, 40: a conflict that passes, 53: resources (a full disk), 55P03: a lock, 57: shut down by an operator.
  if (/^(08|40|53|57)/.test(code) || code === "55P03" || SOCKET_CODES.has(code)) {
    return new TransientError(
      "POSTGRES_LOST",
      `The connection to Postgres was lost or Postgres is out of resources (${code}).`,
      {
        remedy: "Check Postgres and its disk, then run again; the run goes on where it stopped.",
        cause: error,
      },
    );
  }
  return error;
}

const SOCKET_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH", "LOST"]);

/** pg itself says of a connection that broke, or that did not come, only in words. */
function codeOf(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "string") return code;
  const lost =
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;
  return typeof message === "string" && lost.test(message) ? "LOST" : undefined;
}
