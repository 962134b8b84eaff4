import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { LocalError } from "../src/console/errors";
import { waitFor } from "../src/console/time";
import { repositoryRoot } from "../src/repository-root";
import { type Lock, tryLock } from "./lock";
import { findPython, type Python } from "./python";
import { runCommand } from "./run-command";

const INSTALL_TIMEOUT_MS = 20 * 60_000;
const HEARTBEAT_MS = 10_000;
const REQUIREMENT_FILES = ["requirements.txt", "requirements-dev.txt"];
/** The uv that this project pins, whichever uv is installed. */
const UV = path.join(repositoryRoot(), "mage_project", "requirements-uv.txt");
/** The requirement files list every package. A file whose hash differs is refused. */
const AS_LISTED = ["--no-deps", "--require-hashes"];

export interface MageVenvPlan {
  /** The Mage project. Its pinned requirement files say what to install. */
  projectDir: string;
  /** `.local/mage`: becomes a link to the environment in the cache. */
  link: string;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  signal?: AbortSignal | undefined;
}

/**
 * A Python environment with Mage. It is made on first use, and then shared by every clone on this machine.
 *
 * The cache holds the environments, `mage-<key>-<n>`, and a link, `mage-<key>`. The link is made only when an environment is
 * complete, so it never points to what an interrupted installation left. (Renaming an environment is not possible: its scripts
 * name their own interpreter.) Returns the interpreter.
 */
export async function prepareMageVenv(plan: MageVenvPlan): Promise<string> {
  const python = await findPython();
  const files = REQUIREMENT_FILES.map((name) => path.join(plan.projectDir, name)).filter((file) => existsSync(file));
  if (files.length === 0)
    throw new LocalError(`${plan.projectDir} has no requirements.txt: nothing says which Mage to install`);
  const cache = cacheFolder(plan.env);
  const entry = path.join(cache, `mage-${cacheKey(files, python.version)}`);
  makeCache(cache);

  if (!(await works(entry))) {
    const lock = await lockForInstalling(`${entry}.lock`, plan);
    try {
      if (!(await works(entry))) await install(python, files, entry, plan);
    } finally {
      lock.release();
    }
  }
  pointTo(plan.link, entry);
  return path.join(entry, "bin", "python");
}

function makeCache(cache: string): void {
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
  } catch (cause) {
    throw new LocalError(
      `Mage is installed into ${cache}, and that folder cannot be written (${(cause as NodeJS.ErrnoException).code}): set XDG_CACHE_HOME to a folder of yours with 1 GB of room`,
      { cause },
    );
  }
}

export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "qbo-postgres-backfill");
}

