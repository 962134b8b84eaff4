import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";

/** `npm run build` compiles the code of the demo and of the image. */
const ROOT = repositoryRoot();
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

test("no test and no tool for tests is compiled for the demo or for the image", { timeout: 60_000 }, () => {
  expect(scripts.build).toBe("tsc -p tsconfig.build.json");
  const program = join(ROOT, "node_modules/typescript/bin/tsc");
  const listed = execFileSync(process.execPath, [program, "-p", "tsconfig.build.json", "--listFilesOnly"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const files = listed
    .trim()
    .split("\n")
    .map((file) => relative(ROOT, file));
  expect(files).toContain("ts-blocks/src/blocks/loader.ts");
  expect(files.filter((file) => /^ts-blocks\/(test\/|.*(\.test\.ts|\/testing\/|\/replay\/))/.test(file))).toEqual([]);
  expect(files.filter((file) => /node_modules\/(vitest|fast-check|playwright-core)\//.test(file))).toEqual([]);
});

test("the image gets the configurations that its build reads", () => {
  const copied = /^COPY (.*tsconfig.*) \.\/$/m.exec(read("docker/Dockerfile"))?.[1]?.split(" ") ?? [];
  expect(copied).toEqual(["tsconfig.json", "tsconfig.build.json"]);
  for (const file of copied) expect(read(".dockerignore")).toContain(`\n!${file}\n`);
});
