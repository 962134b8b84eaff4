import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Client } from "pg";
import type { Stack } from "../../local/stack";

/** Everything that must stay hidden, with the stack's current values. */
export async function secretsOf(stack: Stack): Promise<string[]> {
  const passwords = Object.values(stack.postgres.urls).map((url) => new URL(url).password);
  const { clientId, clientSecret, refreshToken } = { ...stack.simulator?.credentials };
  return [clientId, clientSecret, refreshToken, ...tokensNow(stack), ...passwords, stack.mage.owner.password].filter(
    (secret): secret is string => typeof secret === "string" && secret.length >= 8,
  );
}

/** The simulator's state holds the refresh token that is valid now, under one name or another. */
export function tokensNow(stack: Stack): string[] {
  return tokensIn(JSON.parse(readFileSync(stack.paths.simulatorState, "utf8")));
}

function tokensIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && /token/i.test(key) ? [inner] : tokensIn(inner),
  );
}

export interface Wanted {
  readonly secrets: readonly string[];
  /** Names of databases and users. Only Postgres' own folder may hold them. */
  readonly names?: readonly string[];
  /** Argument lists and environments that were seen during the run. */
  readonly processes: readonly string[];
  /** Whether to search every file below `.local`, also Postgres' own folder; else only Mage's folder and the logs. */
  readonly everyFile?: boolean;
}

/** The names of the places that hold a secret, never the secret itself. Empty when no secret was found. */
export async function findSecrets(stack: Stack, wanted: Wanted): Promise<string[]> {
  const hits: string[] = [];
  const all = [...wanted.secrets, ...(wanted.names ?? [])];
  const look = (place: string, text: string, secrets: readonly string[] = all) => {
    if (secrets.some((secret) => text.includes(secret))) hits.push(place);
  };
  for (const file of wanted.everyFile ? everyFile(stack) : filesBelow(stack.paths.logs, stack.paths.mageData)) {
    const ofPostgres = file.startsWith(stack.paths.postgresData);
    look(relative(stack.paths.local, file), textOf(file), ofPostgres ? wanted.secrets : all);
  }
  for (const list of wanted.processes) {
    // Postgres' own processes show database and user in their titles.
    look(`process ${list.slice(0, 40)}`, list, list.startsWith("postgres: ") ? wanted.secrets : all);
  }
  look("database mage", await dumpOf(urlOf(stack, "mage"), ["secret"]));
  for (const database of await databasesOf(stack))
    look(`database ${database}`, await dumpOf(urlOf(stack, database), []));
  return hits;
}

/** All files but the simulator's secrets and the local stack's own keys, which these three files have to keep. */
function everyFile(stack: Stack): string[] {
  const { simulatorState, credentials, stackFile, local } = stack.paths;
  return filesBelow(local).filter((file) => ![simulatorState, credentials, stackFile].includes(file));
}

/** Empty for a temporary file that was removed after it was listed. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** A link leads out of the stack, to the sources. From version 22 on, Node's own recursion follows links. */
function filesBelow(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    }),
  );
}

function urlOf(stack: Stack, database: string): string {
  const url = new URL(stack.postgres.urls.qboAsSuperuser);
  url.pathname = `/${database}`;
  return url.href;
}

/** The databases that hold our data. */
async function databasesOf(stack: Stack): Promise<string[]> {
  const rows = await rowsOf<{ datname: string }>(
    urlOf(stack, "postgres"),
    "select datname from pg_database where not datistemplate and datname not in ('postgres', 'mage')",
  );
  return rows.map(({ datname }) => datname);
}

/** Every row of every table, as text. */
async function dumpOf(url: string, except: readonly string[]): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    url,
    `select format('%I.%I', schemaname, tablename) as name
     from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename <> all ($1)`,
    [except],
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    texts.push(
      ...(await rowsOf<{ row: string }>(url, `select t::text as row from ${name} as t`)).map(({ row }) => row),
    );
  }
  if (texts.length === 0) throw new Error("the database is empty: searching it proves nothing");
  return texts.join("\n");
}

async function rowsOf<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
