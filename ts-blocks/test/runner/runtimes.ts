import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../../local/run-command";
import { repositoryRoot } from "../../src/repository-root";
import { installedOnce } from "../support/installed-once";

const FOLDER = join(repositoryRoot(), "ts-blocks/test/runtimes");
const FILES = ["package.json", "package-lock.json"];

/** The pinned major versions of Node, the oldest first: `["22", "24", "26"]`. */
export function pinnedRuntimes(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return Object.keys(dependencies).map((name) => name.replace("node-", ""));
}

/** Installs the pinned versions once on this machine. @returns the program of each version, by its major number. */
export async function installRuntimes(): Promise<ReadonlyMap<string, string>> {
  const folder = await installedOnce(
    "runtimes",
    FILES.map((name) => join(FOLDER, name)),
    async (target) => {
      mkdirSync(target, { recursive: true });
      for (const name of FILES) copyFileSync(join(FOLDER, name), join(target, name));
      await runCommand("npm", ["ci", "--prefix", target, "--ignore-scripts", "--no-audit", "--no-fund"], () => {});
    },
  );
  return new Map(
    pinnedRuntimes().map((major) => [major, join(folder, "node_modules", `node-${major}`, "bin", "node")]),
  );
}
