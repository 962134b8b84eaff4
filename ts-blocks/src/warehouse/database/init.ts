import type { Client, ClientConfig } from "pg";
import { programVersion } from "../../version";
import { judgeServer, judgeWritable, schemaNewer, schemaVersionOf } from "./judge";
import { reach } from "./reach";
import { type SchemaFile, type SchemaFiles, schemaFiles } from "./schema-files";
import { pinSearchPath, pinSession } from "./session";
import { refuseForeignTables } from "./shape";

/** Two starts at once take turns; the number is "qbo" in a telephone's keys. */
const INIT_LOCK = 726;

export interface Initialised {
  /** Names of the files applied, as `db/migrations/0001_….sql`. */
  readonly applied: string[];
  /** What had to be left out: the roles, where this one may not make any. */
  readonly leftOut: string[];
}

/**
 * Brings the database to this version's schema: `db/init` where there is none yet, then each file of `db/migrations` that
 * the database has not had, then `db/always`. Each step is one transaction together with its line in
 * `backfill.schema_version`; rows are kept.
 *
 * @param onFile hears of each file before it is applied.
 * @param database a URL, or settings as pg takes them (none: the standard PG… variables), of a role that owns it.
 * @throws ConfigError when the server is too old, or the schema newer than this program.
 */
export async function initDatabase(
  database: string | ClientConfig,
  onFile: (name: string, done: number, total: number) => void = () => undefined,
  files: SchemaFiles = schemaFiles(),
): Promise<Initialised> {
  const settings = typeof database === "string" ? { connectionString: database } : database;
  const { client } = await reach({ ...settings, application_name: "db:init" });
  const applied: string[] = [];
  const leftOut: string[] = [];
  client.on("notice", ({ message }) => leftOut.push(message ?? "a warning without words"));
  try {
    await pinSession(client);
    await pinSearchPath(client);
    await judgeServer(client);
    await judgeWritable(client);
    await client.query("select pg_advisory_lock($1)", [INIT_LOCK]);
    // "already exists, skipping" is what `if not exists` is for.
    await client.query("set client_min_messages to warning");
    const version = await schemaVersionOf(client);
    await refuseForeignTables(client, version === undefined);
    const steps = stepsFrom(version, files);
    const total = steps.reduce((sum, { files: { length } }) => sum + length, 0);
    for (const step of steps) {
      const onEach = ({ name }: SchemaFile) => {
        onFile(name, applied.length, total);
        applied.push(name);
      };
      await apply(client, step, onEach);
    }
  } finally {
    await client.end();
  }
  return { applied, leftOut };
}

/** Files that are applied together or not at all, and the version that the schema has then. */
interface Step {
  readonly files: readonly SchemaFile[];
  readonly reaches?: { readonly version: number; readonly file: string };
}

function stepsFrom(version: number | undefined, { baseline, migrations, always }: SchemaFiles): Step[] {
  const newest = migrations.at(-1)?.number ?? 0;
  if (version !== undefined && version > newest) throw schemaNewer(version, newest);
  const steps: Step[] = [];
  if (version === undefined) steps.push({ files: baseline, reaches: { version: 0, file: "db/init" } });
  for (const file of migrations) {
    if (file.number > (version ?? 0)) steps.push({ files: [file], reaches: { version: file.number, file: file.name } });
  }
  return [...steps, ...always.map((file) => ({ files: [file] }))];
}

async function apply(client: Client, { files, reaches }: Step, onEach: (file: SchemaFile) => void): Promise<void> {
  await client.query("begin");
  for (const file of files) {
    onEach(file);
    await client.query(file.sql).catch((error: unknown) => {
      throw new Error(`${file.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
  }
  if (reaches !== undefined) {
    await client.query("insert into backfill.schema_version (version, file, program) values ($1, $2, $3)", [
      reaches.version,
      reaches.file,
      programVersion(),
    ]);
  }
  await client.query("commit");
}
