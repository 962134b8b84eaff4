import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";
import { pinnedRuntimes } from "../runner/runtimes";

/** The version and the changelog of a release. */
const read = (path: string) => readFileSync(join(repositoryRoot(), path), "utf8");
const { version, engines } = JSON.parse(read("package.json")) as { version: string; engines: { node: string } };

test.each(["CHANGELOG.md", "CHANGELOG.es.md"])("%s begins with the version of package.json", (page) => {
  expect(/^## (.*)$/m.exec(read(page))?.[1]).toMatch(new RegExp(`^${version.replaceAll(".", "\\.")}( |$)`));
});

test.each([
  ["CHANGELOG.md", "### Added"],
  ["CHANGELOG.es.md", "### Agregado"],
])("%s: the first release only adds, since there was nothing that it could change", (page, added) => {
  const first = /^## 0\.1\.0\b[\s\S]*?(?=^## |(?![\s\S]))/m.exec(read(page))?.[0] ?? "";
  expect(first.match(/^### .*$/gm)).toEqual([added]);
});

test("the versions of Node that the image and .nvmrc name are tested, and the README names these versions", () => {
  const image = [...read("docker/Dockerfile").matchAll(/\bnode:(\d+)-/g)].map(([, major]) => major ?? "");
  const shipped = [...new Set([...image, read(".nvmrc").trim()])].sort();
  expect(shipped).toEqual(["22", "24"]);
  expect(shipped.filter((major) => !pinnedRuntimes().includes(major))).toEqual([]);
  expect(read("README.md")).toContain(`Node ${shipped.join(" or ")} and Python`);
  expect(read("README.md")).toContain(`Node ${engines.node.replace(">=", "")} it works, too`);
});
