import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Client } from "pg";
import type { Stack } from "../../local/stack";

/** Everything that must stay hidden, as the stack has it now. */
export async function secretsOf(stack: Stack): Promise<string[]> {
  const state = JSON.parse(readFileSync(stack.paths.simulatorState, "utf8")) as unknown;
  const passwords = Object.values(stack.postgres.urls).map((url) => new URL(url).password);
  const { clientId, clientSecret, refreshToken } = { ...stack.simulator?.credentials };
  return [clientId, clientSecret, refreshToken, ...tokensIn(state), ...passwords, stack.mage.owner.password].filter(
    (secret): secret is string => typeof secret === "string" && secret.length >= 8,
  );
}

/** The simulator's state holds the refresh token that is valid now, under one name or another. */
function tokensIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && /token/i.test(key) ? [inner] : tokensIn(inner),
  );
}

/** Where a secret was found: names only, never the secret. Empty is what one wants. */
export async function findSecrets(
  stack: Stack,
  secrets: readonly string[],
  processLists: readonly string[],
): Promise<string[]> {
  const hits: string[] = [];
  const look = (place: string, text: string) => {
    if (secrets.some((secret) => text.includes(secret))) hits.push(place);
  };
  for (const folder of [stack.paths.logs, stack.paths.mageData]) {
    for (const file of filesBelow(folder)) look(relative(stack.paths.source, file), readFileSync(file, "latin1"));
  }
  for (const list of processLists) look("a process list", list);
  look("database qbo", await dumpOf(stack.postgres.urls.qboAsSuperuser, []));
  const mageUrl = new URL(stack.postgres.urls.qboAsSuperuser);
  mageUrl.pathname = "/mage";
  look("database mage", await dumpOf(mageUrl.href, ["secret"]));
  return hits;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every row of every table, as text. */
async function dumpOf(url: string, except: readonly string[]): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name
       from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') and tablename <> all ($1)`,
      [except],
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      const table = await client.query<{ row: string }>(`select t::text as row from ${name} as t`);
      texts.push(...table.rows.map(({ row }) => row));
    }
    if (texts.length === 0) throw new Error("the database is empty: searching it proves nothing");
    return texts.join("\n");
  } finally {
    await client.end();
  }
}
