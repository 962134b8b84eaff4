import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repositoryRoot } from "../src/repository-root";
import { prepareMageVenv } from "./mage-venv";
import { runCommand } from "./run-command";

/** One small package represents Mage's two hundred, because the test is about when an environment counts as made. */
const REQUIREMENTS = /^iniconfig==.*\n(?: .*\n)+/m.exec(
  readFileSync(path.join(repositoryRoot(), "mage_project", "requirements-dev.txt"), "utf8"),
)?.[0] as string;

let folder: string;
let cache: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "qbo-venv-"));
  cache = path.join(folder, "cache", "qbo-postgres-backfill");
  mkdirSync(path.join(folder, "project"));
  writeFileSync(path.join(folder, "project", "requirements.txt"), REQUIREMENTS);
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const prepare = (clone: string) =>
  prepareMageVenv({
    projectDir: path.join(folder, "project"),
    link: path.join(folder, clone, ".local", "mage"),
    env: { XDG_CACHE_HOME: path.join(folder, "cache") },
    say: (line) => said.push(line),
  });
const environments = () => readdirSync(cache).filter((name) => /^mage-[0-9a-f]+-/.test(name));

test("two clones that start at once make one environment, and both can use it", async () => {
  const [one, two] = await Promise.all([prepare("clone-1"), prepare("clone-2")]);
  expect(one).toBe(two);
  expect(environments()).toHaveLength(1);
  expect(said.filter((line) => line.startsWith("1 of 3"))).toHaveLength(1);
  expect(said).toContainEqual(expect.stringContaining("waiting for it"));
  for (const clone of ["clone-1", "clone-2"]) {
    await runCommand(path.join(folder, clone, ".local", "mage", "bin", "python"), ["-c", "import iniconfig"], () => {});
  }
  said.length = 0;
  await prepare("clone-3");
  expect(said).toEqual([]); // made earlier, so there is no work and no output
});

test("the remains of an interrupted installation are never used, and the next installation removes them", async () => {
  const failing = new AbortController();
  const interrupted = prepareMageVenv({
    projectDir: path.join(folder, "project"),
    link: path.join(folder, "clone", ".local", "mage"),
    env: { XDG_CACHE_HOME: path.join(folder, "cache") },
    say: (line) => {
      if (line.startsWith("2 of 3")) setImmediate(() => failing.abort());
    },
    signal: failing.signal,
  });
  await expect(interrupted).rejects.toThrow();
  expect(environments()).toEqual([]);

  // A SIGKILL leaves more: a half-made environment, and the lock of a dead process.
  await prepare("clone");
  const link = path.join(cache, readdirSync(cache).find((name) => /^mage-[0-9a-f]+$/.test(name)) as string);
  const whole = realpathSync(link);
  rmSync(whole, { recursive: true });
  rmSync(link);
  mkdirSync(path.join(`${link}-1-half`, "bin"), { recursive: true });
  writeFileSync(path.join(`${link}-1-half`, "bin", "python"), "");
  writeFileSync(`${link}.lock`, JSON.stringify({ pid: process.pid, mark: "an earlier life" }));
  await prepare("clone");
  expect(environments()).toHaveLength(1);
  expect(readlinkSync(link)).not.toContain("half");
});

test("another requirements file makes another environment", async () => {
  const before = await prepare("clone");
  writeFileSync(path.join(folder, "project", "requirements-dev.txt"), "# nothing more\n");
  expect(await prepare("clone")).not.toBe(before);
  expect(environments()).toHaveLength(2);
});

test("a package that cannot be downloaded is reported with the installer's own words", async () => {
  writeFileSync(path.join(folder, "project", "requirements.txt"), REQUIREMENTS.replace(/==\S+/, "==0.0.0.dev999"));
  await expect(prepare("clone")).rejects.toThrow(/uv failed \(exit code 1\): .*iniconfig/);
  expect(environments()).toEqual([]);
});

test.each([
  [
    "whose file is not the one that the list was made with",
    REQUIREMENTS.replaceAll(/sha256:\S+/g, `sha256:${"0".repeat(64)}`),
    /is not the one that this project lists/,
  ],
  ["that the list has no hash for", `${REQUIREMENTS.split(" ")[0]}\n`, /must have a hash/],
])("a package %s is not installed", async (_, requirements, says) => {
  writeFileSync(path.join(folder, "project", "requirements.txt"), requirements);
  await expect(prepare("clone")).rejects.toThrow(says);
  expect(environments()).toEqual([]);
});
