import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";

const ROOT = repositoryRoot();
const build = (...args: string[]) =>
  spawnSync(process.execPath, ["ts-blocks/build.cjs", ...args], { cwd: ROOT, encoding: "utf8" });

test.each([
  ["a command", [], ".built", "local/demo-cli.js"],
  ["the benchmark", ["test"], ".built-test", "test/bench/bench.js"],
] as const)(
  "%s compiles only after a change, and says that it compiles",
  { timeout: 180_000 },
  (_, args, name, made) => {
    build(...args);
    const stamp = join(ROOT, "ts-blocks/dist", name);
    const builtAt = statSync(stamp).mtimeMs;

    const again = build(...args);

    expect([again.status, again.stdout, again.stderr]).toEqual([0, "", ""]);
    expect(statSync(stamp).mtimeMs).toBe(builtAt);
    expect(existsSync(join(ROOT, "ts-blocks/dist", made))).toBe(true);
  },
);

test("every command that a person starts compiles this way", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const name of ["demo", "stack", "simulator", "connect", "secrets", "db:init", "report", "evidence", "bench"]) {
    expect([name, scripts[name]]).toEqual([
      name,
      expect.stringMatching(/^node ts-blocks\/build\.cjs( test)? && exec node ts-blocks\/dist\//),
    ]);
  }
});

test("the script is plain JavaScript that every supported Node reads", () => {
  expect(() => execFileSync(process.execPath, ["--check", "ts-blocks/build.cjs"], { cwd: ROOT })).not.toThrow();
});
