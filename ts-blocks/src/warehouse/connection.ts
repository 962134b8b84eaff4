import { Pool, type PoolClient, types } from "pg";
import { BackfillError, ConfigError, TransientError } from "../errors";
import { type UtcInstant, utcInstant } from "../job/instants";

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
const typeParsers = {
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
/** One for each worker, one for the lock, one for the gate, and one to spare. */
const CONNECTIONS_MAX = 12;

export class Warehouse {
  private constructor(private readonly pool: Pool) {}

  /**
   * @param role names the sessions in pg_stat_activity, `qb_loader invoices`.
   * @throws ConfigError or TransientError when Postgres does not let us in.
   */
  static async open(settings: PostgresSettings, role: string): Promise<Warehouse> {
    const pool = new Pool({
      ...settings,
      max: CONNECTIONS_MAX,
      types: typeParsers,
      application_name: role,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // A killed program must not leave its long statement, and with it its lock, running behind it.
      options: "-c timezone=UTC -c client_connection_check_interval=1s",
    });
    // An idle session that Postgres ended is not a crash: the next statement says what is wrong.
    pool.on("error", () => undefined);
    try {
      await pool.query("select 1");
    } catch (error) {
      await pool.end();
      throw connectionError(error);
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

  async close(): Promise<void> {
    await this.pool.end();
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
    remedy: "Check that it runs and that the secrets POSTGRES_HOST and POSTGRES_PORT in Mage name it; then run again.",
    cause: error,
  });
}

/**
 * What went wrong in a statement, as an error with a remedy; anything that is not of Postgres' making is given back.
 * Only the code and the table are named: Postgres' own text may quote a row.
 */
export function postgresError(error: unknown): unknown {
  if (error instanceof BackfillError) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") return error;
  if (code === "42P01" || code === "3F000" || code === "42703") {
    return new ConfigError(
      "POSTGRES_SCHEMA",
      `The database lacks a table, column or schema that this version needs (${code}).`,
      {
        remedy: "Run `npm run db:init` against it, then run again; existing rows are kept.",
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
  // 08: connection, 53: resources (a full disk), 57: shut down by an operator; ECONN…: the socket.
  if (/^(08|53|57)/.test(code) || code.startsWith("E")) {
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
