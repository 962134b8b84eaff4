import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Installation } from "./installation";
import { EXAMPLE, type Job, jobOf, runJob } from "./kubernetes";
import { KubernetesTypes } from "./kubernetes-types";
import { endOf, trigger } from "./runs";

const BLOCKS = ["qb_loader", "qb_exporter", "qb_validator"];
const NOT_OBJECTS = ["executor.yaml", "kustomization.yaml"];

/** The Kubernetes example as far as it works without a cluster, beside a loaded demo. */
export function kubernetesTests(installation: () => Installation): void {
  let types: KubernetesTypes;
  beforeAll(async () => {
    types = await KubernetesTypes.install();
  });
  afterAll(() => types?.[Symbol.dispose]());

  const manifests = readdirSync(EXAMPLE).filter((name) => !NOT_OBJECTS.includes(name));

  test.each(manifests)("%s is valid by Kubernetes' published types", async (name) => {
    const manifest = readFileSync(join(EXAMPLE, name), "utf8");
    expect(await types.faults(manifest)).toBe("");
    expect(await types.faults(manifest.replace(/^kind: .*$/m, "$&\nknd: misspelt"))).toContain("knd");
  });

  test("the Jobs that Mage's executor builds are valid, too, and load a run, each in a plain container", async () => {
    const here = installation();
    const mage = await here.mage();
    const id = await trigger(mage, "items");
    expect(await endOf(mage, id)).toBe("completed");
    const partition = await here.psql(
      `select pipeline_schedule_id || '/' || to_char(execution_date at time zone 'UTC', 'YYYYMMDD"T"HH24MISS')
       from pipeline_run where id = ${id}`,
      "mage",
    );
    const before = Number(await here.psql("select count(*) from backfill.run where entity = 'items'"));
    const { block_runs: blockRuns } = await mage.getRun(id);
    for (const block of BLOCKS) {
      const blockRun = blockRuns.find(({ block_uuid }) => block_uuid === block)?.id ?? 0;
      const of = { pipeline: "qb_items_backfill", block, partition, pipeline_run_id: id, block_run_id: blockRun };
      const job = await jobOf(here, of);
      expect(rightsOf(job)).toEqual({
        runAsNonRoot: true,
        runAsUser: 1000,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(await types.faults(JSON.stringify(job))).toBe("");
      const { exitCode, out, err } = await runJob(here, job);
      expect([block, exitCode, exitCode === 0 ? "" : out + err]).toEqual([block, 0, ""]);
    }
    const runs =
      "select count(*) over () || ' ' || state from backfill.run where entity = 'items' order by run_id desc";
    expect(await here.psql(`${runs} limit 1`)).toBe(`${before + 1} complete`);
  });
}

function rightsOf(job: Job): object {
  return job.spec.template.spec.containers[0].securityContext;
}
