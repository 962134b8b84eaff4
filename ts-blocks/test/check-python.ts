import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findPython } from "../local/python";
import { runCommand } from "../local/run-command";
import { repositoryRoot } from "../src/repository-root";
import { installedOnce } from "./support/installed-once";

const UV = join(repositoryRoot(), "mage_project", "requirements-uv.txt");
const TOOLS = join(repositoryRoot(), "mage_project", "requirements-check.txt");
const CACHE = ["--cache-dir", join(repositoryRoot(), ".local", "check")];
const CHECKS = [
  ["ruff", "check", "--quiet", "--output-format=concise", ...CACHE, "mage_project"],
  ["ruff", "format", "--check", "--quiet", ...CACHE, "mage_project"],
  ["mypy", "--no-error-summary", ...CACHE],
];

/**
 * `npm run check:python`: ruff and mypy over mage_project, with the settings of pyproject.toml. Both tools are
 * installed once into the cache of this machine, with the types of the libraries that we use. Mage itself is not
 * needed.
 */
async function main(): Promise<number> {
  const python = await findPython();
  const folder = await installedOnce(
    "check",
    [UV, TOOLS],
    (target) => install(target, python.executable),
    python.version,
  );
  const failed = CHECKS.filter(([tool = "", ...args]) => {
    const { status } = spawnSync(join(folder, "bin", tool), args, { cwd: repositoryRoot(), stdio: "inherit" });
    return status !== 0;
  });
  return failed.length === 0 ? 0 : 1;
}

async function install(venv: string, python: string): Promise<void> {
  process.stderr.write("check: bringing ruff and mypy, once on this machine\n");
  const within = (name: string) => join(venv, "bin", name);
  const silent = () => {};
  await runCommand(python, ["-m", "venv", venv], silent);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"];
  await runCommand(within("python"), [...pip, "-r", UV], silent);
  const uv = ["pip", "install", "--quiet", "--python", within("python"), "--require-hashes", "--no-deps"];
  await runCommand(within("uv"), [...uv, "-r", TOOLS], silent);
}

void main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`check: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
