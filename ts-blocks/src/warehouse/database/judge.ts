import { ConfigError } from "../../errors";
import type { Db } from "./connection";
import { SCHEMA_VERSION } from "./schema-version";

/** `pg_input_is_valid` and `pg_input_error_info`, which the exporter stands on, came with 16. */
const POSTGRES_MAJOR_MIN = 16;

/** @throws ConfigError `POSTGRES_TOO_OLD`. */
export async function judgeServer(db: Db): Promise<void> {
  const { rows } = await db.query<{ version: string }>("select current_setting('server_version_num') as version");
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major >= POSTGRES_MAJOR_MIN) return;
  throw new ConfigError(
    "POSTGRES_TOO_OLD",
    `The server is Postgres ${major}, and this program needs ${POSTGRES_MAJOR_MIN} or later.`,
    {
      remedy: `Use a server of Postgres ${POSTGRES_MAJOR_MIN} or later; nothing was read or written.`,
    },
  );
}

/** @returns the newest migration that the database has had, 0 for the schema of 0.1.0; undefined before `npm run db:init`. */
export async function schemaVersionOf(db: Db): Promise<number | undefined> {
  const { rows } = await db.query<{ there: boolean }>(
    "select to_regclass('backfill.schema_version') is not null as there",
  );
  if (!rows[0]?.there) return undefined;
  const newest = await db.query<{ version: number | null }>(
    "select max(version) as version from backfill.schema_version",
  );
  return newest.rows[0]?.version ?? undefined;
}

/**
 * Judges the server and the schema before anything is asked of QuickBooks.
 *
 * @throws ConfigError `POSTGRES_TOO_OLD`, `POSTGRES_SCHEMA` or `POSTGRES_SCHEMA_NEWER`.
 */
export async function judgeDatabase(db: Db, known: number = SCHEMA_VERSION): Promise<void> {
  await judgeServer(db);
  const version = await schemaVersionOf(db);
  if (version === undefined || version < known) throw schemaOlder(version, known);
  if (version > known) throw schemaNewer(version, known);
}

function schemaOlder(version: number | undefined, known: number): ConfigError {
  const has =
    version === undefined
      ? "The database has no schema of this project"
      : `The database's schema has version ${version}`;
  return new ConfigError("POSTGRES_SCHEMA", `${has}, and this program needs version ${known}.`, {
    remedy: "Run `npm run db:init` against the database, then run again; existing rows are kept.",
  });
}

export function schemaNewer(version: number, known: number): ConfigError {
  return new ConfigError(
    "POSTGRES_SCHEMA_NEWER",
    `The database's schema has version ${version}, and this program knows versions up to ${known}: the program is older than the database.`,
    { remedy: "Update the program to the version that the database was prepared with, then run again." },
  );
}
