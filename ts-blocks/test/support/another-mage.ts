import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../../local/ports";
import { commandLineOf, descendantsOf } from "../../src/console/processes";
import { environmentOf } from "./canaries";

/**
 * Another process of this process's Mage, as on a second host: the same launcher, project and metadata database. It
 * ends with this process.
 */
function startAnotherMage(
  args: (project: string) => readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  const mage = descendantsOf(process.pid).find(({ pid }) => commandLineOf(pid).includes("launcher.py start"));
  const [python = "", launcher = "", , project = ""] = commandLineOf(mage?.pid ?? 0).split(" ");
  const variables = environmentOf(mage?.pid ?? 0).split("\0");
  const inherited = Object.fromEntries(variables.map((pair) => pair.split(/=(.*)/s, 2)));
  return spawn(python, [launcher, ...args(project)], {
    env: { ...inherited, ...env },
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
}

/** Runs a block as Mage's editor does, in its own process beside the scheduler. Resolves with the exit code. */
export async function runBlockByHand(pipeline: string, block: string, variables: object): Promise<number | null> {
  const options = ["--block-uuid", block, "--runtime-vars", JSON.stringify(variables)];
  const [exitCode] = await once(
    startAnotherMage((project) => ["run", project, pipeline, ...options]),
    "exit",
  );
  return exitCode;
}

/** A second scheduler on one metadata database, as if Mage ran on two hosts. */
export async function startSecondScheduler(): Promise<{ pid: number; stop: () => Promise<void> }> {
  const where = ["--host", "127.0.0.1", "--port", String(await freePort()), "--exit-with-stdin"];
  const scheduler = startAnotherMage((project) => ["start", project, ...where], { INSTANCE_TYPE: "scheduler" });
  const ended = once(scheduler, "exit");
  return {
    pid: scheduler.pid ?? 0,
    async stop() {
      scheduler.stdin?.end();
      await ended;
    },
  };
}
