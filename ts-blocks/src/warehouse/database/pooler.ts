import type { Client } from "pg";
import { ConfigError } from "../../errors";

/** With a pooler of only one connection, the second session waits for the first. */
const SECOND_SESSION_MS = 3_000;

/**
 * Locks and settings belong to a session. A pooler in transaction mode gives each transaction whichever connection is free.
 * Our locks and settings would then stay with a connection that another program uses.
 *
 * If the number that the server announced is not the number of the session, something stands between us and Postgres. Then a
 * test decides: two sessions run overlapping transactions. In transaction mode, one of them has another connection afterwards.
 *
 * @throws ConfigError `POSTGRES_POOLER`.
 */
export async function refusePooler(client: Client, another: () => Promise<Client>): Promise<void> {
  const announced = (client as unknown as { processID: number | null }).processID;
  if (announced === (await sessionOf(client))) return;
  const second = await withinMs(SECOND_SESSION_MS, another());
  try {
    await withinMs(SECOND_SESSION_MS, sessionOf(second));
    await client.query("begin");
    const before = await sessionOf(client);
    // The second session takes a connection of its own and gives it back last. So the pooler hands out that one next.
    const overlapping = await withinMs(
      SECOND_SESSION_MS,
      second.query("begin").then(() => sessionOf(second)),
      inTransactionMode,
    );
    await client.query("commit");
    await second.query("commit");
    const after = [await sessionOf(client), await sessionOf(client)];
    if (overlapping === before || after.some((session) => session !== before)) throw inTransactionMode();
  } finally {
    await second.end().catch(() => undefined);
  }
}

async function sessionOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid ?? 0;
}

async function withinMs<T>(ms: number, work: Promise<T>, lateError = withoutSecond): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(lateError()), ms);
  });
  work.catch(() => undefined); // the work may still fail after the time is up
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** As many as a run may open at once (CONNECTIONS_MAX), and one that watches for locks. */
const SESSIONS = 13;

/** For the secrets of a run, and for the variables of a command. */
export const NAME_POSTGRES = `Let POSTGRES_HOST and POSTGRES_PORT (for a command, PGHOST and PGPORT) name Postgres itself, or a pooler in session mode with ${SESSIONS} connections for this program`;

function inTransactionMode(): ConfigError {
  return refusal("A connection pooler in transaction mode stands before Postgres.");
}

function withoutSecond(): ConfigError {
  return refusal("The connection pooler before Postgres has no second connection for this program.");
}

function refusal(message: string): ConfigError {
  return new ConfigError("POSTGRES_POOLER", message, { remedy: `${NAME_POSTGRES}; nothing was read or written.` });
}
