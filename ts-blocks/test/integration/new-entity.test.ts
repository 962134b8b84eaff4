import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { repositoryRoot } from "../../src/repository-root";
import { Checkout } from "../support/checkout";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { RenamedSource } from "../support/renamed-source";

const REGISTRY = "ts-blocks/src/entities/registry.ts";
/** The one line. QuickBooks has no such entity, and no other line of this project names it. */
const LINE =
  '  widgets: { qbo: "Widget", kind: "list", reads: "by-change", active: true, cdc: "unknown", leaves: "deactivated", es: "artilugios" },';
const NEIGHBOUR = /^ {2}vendors: .*\n/m;

let project: Checkout;

beforeAll(async () => {
  project = new Checkout();
  symlinkSync(join(repositoryRoot(), "node_modules"), join(project.dir, "node_modules"));
  const registry = join(project.dir, REGISTRY);
  writeFileSync(
    registry,
    readFileSync(registry, "utf8").replace(NEIGHBOUR, (line) => `${line}${LINE}\n`),
  );
  await project.run("git init --quiet && git add --all");
  await project.run("npx vitest run --project contract ts-blocks/test/contract/entities", { QB_GENERATE: "write" });
  await project.run("npm run --silent build:test");
});
afterAll(() => project?.remove());

test("a new entity is one line: the command writes everything that follows from it, and every type agrees", async () => {
  expect((await project.run("git diff --name-only")).trim().split("\n")).toEqual([
    "db/always/005_entities.sql",
    "docs/en/entities.md",
    "docs/es/entities.md",
  ]);
  await project.run("npm run --silent check:types");
  await project.run("npx vitest run --project unit ts-blocks/src/entities ts-blocks/src/job/entity-names.test.ts");
});

test("an existing database gets the new entity's table, and the new entity is loaded and proven", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using source = await RenamedSource.before(qbo, "Department", "Widget");
  await using db = await createDatabase();
  expect(await db.value("select to_regclass('raw.qb_widgets')")).toBeNull();
  const { host, port, database, user, password } = db.settings;
  await project.run("node ts-blocks/dist/src/commands/db-init.js", {
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: user,
    PGPASSWORD: password,
  });

  const { loader, exporter, validator } = await new MageStandIn(db.settings, source, project.dir).pipeline("company", {
    fecha_inicio: "2023-07-01",
    fecha_fin: "2026-07-01",
    entities: "widgets,terms",
    keep_versions: true,
  });

  expect(loader?.failure ?? exporter?.failure ?? validator?.failure).toBeUndefined();
  const truth = qbo.truth("Department").records.map(({ id, sha256 }) => ({ id, sha256 }));
  expect(truth.length).toBeGreaterThan(0);
  expect(await db.rows(`select id, payload_sha256 as sha256 from raw.qb_widgets order by id collate "C"`)).toEqual(
    truth.sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(await db.value("select count(*)::int from raw.qb_widgets_versions")).toBe(0);
  expect(await db.rows("select entity, state from backfill.run order by entity")).toEqual([
    { entity: "terms", state: "complete" },
    { entity: "widgets", state: "complete" },
  ]);
  expect(validator?.output?.table).toMatchObject([{ entity: "terms" }, { entity: "widgets", verdict: "complete" }]);
  expect(await db.value("select count(*)::int from backfill.record where entity = 'widgets'")).toBe(truth.length);
});
