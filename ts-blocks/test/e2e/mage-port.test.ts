import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../../local/stack";
import { temporaryLocalDir } from "../../local/temporary";
import { repositoryRoot } from "../../src/repository-root";
import { everyRequest, examples, isOpen, ROLES, type Role, readDoors } from "../support/doors";
import { type Ask, MageVisitor } from "../support/mage-visitor";
import { secretsOf } from "../support/secret-search";

/** Which role reaches what on Mage's port. The test requests every route and every resource of Mage 0.9.80. */
let stack: Stack;
let visitors: Record<Role, MageVisitor>;
const local = temporaryLocalDir();
const doors = readDoors();

beforeAll(async () => {
  stack = await startStack({
    dir: local.dir,
    source: { kind: "generated", company: "small" },
    onProgress: (line) => process.stdout.write(`  ${line}\n`),
  });
  visitors = await MageVisitor.ofEachRole(stack.mage);
});

afterAll(async () => {
  await stack?.stop();
  local.remove();
});

/** Runs in a process of Mage's own Python, with a database in memory. */
function routesOfMage(): string {
  const project = join(repositoryRoot(), "mage_project");
  return execFileSync(join(stack.paths.mageVenv, "bin", "python"), [join(project, "tests", "routes.py")], {
    cwd: local.dir,
    env: {
      PATH: process.env.PATH,
      MAGE_DATA_DIR: join(local.dir, "routes"),
      MAGE_REPO_PATH: project,
      MAGE_DATABASE_CONNECTION_URL: "sqlite://",
      PYTHONDONTWRITEBYTECODE: "1",
    },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

const shown = (asks: readonly Ask[]) => asks.map(({ method, path }) => `${method} ${path}`);

test.each(ROLES)("of everything that Mage serves, %s reaches what the list opens, and nothing else", async (role) => {
  const asks = everyRequest(routesOfMage(), doors);
  const wanted = asks.filter(({ method, path }) => isOpen(doors, role, method, path));
  expect(shown(await visitors[role].answered(asks))).toEqual(shown(wanted));
  expect(wanted.length).toBeGreaterThan(20);
});

test("a request without a session reaches the pages, the sign-in, the status and the API trigger only", () => {
  const open = doors.filter(({ who }) => who === "anyone").flatMap(({ methods, paths }) => [methods, paths]);
  expect(open.flat().filter((each) => each.startsWith("/api"))).toEqual([
    "/api/status",
    "/api/statuses",
    "/api/sessions",
    "/api/pipeline_schedules/<number>/pipeline_runs/<word>",
    "/api/pipeline_schedules/<number>/api_trigger",
  ]);
});

test("each open path of the list exists in Mage", async () => {
  const missing: Ask[] = [];
  for (const each of examples(doors)) {
    const { status, data } = await visitors.owner.ask(each);
    if (status === 404 && String(data).includes("<title>")) missing.push(each); // the server's own page for an unknown path
  }
  expect(shown(missing)).toEqual([]);
});

test("none of Mage's pages lets the owner open a file with secrets", async () => {
  const { stackFile, credentials, simulatorState, mageData } = stack.paths;
  const files = [stackFile, credentials, simulatorState, join(mageData, "secrets", "key")];
  const secrets = [...(await secretsOf(stack)), readFileSync(join(mageData, "secrets", "key"), "utf8").trim()];
  for (const file of files) expect(secrets.some((secret) => readFileSync(file, "utf8").includes(secret))).toBe(true);

  const own = await visitors.owner.ask({ method: "GET", path: "/api/file_contents/custom%2Fqb_loader.py" });
  expect(JSON.stringify(own.data)).toContain("run_block");
  for (const file of files) {
    for (const path of [file, encodeURIComponent(file), encodeURIComponent(`../../../..${file}`)]) {
      for (const resource of ["file_contents", "files", "browser_items", "block_outputs"]) {
        const { data } = await visitors.owner.ask({ method: "GET", path: `/api/${resource}/${path}` });
        expect(secrets.filter((secret) => JSON.stringify(data).includes(secret))).toEqual([]);
      }
    }
  }
});

test("Mage lists the files of the project's folder only", async () => {
  const listed = async (query: string) =>
    JSON.stringify((await visitors.owner.ask({ method: "GET", path: `/api/files?${query}` })).data);
  expect(await listed("")).toContain("qb_loader.py");
  expect(await listed(`repo_path=${encodeURIComponent(local.dir)}`)).not.toContain("stack.json");
});
