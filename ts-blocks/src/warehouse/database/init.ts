import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, type ClientConfig } from "pg";
import { repositoryRoot } from "../../repository-root";

/** Two starts at once take turns; the number is "qbo" in a telephone's keys. */
const INIT_LOCK = 726;

/** `pg_input_is_valid` and `pg_input_error_info`, which the exporter stands on, came with 16. */
const POSTGRES_MAJOR_MIN = 16;

/**
 * Applies `db/init/*.sql` in the order of their numbers, each file in one transaction. Every file may be applied again:
 * it creates what is missing and keeps the rows.
 *
 * @param onFile hears of each file before it is applied.
 * @param database a URL, or settings as pg takes them (none: the standard PG… variables), of a role that owns it.
 * @returns the names of the files applied, and what had to be left out: the roles, where this one may not make any.
 */
export async function initDatabase(
  database: string | ClientConfig,
  onFile: (name: string, done: number, total: number) => void = () => undefined,
): Promise<{ applied: string[]; leftOut: string[] }> {
  const folder = join(repositoryRoot(), "db", "init");
  const names = (await readdir(folder)).filter((name) => /^\d+_.*\.sql$/.test(name)).sort();
  const settings = typeof database === "string" ? { connectionString: database } : database;
  const client = new Client({ ...settings, application_name: "db:init" });
  const leftOut: string[] = [];
  client.on("notice", ({ message }) => leftOut.push(message ?? "a warning without words"));
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < POSTGRES_MAJOR_MIN)
      throw new Error(`Postgres ${major} is too old: ${POSTGRES_MAJOR_MIN} or later is needed`);
    await client.query("select pg_advisory_lock($1)", [INIT_LOCK]);
    // "already exists, skipping" is what a second run is for.
    await client.query("set client_min_messages to warning");
    for (const [place, name] of names.entries()) {
      onFile(name, place, names.length);
      const sql = await readFile(join(folder, name), "utf8");
      await client.query(`begin;\n${sql}\n;commit;`).catch((error: unknown) => {
        throw new Error(`db/init/${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
    }
  } finally {
    await client.end();
  }
  return { applied: names, leftOut };
}
