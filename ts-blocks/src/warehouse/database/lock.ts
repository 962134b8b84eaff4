import type { PoolClient } from "pg";
import type { EntityName } from "../../entities/entity";
import { TransientError } from "../../errors";
import type { Warehouse } from "./connection";

/** First key of our advisory locks, so that they cannot meet another program's: "qbo" in a telephone's keys. */
export const LOCK_CLASS = 726;

/** A cancelled block's program is gone within moments; whoever holds the lock longer is really at work. */
const LOCK_WAIT_MS = 30_000;
/** After so long, a person is told what is waited for. */
export const WORD_AFTER_MS = 10_000;

/** How a lock is waited for that another program holds. */
export interface LockWaiting {
  /** Until the other program is done; otherwise 30 s. */
  readonly forEver: boolean;
  /** Hears once, after ten seconds, who holds it. */
  readonly onLong: (holder: string) => void;
}

/**
 * Does the work while nobody else works on the entity, whichever process or machine it runs on. The lock is held by a
 * session of its own, so that it is freed by the holder's death and by nothing else; when that session is lost, so is the
 * work, for somebody else may have begun.
 *
 * @throws TransientError `ENTITY_BUSY`, saying who holds it, or `POSTGRES_LOST`.
 */
export async function holdingEntity<T>(
  warehouse: Warehouse,
  entity: EntityName,
  work: () => Promise<T>,
  waiting: LockWaiting | number = LOCK_WAIT_MS,
): Promise<T> {
  const client = await lockAfter(warehouse, entity, waiting);
  let giveUp: ((error: Error) => void) | undefined;
  const lost = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  client.once("error", (cause) => giveUp?.(lockLost(entity, cause)));
  try {
    return await Promise.race([work(), lost]);
  } finally {
    // Ending the session gives the lock back even if an unlock would not reach the server.
    client.release(true);
  }
}

async function lockAfter(warehouse: Warehouse, entity: EntityName, waiting: LockWaiting | number): Promise<PoolClient> {
  if (typeof waiting === "number") return lock(warehouse, entity, waiting);
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await lock(warehouse, entity, WORD_AFTER_MS, isFirst ? waiting.onLong : undefined);
    } catch (error) {
      if (!(error instanceof TransientError && error.code === "ENTITY_BUSY" && waiting.forEver)) throw error;
    }
  }
}

async function lock(
  warehouse: Warehouse,
  entity: EntityName,
  waitMs: number,
  onBusy?: (holder: string) => void,
): Promise<PoolClient> {
  const client = await warehouse.connect();
  try {
    await client.query("select set_config('lock_timeout', $1, false)", [`${waitMs}ms`]);
    await client.query("select pg_advisory_lock($1, hashtext($2))", [LOCK_CLASS, entity]);
    await client.query("select set_config('lock_timeout', '0', false)");
    return client;
  } catch (error) {
    const holder = (error as { code?: string }).code === "55P03" ? await holderOf(client, entity) : undefined;
    client.release(true);
    if (holder === undefined) throw error;
    onBusy?.(holder);
    throw new TransientError("ENTITY_BUSY", `Another program is working on ${entity} in this database: ${holder}.`, {
      remedy: "Wait until the other program has finished, or cancel its run in Mage; then run again.",
      cause: error,
    });
  }
}

export function lockLost(entity: string, cause: Error): TransientError {
  return new TransientError("POSTGRES_LOST", `The session that keeps others off ${entity} was lost.`, {
    remedy: "Check Postgres, then run again; the run goes on where it stopped.",
    cause,
  });
}

export async function holderOf(client: PoolClient, entity: EntityName): Promise<string> {
  const { rows } = await client.query<{ application_name: string; client_addr: string | null; pid: number }>(
    `select a.application_name, a.client_addr::text, a.pid
     from pg_locks l
     join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.classid = $1 and l.objid::int8 = hashtext($2)::int8 & 4294967295`,
    [LOCK_CLASS, entity],
  );
  const holder = rows[0];
  return holder === undefined
    ? "its session has just ended"
    : `${holder.application_name} from ${holder.client_addr ?? "this machine"}, Postgres session ${holder.pid}`;
}
