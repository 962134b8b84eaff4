import type { Client, ClientConfig } from "pg";
import { ConfigError } from "../../errors";
import { programVersion } from "../../version";
import { type LockWait, LockWatch } from "./lock-watch";
import { refusePooler } from "./pooler";
import { type Reached, reach } from "./reach";
import { requireServer, requireWritable, schemaNewer, schemaVersionOf } from "./requirements";
import { type SchemaFile, type SchemaFiles, schemaFiles } from "./schema-files";
import { pinSearchPath, pinSession } from "./session";
import { refuseForeignTables } from "./shape";

/** The lock that makes two first starts wait for each other. The number is "qbo" on a telephone's keys. */
const INIT_LOCK = 726;

export interface Initialised {
  /** Names of the applied files, as `db/migrations/0001_….sql`. */
  readonly applied: string[];
  /** What was left out: the roles, if the connecting role may not create any. */
  readonly leftOut: string[];
}

/**
 * Brings the database to this version's schema: `db/init` if there is no schema yet, then each file of `db/migrations` that
 * was not applied yet, then `db/always`. Each step is one transaction, together with its row in `backfill.schema_version`.
 * Existing rows are kept.
 *
 * @param onFile is called before each file is applied.
 * @param database a URL, or settings as pg takes them (none: the standard PG… variables), of a role that owns the database.
 * @param onLockWait is called after ten seconds with the holder of a lock that a file waits for, most often a reader.
 * @throws ConfigError when the server is too old, the schema is newer than this program, or something else has a name of ours.
 */
export async function initDatabase(
  database: string | ClientConfig,
  onFile: (name: string, done: number, total: number) => void = () => undefined,
  files: SchemaFiles = schemaFiles(),
  onLockWait: (wait: LockWait) => void = () => undefined,
): Promise<Initialised> {
  const settings = typeof database === "string" ? { connectionString: database } : database;
  const connect = (): Promise<Reached> => reach({ ...settings, application_name: "db:init" });
  const { client } = await connect();
  const watch = new LockWatch(async () => (await connect()).client, onLockWait);
  const applied: string[] = [];
  const leftOut: string[] = [];
  client.on("notice", ({ message }) => leftOut.push(message ?? "a warning without words"));
  try {
    await refusePooler(client, async () => (await connect()).client);
    watch.add(await pinSession(client));
    await pinSearchPath(client);
    await requireServer(client);
    await requireWritable(client);
    // The files use `if not exists`, which sends the notice "already exists, skipping".
    await client.query("set client_min_messages to warning");
    const before = await schemaVersionOf(client);
    await refuseForeignTables(client, before === undefined);
    const total = remaining(before, files).reduce((sum, step) => sum + step.files.length, files.always.length);
    const onEach = ({ name }: SchemaFile) => {
      onFile(name, applied.length, total);
      applied.push(name);
    };
    while (await applyNext(client, files, onEach));
    for (const file of files.always) await inTurn(client, () => apply(client, { files: [file] }, onEach));
  } finally {
    watch.end();
    await client.end();
  }
  return { applied, leftOut };
}

/** Files that are applied together or not at all, and the version of the schema after them. */
interface SchemaStep {
  readonly files: readonly SchemaFile[];
  readonly reaches?: { readonly version: number; readonly file: string };
}

function remaining(version: number | undefined, { baseline, migrations }: SchemaFiles): SchemaStep[] {
  const newest = migrations.at(-1)?.number ?? 0;
  if (version !== undefined && version > newest) throw schemaNewer(version, newest);
  const first: SchemaStep[] =
    version === undefined ? [{ files: baseline, reaches: { version: 0, file: "db/init" } }] : [];
  const later = migrations.filter(({ number }) => number > (version ?? 0));
  return [...first, ...later.map((file) => ({ files: [file], reaches: { version: file.number, file: file.name } }))];
}

/** @returns whether a step was left to apply. */
async function applyNext(client: Client, files: SchemaFiles, onEach: (file: SchemaFile) => void): Promise<boolean> {
  return inTurn(client, async (version) => {
    const [next] = remaining(version, files);
    if (next === undefined) return false;
    await apply(client, next, onEach);
    return true;
  });
}

/**
 * One transaction, in which no other program changes the schema. The lock is on a table: a role that may only read could take
 * an advisory lock and block an upgrade. Before the table exists, no such role exists either.
 */
async function inTurn<T>(client: Client, work: (version: number | undefined) => Promise<T>): Promise<T> {
  await client.query("begin");
  if ((await schemaVersionOf(client)) === undefined)
    await client.query("select pg_advisory_xact_lock($1)", [INIT_LOCK]);
  const isThere = (await schemaVersionOf(client)) !== undefined;
  if (isThere) await client.query("lock table backfill.schema_version in exclusive mode");
  const result = await work(await schemaVersionOf(client));
  await client.query("commit");
  return result;
}

/** By SQLSTATE: a relation, a type, a view with other columns, a function with another result, a thing of another kind. */
const NAME_TAKEN = new Set(["42P07", "42710", "42P16", "42P13", "42809"]);

function isNameTaken(error: unknown): error is Error {
  return error instanceof Error && NAME_TAKEN.has(String((error as { code?: unknown }).code));
}

function nameTaken(file: SchemaFile, error: Error): ConfigError {
  return new ConfigError(
    "POSTGRES_FOREIGN_TABLE",
    `${file.name} makes something whose name is taken in this database: ${error.message}.`,
    {
      remedy: "Rename what has the name, or drop it, then run `npm run db:init`; this file has changed nothing.",
      cause: error,
    },
  );
}

async function apply(
  client: Client,
  { files, reaches }: SchemaStep,
  onEach: (file: SchemaFile) => void,
): Promise<void> {
  for (const file of files) {
    onEach(file);
    await client.query(file.sql).catch((error: unknown) => {
      if (isNameTaken(error)) throw nameTaken(file, error);
      throw new Error(`${file.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
  }
  if (reaches === undefined) return;
  await client.query("insert into backfill.schema_version (version, file, program) values ($1, $2, $3)", [
    reaches.version,
    reaches.file,
    programVersion(),
  ]);
}
