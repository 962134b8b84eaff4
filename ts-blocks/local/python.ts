import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { LocalError } from "../src/console/errors";

export interface Python {
  executable: string;
  /** Such as 3.11. */
  version: string;
}

/** Mage 0.9.80 has pins of its own for 3.10, 3.11 and 3.12. 3.11 comes first: it is what the image runs. */
const SUPPORTED = ["3.11", "3.10", "3.12"];
const CANDIDATES = [...SUPPORTED.map((version) => `python${version}`), "python3"];

/** venv without ensurepip is what Debian leaves when python3-venv is not installed. */
const PROBE = `import sys
print("%d.%d" % sys.version_info[:2])
print(sys.executable)
import ensurepip, venv
print("venv")`;

export type Probe = (command: string) => Promise<string>;

const runProbe: Probe = async (command) => {
  const { stdout } = await promisify(execFile)(command, ["-c", PROBE], { timeout: 20_000 }).catch((error) => ({
    stdout: String((error as { stdout?: string }).stdout ?? ""),
  }));
  return stdout;
};

/** A name on the PATH may be missing, a shim that leads nowhere, too old or incomplete: so each one is asked. */
export async function findPython(probe: Probe = runProbe): Promise<Python> {
  const withoutVenv: string[] = [];
  const otherVersions: string[] = [];
  for (const command of CANDIDATES) {
    const [version, executable, venv] = (await probe(command)).trim().split("\n");
    if (!version || !executable) continue;
    if (!SUPPORTED.includes(version)) otherVersions.push(`${command} is ${version}`);
    else if (venv !== "venv") withoutVenv.push(version);
    else return { executable, version };
  }
  if (withoutVenv.length > 0) {
    const version = withoutVenv[0];
    throw new LocalError(
      `Python ${version} is here without its venv module: install it (Debian and Ubuntu: apt-get install python${version}-venv)`,
    );
  }
  const seen = otherVersions.length > 0 ? ` (${otherVersions.join(", ")})` : "";
  throw new LocalError(
    `Mage needs Python 3.10, 3.11 or 3.12 on the PATH and none was found${seen}: install one ` +
      "(Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.11)",
  );
}
