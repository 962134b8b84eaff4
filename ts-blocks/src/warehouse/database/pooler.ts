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
    await client.query("begin");
    const before = await sessionOf(client);
    // The second session takes a connection of its own and gives it back last. So the pooler hands out that one next.
    const overlapping = await withinMs(
      SECOND_SESSION_MS,
      second.query("begin").then(() => sessionOf(second)),
    );
    await client.query("commit");
    await second.query("commit");
    const after = [await sessionOf(client), await sessionOf(client)];
    if (overlapping === before || after.some((session) => session !== before)) throw pooler();
  } finally {
    await second.end().catch(() => undefined);
  }
}

async function sessionOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid ?? 0;
}

async function withinMs<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(pooler()), ms);
  });
  work.catch(() => undefined); // the work may still fail after the time is up
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function pooler(): ConfigError {
  return new ConfigError("POSTGRES_POOLER", "A connection pooler in transaction mode stands before Postgres.", {
    remedy:
      "Let POSTGRES_HOST and POSTGRES_PORT name Postgres itself, or a pooler in session mode; nothing was read or written.",
  });
}
