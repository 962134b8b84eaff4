import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { repositoryRoot } from "../../src/repository-root";
import { type CommandOptions, run } from "./command";
import { type Count, ONE_FAILURE, vitestCount } from "./count";

export interface VitestOptions extends CommandOptions {
  /** The program of another version of Node than ours. */
  readonly node?: string;
  /** Names of the parts whose tests may be skipped. */
  readonly absent: readonly string[];
}

/** Runs projects of vitest.config.mts and counts their tests. */
export async function runVitest(projects: readonly string[], options: VitestOptions): Promise<Count> {
  const { node = process.execPath, cwd = repositoryRoot(), env = {}, absent } = options;
  const folder = mkdtempSync(join(tmpdir(), "qbo-test-report-"));
  const report = join(folder, "vitest.json");
  const program = join(cwd, "node_modules", "vitest", "vitest.mjs");
  const chosen = projects.flatMap((name) => ["--project", name]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // Programs that a test starts as `node` get the same version.
  const path = [dirname(node), process.env.PATH].join(delimiter);
  try {
    const exitCode = await run(node, [program, "run", ...chosen, ...reporters], { cwd, env: { ...env, PATH: path } });
    if (!existsSync(report)) return ONE_FAILURE;
    return vitestCount(JSON.parse(readFileSync(report, "utf8")), exitCode, absent);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