export function cacheKey(files: string[], pythonVersion: string): string {
  const hash = createHash("sha256").update(`${pythonVersion} ${process.platform} ${process.arch}\n`);
  for (const file of files) hash.update(`${path.basename(file)}\n`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

/** The interpreter of the environment may have been removed since. */
async function works(entry: string): Promise<boolean> {
  if (!existsSync(path.join(entry, "bin", "python"))) return false;
  return runCommand(path.join(entry, "bin", "python"), ["-c", "pass"], () => {}).then(
    () => true,
    () => false,
  );
}

async function lockForInstalling(file: string, { say, signal }: MageVenvPlan): Promise<Lock> {
  let said = false;
  return waitFor(
    { what: `the other installation (${file})`, timeoutMs: INSTALL_TIMEOUT_MS, intervalMs: 500, signal },
    () => {
      const lock = tryLock(file);
      if ("release" in lock) return lock;
      if (!said) say(`Mage is being installed by process ${lock.heldBy.pid}; waiting for it`);
      said = true;
      return undefined;
    },
  );
}

async function install(python: Python, files: string[], entry: string, plan: MageVenvPlan): Promise<void> {
  removeUnfinished(entry);
  const folder = `${entry}-${process.pid}-${Date.now().toString(36)}`;
  const within = (name: string) => path.join(folder, "bin", name);
  const steps: [string, string, string[]][] = [
    [`making a Python ${python.version} environment`, python.executable, ["-m", "venv", folder]],
    [
      "installing uv",
      within("python"),
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...AS_LISTED, "-r", UV],
    ],
    [
      "installing Mage (about 1 GB, once on this machine)",
      within("uv"),
      ["pip", "install", "--python", within("python"), ...AS_LISTED, ...files.flatMap((file) => ["-r", file])],
    ],
  ];
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const heartbeat = setInterval(() => plan.say(`still installing, ${seconds()} s`), HEARTBEAT_MS);
  try {
    for (const [index, [title, command, args]] of steps.entries()) {
      plan.say(`${index + 1} of ${steps.length}: ${title}`);
      const onLine = (line: string) => {
        if (/^(Resolved|Prepared|Installed|Building) /.test(line.trim())) plan.say(line.trim());
      };
      await runCommand(command, args, onLine, plan.signal);
    }
    pointTo(entry, folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw explained(error, path.dirname(entry));
  } finally {
    clearInterval(heartbeat);
  }
  plan.say(`Mage installed in ${seconds()} s: ${entry}`);
}

const CAUSES: readonly (readonly [said: RegExp, what: (cache: string) => string])[] = [
  [
    /hash mismatch|do not match the hashes|Computed: \| sha256:/i,
    () =>
      "a Python package that was fetched is not the one that this project lists: ask who runs the package index or the proxy, or start again on another network",
  ],
  [
    /No space left on device|ENOSPC|os error 28|Disk quota exceeded/i,
    (cache) =>
      `the disk of ${cache} is full, and Mage needs about 1 GB there: make room, or set XDG_CACHE_HOME to a folder on another disk`,
  ],
  [
    /Permission denied|Read-only file system|EACCES|EROFS/i,
    (cache) => `${cache} cannot be written: make it yours, or set XDG_CACHE_HOME to a folder of yours`,
  ],
  [
    /ensurepip is not available|No module named (venv|ensurepip)/i,
    () =>
      "this Python can make no environment: install its venv package (on Debian and Ubuntu: apt install python3-venv)",
  ],
  [
    /No matching distribution|Could not find a version|name resolution|Name or service not known|dns error|unreachable|error sending request|Connection (refused|reset|timed out)|Failed to fetch|ProxyError|timed? ?out|SSLError|certificate/i,
    () =>
      "Mage's Python packages cannot be fetched: is there a network? Behind a proxy set HTTPS_PROXY, for an index of your own PIP_INDEX_URL and UV_DEFAULT_INDEX; then start again",
  ],
];

/** The installers write much, and mostly about themselves. Their last words follow our sentence. */
function explained(error: unknown, cache: string): unknown {
  if (!(error instanceof Error) || error.name === "AbortError") return error;
  const what = CAUSES.find(([said]) => said.test(error.message))?.[1];
  return what === undefined ? error : new LocalError(`${what(cache)} (${error.message})`, { cause: error });
}

/** Called under the lock, so an environment without a link to it is not in use. */
function removeUnfinished(entry: string): void {
  rmSync(entry, { recursive: true, force: true });
  for (const name of readdirSync(path.dirname(entry))) {
    if (name.startsWith(`${path.basename(entry)}-`)) {
      rmSync(path.join(path.dirname(entry), name), { recursive: true, force: true });
    }
  }
}

/** Replaces the link in one step. */
function pointTo(link: string, target: string): void {
  const present = lstatSync(link, { throwIfNoEntry: false });
  if (present?.isSymbolicLink() && readlinkSync(link) === target) return;
  if (present !== undefined && !present.isSymbolicLink()) {
    throw new LocalError(`${link} is not a link made by this stack: move it away and start again`);
  }
  mkdirSync(path.dirname(link), { recursive: true });
  const draft = `${link}.${process.pid}`;
  rmSync(draft, { force: true });
  symlinkSync(target, draft);
  renameSync(draft, link);
}
