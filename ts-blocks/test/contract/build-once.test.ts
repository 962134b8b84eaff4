import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";

const ROOT = repositoryRoot();
const build = () => spawnSync(process.execPath, ["ts-blocks/build.cjs"], { cwd: ROOT, encoding: "utf8" });

test("a command compiles only after a change, and says that it compiles", { timeout: 180_000 }, () => {
  build();
  const stamp = join(ROOT, "ts-blocks/dist/.built");
  const builtAt = statSync(stamp).mtimeMs;

  const again = build();

  expect([again.status, again.stdout, again.stderr]).toEqual([0, "", ""]);
  expect(statSync(stamp).mtimeMs).toBe(builtAt);
  expect(existsSync(join(ROOT, "ts-blocks/dist/local/demo-cli.js"))).toBe(true);
});

test("every command that a person starts compiles this way", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const name of ["demo", "stack", "simulator", "connect", "secrets", "db:init", "report", "evidence"]) {
    expect([name, scripts[name]]).toEqual([
      name,
      expect.stringMatching(/^node ts-blocks\/build\.cjs && exec node ts-blocks\/dist\//),
    ]);
  }
});

test("the script is plain JavaScript that every supported Node reads", () => {
  expect(() => execFileSync(process.execPath, ["--check", "ts-blocks/build.cjs"], { cwd: ROOT })).not.toThrow();
});
