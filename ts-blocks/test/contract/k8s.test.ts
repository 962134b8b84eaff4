import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { repositoryRoot } from "../../src/repository-root";

/** The checks of the Kubernetes example that need no cluster. */
const FOLDER = join(repositoryRoot(), "docker", "k8s");
const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");
const kustomization = parse(read("kustomization.yaml")) as {
  resources: string[];
  configMapGenerator: { files: string[] }[];
};
const objects = kustomization.resources.flatMap((name) =>
  parseAllDocuments(read(name)).map((document) => document.toJS() as Record<string, unknown> & { kind: string }),
);
const containers = JSON.stringify(objects);

test("every file of the example is in its kustomization", () => {
  const named = [...kustomization.resources, ...kustomization.configMapGenerator.flatMap(({ files }) => files)];
  const there = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml") && name !== "kustomization.yaml");
  expect(named.sort()).toEqual(there.sort());
});

test("no object holds a secret: all secrets come from an object that the operator makes", () => {
  expect(objects.map(({ kind }) => kind)).not.toContain("Secret");
  expect(containers).toContain('"secretName":"qbo-secrets"');
  expect(containers).not.toMatch(/PASSWORD|JWT_SECRET/);
});

test("every container runs as a user without rights, on a read-only root", () => {
  const count = (pattern: RegExp) => containers.match(pattern)?.length ?? 0;
  const pods = count(/"containers":/g);
  expect(pods).toBe(3);
  expect(count(/"runAsNonRoot":true/g)).toBe(pods);
  expect(count(/"readOnlyRootFilesystem":true/g)).toBe(pods);
  expect(count(/"drop":\["ALL"\]/g)).toBe(pods);
});

test("a block's Job runs under an account without rights in the cluster", () => {
  const executor = parse(read("executor.yaml")) as { pod: { service_account_name: string } };
  const account = objects.find(
    ({ kind, metadata }) =>
      kind === "ServiceAccount" && (metadata as { name: string }).name === executor.pod.service_account_name,
  );
  expect(account?.automountServiceAccountToken).toBe(false);
});
