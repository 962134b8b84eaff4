import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitFor } from "../../src/console/time";
import { readRunningStack } from "../../src/operator/stack-file";
import { repositoryRoot } from "../../src/repository-root";
import { shippedQueries } from "../../src/warehouse/raw/validation-queries";
import { Checkout } from "../support/checkout";
import { type CommandBlock, commandBlocks, TREATMENTS, treatmentOf } from "../support/command-blocks";
import { parsePage } from "../support/markdown";
import { linesNotIn, type Printed, printed, shapes, shown } from "../support/printed";

/** A new clone that runs the commands of the documentation as written. contract/commands.test.ts knows all commands. */
let checkout: Checkout;
let db: Client;

const blocks = commandBlocks();
const shell = TREATMENTS.flatMap(([, treatment]) =>
  treatment.kind === "not run" ? [] : blocks.filter((block) => treatmentOf(block) === treatment),
);
const queries = blocks.filter(({ language }) => language === "sql");
/** The files of db/queries, each with the output under the heading of its name. */
const { fences } = parsePage(readFileSync(join(repositoryRoot(), "docs/en/validation.md"), "utf8"));
const shipped = shippedQueries().map(({ name, sql }) => {
  const file = `${name.replace("queries/", "")}.sql`;
  return { file, sql, sample: fences.find(({ heading, language }) => heading === file && language === "text")?.text };
});
/** The demo's three runs, and the run of the API trigger. */
const RUNS = 4;
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

/** Where a page uses a server of the reader's own, this uses the demo's Postgres. */
function here(command: string): { script: string; env: NodeJS.ProcessEnv } {
  if (!command.includes("db.example.com")) return { script: command, env: {} };
  const { hostname, port, username, password } = postgres();
  return {
    script: command.replace("db.example.com", hostname).replace("PGUSER=owner", `PGUSER=${username}`),
    env: { PGPORT: port, PGPASSWORD: password },
  };
}

const needsCurl = ({ text }: CommandBlock) => /\bcurl /.test(text);

test.each(shell.filter((block) => !needsCurl(block)))("runs as written: $text", runsAsWritten);

test.each(shell.filter(needsCurl))("runs as written: $text", { tags: ["curl"] }, runsAsWritten);

async function runsAsWritten(block: CommandBlock): Promise<void> {
  const treatment = treatmentOf(block);
  const { script, env } = here(block.text);

  const said =
    treatment?.kind === "stays"
      ? await checkout.runUntil(script, treatment.says, STAYS_UP_MS)
      : await checkout.run(script, env);

  const [lines, samples] = [shapes(said), block.samples.flatMap(shapes)];
  expect(samples.filter((line) => !lines.includes(line))).toEqual([]);
}

/** The pages show the tables after the run that curl triggered. */
test.each(queries)("is answered as shown: $text", { tags: ["curl"] }, async ({ text, samples }) => {
  const result = await answer(text);

  expect(samples.flatMap((sample) => linesNotIn(result, shown(sample)))).toEqual([]);
});

test.each(shipped)(
  "db/queries/$file is answered as docs/en/validation.md shows",
  { tags: ["curl"] },
  async ({ sql, sample = "" }) => {
    expect(sample.split("\n").length).toBeGreaterThan(3);
    expect(linesNotIn(await answer(sql), shown(sample))).toEqual([]);
  },
);

/** Rolls back, so that nothing of the statement stays. */
async function answer(text: string): Promise<Printed> {
  db ??= await connected();
  await db.query("begin");
  const result = await db.query({ text, rowMode: "array" });
  await db.query("rollback");
  return printed(result);
}

async function connected(): Promise<Client> {
  const asText = () => String;
  const client = new Client({
    connectionString: postgres().href,
    options: "-c timezone=UTC",
    types: { getTypeParser: asText },
  });
  await client.connect();
  await waitFor({ what: "the end of every run", timeoutMs: STAYS_UP_MS }, async () => {
    const { rows } = await client.query("select from backfill.run where state = 'complete'");
    return rows.length === RUNS ? true : undefined;
  });
  return client;
}

/** `npm run NAME -- …` of every page, whether a test runs the command or not. */
const NPM_OPTIONS = blocks.flatMap(({ text }) =>
  [...text.matchAll(/npm run (?:-s )?([\w:]+) --(?= )(.*)/g)].flatMap(([, script = "", rest = ""]) =>
    (rest.match(/ --[a-z][\w-]*/g) ?? []).map((option) => ({ script, option: option.trim() })),
  ),
);

describe("options that the documentation gives", () => {
  test.each([...new Set(NPM_OPTIONS.map(({ script }) => script))])("npm run %s knows them", async (script) => {
    const help = await checkout.run(`npm run -s ${script} -- --help`);
    const named = NPM_OPTIONS.filter((each) => each.script === script).map(({ option }) => option);
    expect(named.filter((option) => !help.includes(`${option} `))).toEqual([]);
  });
});
