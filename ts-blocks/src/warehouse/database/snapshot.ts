import type { Client, ClientConfig } from "pg";
import { typeParsers } from "./connection";
import { refusePooler } from "./pooler";
import { reach } from "./reach";
import { pinSession } from "./session";

/** A session that runs statements and copies. */
export type Session = Client;

/**
 * Reads the state of one moment, and only reads: all answers show the same state, whatever other programs write, and Postgres
 * refuses any statement that would write.
 *
 * @param database settings as pg takes them. Missing ones come from the standard PG… variables.
 */
export async function readSnapshot<T>(
  database: ClientConfig,
  name: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const connect = async () => (await reach({ ...database, application_name: name, types: typeParsers })).client;
  const client = await connect();
  try {
    await refusePooler(client, connect);
    await pinSession(client);
    await client.query("begin isolation level repeatable read, read only");
    return await work(client);
  } finally {
    await client.end();
  }
}
