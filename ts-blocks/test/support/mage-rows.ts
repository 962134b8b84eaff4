import { Client } from "pg";
import type { Stack } from "../../local/stack";

/** Reads Mage's database, because Mage's web server shows old values for a minute and longer. */
export async function mageRows<T extends object>(stack: Stack, sql: string, values: unknown[]): Promise<T[]> {
  const mage = new Client({ connectionString: stack.postgres.urls.mage });
  await mage.connect();
  return (await mage.query<T>(sql, values).finally(() => mage.end())).rows;
}
