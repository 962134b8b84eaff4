import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { repositoryRoot } from "../repository-root";

/** Two starts at once take turns; the number is "qbo" in a telephone's keys. */
const INIT_LOCK = 726;

/**
 * Applies `db/init/*.sql` in the order of their numbers, each file in one transaction. Every file may be applied again:
 * it creates what is missing and keeps the rows.
 *
 * @param connectionString of a role that owns the database.
 * @returns the names of the files applied.
 */
export async function initDatabase(connectionString: string): Promise<{ applied: string[] }> {
  const folder = join(repositoryRoot(), "db", "init");
  const names = (await readdir(folder)).filter((name) => /^\d+_.*\.sql$/.test(name)).sort();
  const client = new Client({ connectionString, application_name: "db:init" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [INIT_LOCK]);
    // "already exists, skipping" is what a second run is for.
    await client.query("set client_min_messages to warning");
    for (const name of names) {
      const sql = await readFile(join(folder, name), "utf8");
      await client.query(`begin;\n${sql}\n;commit;`).catch((error: unknown) => {
        throw new Error(`db/init/${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
    }
  } finally {
    await client.end();
  }
  return { applied: names };
}
