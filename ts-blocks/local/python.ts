import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { LocalError } from "../src/console/errors";

export interface Python {
  executable: string;
  /** Such as 3.11. */
  version: string;
}

/** Mage 0.9.80 pins its packages for 3.10, 3.11 and 3.12. 3.11 comes first, since the image runs it. */
const SUPPORTED = ["3.11", "3.10", "3.12"];
const CANDIDATES = [...SUPPORTED.map((version) => `python${version}`), "python3"];

/** Without the package python3-venv, Debian has venv but not ensurepip. So the probe imports both. */
const PROBE = `import sys
print("%d.%d" % sys.version_info[:2])
print(sys.executable)
import ensurepip, venv
print("venv")`;

export interface Machine {
  /** The output of the probe; empty if there is no such command. */
  probe(command: string): Promise<string>;
  /** Names in a folder; none if there is no such folder. */
  list(folder: string): string[];
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

const thisMachine: Machine = {
  async probe(command) {
    const { stdout } = await promisify(execFile)(command, ["-c", PROBE], { timeout: 20_000 }).catch((error) => ({
      stdout: String((error as { stdout?: string }).stdout ?? ""),
    }));
    return stdout;
  },
  list(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  env: process.env,
  platform: process.platform,
};

interface Found extends Python {
  readonly command: string;
  readonly hasVenv: boolean;
}

/**
 * Finds a Python that Mage supports: on the PATH, or in uv's own folder. A name may be missing, lead nowhere or have the wrong
 * version, so each candidate is started and asked.
 *
 * @throws LocalError that says what was found, and the one command that installs what is missing.
 */
export async function findPython(machine: Machine = thisMachine): Promise<Python> {
  const found: Found[] = [];
  for (const command of [...CANDIDATES, ...pythonsOfUv(machine)]) {
    const [version, executable, venv] = (await machine.probe(command)).trim().split("\n");
    if (!version || !executable) continue;
    const python = { command, version, executable, hasVenv: venv === "venv" };
    if (python.hasVenv && SUPPORTED.includes(version)) return { executable, version };
    found.push(python);
  }
  const [withoutVenv] = found.filter(({ version }) => SUPPORTED.includes(version));
  if (withoutVenv !== undefined) {
    const { version } = withoutVenv;
    throw new LocalError(
      `Python ${version} is here without its venv module: install it (Debian and Ubuntu: apt-get install python${version}-venv)`,
    );
  }
  const others = found.map(({ command, version }) => `${command} is ${version}`).join(", ");
  const seen = others === "" ? "" : ` (${others})`;
  throw new LocalError(
    `Mage needs Python 3.10, 3.11 or 3.12 and none was found${seen}. Run: ${howToGetOne(machine, found)}`,
  );
}

/** uv's documentation, "Storage": UV_PYTHON_INSTALL_DIR, else uv/python in the folder for a user's data. */
function pythonsOfUv({ env, list }: Machine): string[] {
  const data = env.XDG_DATA_HOME || path.join(env.HOME || homedir(), ".local", "share");
  const folder = env.UV_PYTHON_INSTALL_DIR || path.join(data, "uv", "python");
  const names = list(folder).sort();
  return SUPPORTED.flatMap((version) =>
    names
      .filter((name) => name.startsWith(`cpython-${version}.`))
      .map((name) => path.join(folder, name, "bin", `python${version}`)),
  );
}

/** uv can install any version beside the existing ones. A distribution has only its own version. */
function howToGetOne({ env, list, platform }: Machine, found: readonly Found[]): string {
  const hasUv = (env.PATH ?? "").split(path.delimiter).some((folder) => list(folder).includes("uv"));
  if (hasUv) return "uv python install 3.12";
  if (platform === "darwin") return "brew install python@3.12";
  const other = found.find(({ hasVenv }) => hasVenv);
  if (other === undefined) return "apt-get install python3 python3-venv (Debian 12, Ubuntu 22.04 and 24.04)";
  const uv = "~/.local/share/qbo-uv";
  return `${other.command} -m venv ${uv} && ${uv}/bin/pip install uv && ${uv}/bin/uv python install 3.12`;
}
