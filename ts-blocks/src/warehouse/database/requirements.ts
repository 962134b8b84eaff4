import { ConfigError, TransientError } from "../../errors";
import type { Db } from "./connection";
import { SCHEMA_VERSION } from "./schema-version";
import { refuseForeignTables, requireShape } from "./shape";

/** The exporter needs `pg_input_is_valid` and `pg_input_error_info`, which are new in Postgres 16. */
const POSTGRES_MAJOR_MIN = 16;

/** @throws ConfigError `POSTGRES_TOO_OLD` or `POSTGRES_ENCODING`. */
export async function requireServer(db: Db): Promise<void> {
  const { rows } = await db.query<{ version: string }>("select current_setting('server_version_num') as version");
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major >= POSTGRES_MAJOR_MIN) return requireEncoding(db);
  throw new ConfigError(
    "POSTGRES_TOO_OLD",
    `The server is Postgres ${major}, and this program needs ${POSTGRES_MAJOR_MIN} or later.`,
    {
      remedy: `Use a server of Postgres ${POSTGRES_MAJOR_MIN} or later; nothing was read or written.`,
    },
  );
}

/** @throws TransientError `POSTGRES_READ_ONLY`. */
export async function requireWritable(db: Db): Promise<void> {
  const { rows } = await db.query<{ replica: boolean; read_only: boolean }>(
    `select pg_is_in_recovery() as replica, current_setting('transaction_read_only')::boolean as read_only`,
  );
  const { replica, read_only: readOnly } = rows[0] ?? { replica: false, read_only: false };
  if (!replica && !readOnly) return;
  throw new TransientError(
    "POSTGRES_READ_ONLY",
    replica
      ? "The server is a replica and takes no writes."
      : "The database takes no writes now (default_transaction_read_only).",
    {
      remedy: replica
        ? "Let POSTGRES_HOST name the primary server, then run again; QuickBooks was not asked."
        : "Find out who set it (a managed provider whose disk is full, an administrator) and let it take writes; then run again, QuickBooks was not asked.",
    },
  );
}

/** @throws ConfigError `POSTGRES_ENCODING`. */
async function requireEncoding(db: Db): Promise<void> {
  const { rows } = await db.query<{ encoding: string }>("select current_setting('server_encoding') as encoding");
  const encoding = rows[0]?.encoding;
  if (encoding === "UTF8") return;
  throw new ConfigError(
    "POSTGRES_ENCODING",
    `The database keeps text as ${encoding}, which does not hold every name.`,
    {
      remedy:
        "Make a database with `create database … encoding 'UTF8' template template0` and run `npm run db:init` there.",
    },
  );
}

/** @returns the newest migration that was applied; 0 for the schema of 0.1.0; undefined before `npm run db:init`. */
export async function schemaVersionOf(db: Db): Promise<number | undefined> {
  // Reads the catalogue's tables: to_regclass may still find nothing when another session has created it a moment ago.
  const { rows } = await db.query<{ there: boolean }>(
    `select exists (
       select from pg_class c
       join pg_namespace n on n.oid = relnamespace
       where nspname = 'backfill' and relname = 'schema_version'
     ) as there`,
  );
  if (!rows[0]?.there) return undefined;
  const newest = await db.query<{ version: number | null }>(
    "select max(version) as version from backfill.schema_version",
  );
  return newest.rows[0]?.version ?? undefined;
}

/**
 * Checks the server and the schema before QuickBooks is asked anything.
 *
 * @throws ConfigError `POSTGRES_TOO_OLD`, `POSTGRES_ENCODING`, `POSTGRES_SCHEMA`,
 * `POSTGRES_SCHEMA_NEWER`, `POSTGRES_FOREIGN_TABLE` or `POSTGRES_TABLE_CHANGED`.
 */
export async function requireDatabase(db: Db, known: number = SCHEMA_VERSION): Promise<void> {
  await requireServer(db);
  const version = await schemaVersionOf(db);
  if (version === undefined || version < known) {
    await refuseForeignTables(db, version === undefined);
    throw schemaOlder(version, known);
  }
  if (version > known) throw schemaNewer(version, known);
  await requireShape(db);
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
