import { setTimeout as delay } from "node:timers/promises";
import type { ClientBase, PoolClient } from "pg";
import { type UtcInstant, utcInstant } from "../../job/instants";
import { postgresError } from "./faults";
import { type LockWait, LockWatch } from "./lock-watch";
import { Pool, types } from "./pg";
import { refusePooler } from "./pooler";
import { type Reached, reach } from "./reach";
import { requireDatabase, requireWritable } from "./requirements";
import { pinSearchPath, pinSession } from "./session";
import type { TlsSettings } from "./tls";

export { postgresError } from "./faults";

export interface PostgresSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** How the connection is encrypted. Without it, the environment's PG… variables decide. */
  readonly tls?: TlsSettings;
}

/** A client inside or outside of a transaction. The statements of this folder run on it. */
export type Db = Pick<PoolClient, "query">;

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** Counts become numbers (they stay far below 2^53), instants become `UtcInstant`. All other values stay as pg gives them. */
export const typeParsers = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return instantFromPostgres;
    return format === undefined ? types.getTypeParser(oid) : types.getTypeParser(oid, format as "text");
  }) as typeof types.getTypeParser,
};

/** Every usual instant, in a session whose zone is UTC: `2026-01-05 00:00:00.5+00`. */
const IN_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/;

/** Takes the text as it is. To make a Date of it and a text of that took a company's loader 0.6 s of 5 (150,000 instants). */
function instantFromPostgres(text: string): UtcInstant {
  if (!IN_UTC.test(text)) return utcInstant(new Date(`${text.replace(" ", "T")}:00`));
  return `${text.slice(0, 10)}T${text.slice(11, 19)}Z` as UtcInstant;
}

const CLOSE_MS_MAX = 1_000;
/** One connection for each worker, one for the lock, one for the gate, and two for proofs by ids or what else is booked. */
const CONNECTIONS_MAX = 12;

export interface Listeners {
  /** Called when a statement has waited for a lock for ten seconds, and again every minute. */
  readonly onLockWait?: (wait: LockWait) => void;
}

export class Warehouse {
  private constructor(
    private readonly pool: Pool,
    private readonly watch: LockWatch,
    /** Whether records cross a network to Postgres unencrypted although nobody has allowed it. */
    readonly isInTheClear: boolean,
  ) {}

  /**
   * @param role the sessions' name in pg_stat_activity, `qb_loader invoices`.
   * @throws ConfigError or TransientError when Postgres refuses the connection or accepts no writes, or when its schema is not
   * the one of this program.
   */
  static async open(
    { tls, ...settings }: PostgresSettings,
    role: string,
    { onLockWait = () => undefined }: Listeners = {},
  ): Promise<Warehouse> {
    const common = { ...settings, application_name: role, types: typeParsers };
    const reached = await reach(common, tls);
    try {
      await requireSession(reached, () => reach(common, tls).then(({ client }) => client));
    } finally {
      await reached.client.end().catch(() => undefined);
    }
    const watch = new LockWatch(() => reach(common, tls).then(({ client }) => client), onLockWait);
    const onConnect = async (session: ClientBase) => watch.add(await prepared(session));
    const pool = new Pool({ ...reached.config, max: CONNECTIONS_MAX, onConnect });
    // When Postgres ends a session, the program must not crash: the next statement on the session reports the problem. The pool
    // reports errors of idle sessions only, so each session needs a listener of its own.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    return new Warehouse(pool, watch, reached.isInTheClear);
  }

  get db(): Db {
    return this.pool as Db;
  }

  async connect(): Promise<PoolClient> {
    return this.pool.connect();
  }

  /** Runs `work` in one transaction: either all of it happens, or nothing. */
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
      // A session whose transaction failed is not used again.
      client.release(failed);
    }
  }

  /** Waits only a moment for running statements, so that closing cannot keep the block from sending its last message. */
  async close(): Promise<void> {
    this.watch.end();
    await Promise.race([this.pool.end(), delay(CLOSE_MS_MAX, undefined, { ref: false })]);
  }
}

/** pg waits for this before it hands out the session, though its types do not say so. @returns the session's number. */
async function prepared(session: ClientBase): Promise<number> {
  const pid = await pinSession(session);
  await pinSearchPath(session);
  return pid;
}

async function requireSession({ client }: Reached, another: () => Promise<Reached["client"]>): Promise<void> {
  try {
    await refusePooler(client, another);
    await prepared(client);
    await requireDatabase(client);
    await requireWritable(client);
  } catch (error) {
    throw postgresError(error);
  }
}
