import { copyFileSync, cpSync, mkdtempSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../../local/stack";
import { temporaryLocalDir } from "../../local/temporary";
import { watchRun } from "../../src/mage/run";
import { repositoryRoot } from "../../src/repository-root";
import { mageRows } from "../support/mage-rows";

/** `npm run test:triggers` sends fifty triggers and takes five minutes. */
const TRIGGERS = Number(process.env.QB_TRIGGERS ?? 3);
const WEEK = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-08" };
const PATIENCE_MS = TRIGGERS * 10_000 + 300_000;

let stack: Stack;
let warehouse: Client;
const local = temporaryLocalDir();
const scratch = mkdtempSync(join(tmpdir(), "held-mage-"));

beforeAll(async () => {
  stack = await startStack({
    dir: local.dir,
    source: { kind: "generated", company: "small" },
    projectDir: projectWithAHeldMoment(),
    onProgress: (line) => process.stdout.write(`  ${line}\n`),
  });
  warehouse = new Client({ connectionString: stack.postgres.urls.qboAsSuperuser });
  await warehouse.connect();
});

afterAll(async () => {
  await warehouse?.end();
  await stack?.stop();
  local.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** @returns a project whose web server stops for 5 s between making a run and making its blocks. */
function projectWithAHeldMoment(): string {
  const source = join(repositoryRoot(), "mage_project");
  const project = join(scratch, "mage_project");
  cpSync(source, project, { recursive: true });
  renameSync(join(project, "launcher.py"), join(project, "real_launcher.py"));
  copyFileSync(join(source, "tests", "held_launcher.py"), join(project, "launcher.py"));
  symlinkSync(join(repositoryRoot(), "ts-blocks"), join(scratch, "ts-blocks"));
  return project;
}

test(
  `each of ${TRIGGERS} API triggers runs once, although the scheduler passes between Mage's run and its blocks`,
  async () => {
    const runs: number[] = [];
    const triggers = stack.triggers.filter(({ entity }) => entity !== null);
    for (let sent = 0; sent < TRIGGERS; sent++) {
      const trigger = triggers[sent % triggers.length];
      if (trigger === undefined) throw new Error("no API trigger");
      const begun = performance.now();
      runs.push((await stack.mage.api.trigger(trigger.scheduleId, trigger.token, WEEK)).id);
      expect(performance.now() - begun).toBeGreaterThan(5_000); // the web server did stop
    }
    for (const id of runs) {
      expect((await watchRun(stack.mage.api, id, { timeoutMs: PATIENCE_MS })).status).toBe("completed");
    }

    const blocks = await mageRows(
      stack,
      `select pipeline_run_id as run, string_agg(block_uuid, ' ' order by id) as blocks
       from block_run group by pipeline_run_id order by pipeline_run_id`,
      [],
    );
    expect(blocks).toEqual(runs.map((run) => ({ run, blocks: "qb_loader qb_exporter qb_validator" })));
    const loads = await warehouse.query("select count(*)::int as loads from backfill.run");
    expect(loads.rows).toEqual([{ loads: TRIGGERS }]);
  },
  PATIENCE_MS + TRIGGERS * 10_000,
);
