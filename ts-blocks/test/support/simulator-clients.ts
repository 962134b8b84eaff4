import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "../../local/python";
import { runCommand } from "../../local/run-command";
import { repositoryRoot } from "../../src/repository-root";
import { installedOnce } from "./installed-once";

/** The scripts, and the lock files that pin their clients. */
export const CLIENTS_FOLDER = join(repositoryRoot(), "ts-blocks/simulator/clients");
const NPM_FILES = ["package.json", "package-lock.json"];
const PYTHON_FILE = "requirements.txt";

/** The folders of the pinned clients. */
export interface InstalledClients {
  readonly nodeModules: string;
  readonly python: string;
}

/** Installs the published clients in the pinned versions. */
export async function installClients(): Promise<InstalledClients> {
  const python = await findPython();
  const files = [...NPM_FILES, PYTHON_FILE].map((name) => join(CLIENTS_FOLDER, name));
  const folder = await installedOnce(
    "simulator-clients",
    files,
    (target) => install(target, python.executable),
    python.version,
  );
  return { nodeModules: join(folder, "node_modules"), python: join(folder, "venv", "bin", "python") };
}

async function install(folder: string, python: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of NPM_FILES) copyFileSync(join(CLIENTS_FOLDER, name), join(folder, name));
  const run = (command: string, ...args: string[]) => runCommand(command, args, () => {});
  await run("npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund");
  const venv = join(folder, "venv");
  await run(python, "-m", "venv", venv);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];
  await run(join(venv, "bin", "python"), ...pip, "-r", join(CLIENTS_FOLDER, PYTHON_FILE));
}
