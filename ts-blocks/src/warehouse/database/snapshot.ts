import type { Client, ClientConfig } from "pg";
import { typeParsers } from "./connection";
import { reach } from "./reach";
import { pinSession } from "./session";

/** A session in which statements and copies can be run. */
export type Session = Client;

/**
 * Reads as of one moment, and reads only: whatever runs meanwhile, all answers are of the same state, and Postgres refuses
 * any statement that would write.
 *
 * @param database settings as pg takes them; what is not given comes from the standard PG… variables.
 */
export async function readSnapshot<T>(
  database: ClientConfig,
  name: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { client } = await reach({ ...database, application_name: name, types: typeParsers });
  try {
    await pinSession(client);
    await client.query("begin isolation level repeatable read, read only");
    return await work(client);
  } finally {
    await client.end();
  }
}
