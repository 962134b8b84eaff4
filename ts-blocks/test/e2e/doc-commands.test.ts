import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRunningStack } from "../../local/stack-file";
import { repositoryRoot } from "../../src/repository-root";
import { Checkout } from "../support/checkout";
import { commandBlocks, TREATMENTS, treatmentOf } from "../support/command-blocks";
import { linesNotIn, printed, shapes, shown } from "../support/printed";

/** A new clone, and in it the commands of the documentation as they stand there. contract/commands.test.ts knows all of them. */
let checkout: Checkout;
let db: Client;

const blocks = commandBlocks();
const shell = TREATMENTS.flatMap(([, treatment]) =>
  treatment.kind === "not run" ? [] : blocks.filter((block) => treatmentOf(block) === treatment),
);
const queries = blocks.filter(({ language }) => language === "sql");
const STAYS_UP_MS = 300_000;

beforeAll(() => {
  checkout = new Checkout();
});

afterAll(async () => {
  await db?.end();
  await checkout.remove();
});

const postgres = () => {
  const stack = readRunningStack(join(checkout.dir, ".local", "stack.json"));
  if (stack === undefined) throw new Error("the demo does not run");
  return new URL(stack.postgres.superuserUrl);
};

/** Where a page has a server of the reader's own, the demo's Postgres takes its place. */
function here(command: string): { script: string; env: NodeJS.ProcessEnv } {
  if (!command.includes("db.example.com")) return { script: command, env: {} };
  const { hostname, port, username, password } = postgres();
  return {
    script: command.replace("db.example.com", hostname).replace("PGUSER=owner", `PGUSER=${username}`),
    env: { PGPORT: port, PGPASSWORD: password },
  };
}

test.each(shell)("runs as written: $text", async (block) => {
  const treatment = treatmentOf(block);
  const { script, env } = here(block.text);

  const said =
    treatment?.kind === "stays"
      ? await checkout.runUntil(script, treatment.says, STAYS_UP_MS)
      : await checkout.run(script, env);

  const [lines, samples] = [shapes(said), block.samples.flatMap(shapes)];
  expect(samples.filter((line) => !lines.includes(line))).toEqual([]);
});

test.each(queries)("is answered as shown: $text", async ({ text, samples }) => {
  db ??= await connected();
  await db.query("begin");
  const result = await db.query({ text, rowMode: "array" });
  await db.query("rollback");

  expect(samples.flatMap((sample) => linesNotIn(printed(result), shown(sample)))).toEqual([]);
});

async function connected(): Promise<Client> {
  const asText = () => String;
  const client = new Client({
    connectionString: postgres().href,
    options: "-c timezone=UTC",
    types: { getTypeParser: asText },
  });
  await client.connect();
  return client;
}

/** `npm run NAME -- …` of every page, run or not. */
const NPM_OPTIONS = blocks.flatMap(({ text }) =>
  [...text.matchAll(/npm run (?:-s )?([\w:]+) --(?= )(.*)/g)].flatMap(([, script = "", rest = ""]) =>
    (rest.match(/ --[a-z][\w-]*/g) ?? []).map((option) => ({ script, option: option.trim() })),
  ),
);

describe("options that the documentation gives", () => {
  const { scripts } = JSON.parse(readFileSync(join(repositoryRoot(), "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };

  test.each([...new Set(NPM_OPTIONS.map(({ script }) => script))])("npm run %s knows them", async (script) => {
    const program = /node (\S+\.js)/.exec(scripts[script] ?? "")?.[1];
    const help = await checkout.run(`node ${program} --help`);
    const named = NPM_OPTIONS.filter((each) => each.script === script).map(({ option }) => option);
    expect(named.filter((option) => !help.includes(`${option} `))).toEqual([]);
  });
});
