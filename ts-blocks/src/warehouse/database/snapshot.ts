import { Client, type ClientConfig } from "pg";
import { typeParsers } from "./connection";

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
  const client = new Client({
    ...database,
    application_name: name,
    types: typeParsers,
    options: "-c timezone=UTC -c jit=off",
  });
  client.on("error", () => undefined); // the next statement says what is wrong
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read, read only");
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @returns whether the error is about reaching the database or being let in, and not about a statement. */
export function isAboutConnecting(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAboutConnecting);
  const { code } = error as { code?: unknown };
  // The socket's codes, 08 (connection), 28 (who may come in) and 3D000 (no such database).
  return typeof code === "string" && /^(E[A-Z]+$|08|28|3D)/.test(code);
}
