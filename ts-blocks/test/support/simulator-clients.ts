import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../../local/lock";
import { cacheFolder, cacheKey } from "../../local/mage-venv";
import { findPython } from "../../local/python";
import { runCommand } from "../../local/run-command";
import { waitFor } from "../../src/console/time";
import { repositoryRoot } from "../../src/repository-root";

/** The scripts and the lock files that say which clients they need. */
export const CLIENTS_FOLDER = join(repositoryRoot(), "ts-blocks/simulator/clients");
const INSTALL_TIMEOUT_MS = 10 * 60_000;
const NPM_FILES = ["package.json", "package-lock.json"];
const PYTHON_FILE = "requirements.txt";

/** Where the pinned clients are. */
export interface InstalledClients {
  readonly nodeModules: string;
  readonly python: string;
}

/**
 * The clients, installed once on this machine for each state of their lock files, outside the project: what other people's
 * clients need must neither be audited nor shipped with it.
 */
export async function installClients(): Promise<InstalledClients> {
  const python = await findPython();
  const files = [...NPM_FILES, PYTHON_FILE].map((name) => join(CLIENTS_FOLDER, name));
  const folder = join(cacheFolder(process.env), `simulator-clients-${cacheKey(files, python.version)}`);
  const complete = join(folder, "complete");
  const lock = await waitFor(
    { what: `the other installation (${folder})`, timeoutMs: INSTALL_TIMEOUT_MS, intervalMs: 200 },
    () => {
      const attempt = tryLock(`${folder}.lock`);
      return "release" in attempt ? attempt : undefined;
    },
  );
  try {
    if (!existsSync(complete)) {
      rmSync(folder, { recursive: true, force: true });
      await install(folder, python.executable);
      writeFileSync(complete, "");
    }
  } finally {
    lock.release();
  }
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
