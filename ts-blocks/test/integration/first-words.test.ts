import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";

const scratch = mkdtempSync(join(tmpdir(), "qbo-first-words-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Ended {
  readonly exitCode: number | null;
  readonly err: string;
}

/** Runs a command of the local stack as a person starts it. @param stopAt the output at which Ctrl-C is pressed. */
async function stack(args: readonly string[], env: NodeJS.ProcessEnv, stopAt?: RegExp): Promise<Ended> {
  const program = join(repositoryRoot(), "ts-blocks/dist/local/stack-cli.js");
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
    if (stopAt?.test(out)) {
      stopAt = undefined;
      child.kill("SIGINT");
    }
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, err };
}

/** One line for a person, without the program's other output. */
const oneSentence = (said: string) => expect.stringMatching(new RegExp(`^stack: [^\\n]*${said}[^\\n]*\\n$`));

describe("a first start that something on the machine prevents ends in a sentence that names it", () => {
  test("a cache folder that cannot be made", async () => {
    const file = join(scratch, "a-file");
    writeFileSync(file, "");
    const { exitCode, err } = await stack(["--dir", join(scratch, "one")], { XDG_CACHE_HOME: file });
    expect([exitCode, err]).toEqual([
      1,
      oneSentence("a-file/qbo-postgres-backfill, and that folder cannot be written"),
    ]);
    expect(err).toContain("set XDG_CACHE_HOME");
  });

  test("a folder for the stack that cannot be made", async () => {
    const file = join(scratch, "another-file");
    writeFileSync(file, "");
    const { exitCode, err } = await stack(["--dir", join(file, "local")], {});
    expect([exitCode, err]).toEqual([1, oneSentence("another-file/local")]);
  });

  test("no network to fetch Mage's packages over", async () => {
    const cache = join(scratch, "cache");
    mkdirSync(cache);
    const nowhere = { PIP_INDEX_URL: "http://127.0.0.1:9/simple", PIP_RETRIES: "0", PIP_CONFIG_FILE: "/dev/null" };
    const { exitCode, err } = await stack(["--dir", join(scratch, "two")], { XDG_CACHE_HOME: cache, ...nowhere });
    expect([exitCode, err]).toEqual([1, oneSentence("Mage's Python packages cannot be fetched: is there a network")]);
  });
});

test("Ctrl-C in the middle of a start exits as in a shell: 130", async () => {
  const { exitCode, err } = await stack(["--dir", join(scratch, "three")], {}, /Postgres/);
  expect([exitCode, err]).toEqual([130, "stack: interrupted\n"]);
});
