import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { repositoryRoot } from "../../src/repository-root";
import type { Finished, Installation } from "./installation";

export const EXAMPLE = join(repositoryRoot(), "docker", "k8s");
const SCRIPT = join(repositoryRoot(), "ts-blocks", "test", "compose", "executor_job.py");

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly env: readonly { name: string; value?: string }[];
  readonly volumeMounts: readonly { name: string; mountPath: string; readOnly?: boolean }[];
  readonly resources: { limits: { memory: string } };
  readonly securityContext: object;
}

export interface Job {
  readonly spec: { template: { spec: { containers: [Container] } } };
}

/** Names a block, its pipeline, and the pipeline's run. */
export interface Block {
  readonly pipeline: string;
  readonly block: string;
  readonly pipeline_run_id: number;
  readonly block_run_id: number;
  readonly partition: string;
}

/** The Job that Mage's executor builds for a block, printed by a container with the settings of the example's Mage. */
export async function jobOf(installation: Installation, block: Block): Promise<Job> {
  const pod = magesPod();
  const [mage] = pod.containers;
  const program = ["python", "-c", readFileSync(SCRIPT, "utf8"), JSON.stringify({ ...block, pod })];
  const printed = await runContainer(installation, { ...mage, command: ["/app/run_app.sh", ...program] });
  if (printed.exitCode !== 0) throw new Error(`Mage's executor built no Job:\n${printed.err}\n${printed.out}`);
  return JSON.parse(printed.out.trim().split("\n").at(-1) ?? "");
}

/** Runs the Job's command line in a plain container, with the settings that a cluster would add. */
export function runJob(installation: Installation, job: Job): Promise<Finished> {
  return runContainer(installation, job.spec.template.spec.containers[0]);
}

function magesPod(): { containers: [Container] } {
  const documents = parseAllDocuments(readFileSync(join(EXAMPLE, "mage.yaml"), "utf8")).map((each) => each.toJS());
  const pod = documents.find(({ kind }) => kind === "Deployment").spec.template.spec;
  const [{ name, newTag }] = parse(readFileSync(join(EXAMPLE, "kustomization.yaml"), "utf8")).images;
  pod.containers[0].image = `${name}:${newTag}`;
  return pod;
}

/** The volumes of the compose file replace those of a cluster, and QuickBooks is the demo's. */
function runContainer(installation: Installation, container: Container): Promise<Finished> {
  const { project } = installation;
  const volumes: Record<string, string> = {
    mage: `${project}_mage`,
    secrets: `${project}_secrets-mage`,
    executor: EXAMPLE,
  };
  const mounts = container.volumeMounts.flatMap(({ name, mountPath, readOnly }) =>
    name === "tmp" ? ["--tmpfs", mountPath] : ["-v", `${volumes[name]}:${mountPath}${readOnly ? ":ro" : ""}`],
  );
  const [entrypoint = "", ...args] = container.command;
  return installation.run("docker", [
    ...["run", "--rm", "--network", `${project}_default`, "--entrypoint", entrypoint],
    ...["--user", "1000", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges:true"],
    ...["--memory", container.resources.limits.memory.replace("i", "")],
    ...mounts,
    ...container.env.flatMap(({ name, value }) => ["-e", `${name}=${value ?? "qbo"}`]),
    ...["-v", `${project}_demo:/var/lib/demo:ro`, "-e", "QBO_ADDRESSES_FILE=/var/lib/demo/addresses.json"],
    container.image,
    ...args,
  ]);
}
