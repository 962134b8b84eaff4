import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { LocalError } from "../src/console/errors";
import { descendantsOf, groupMembers, haveEnded, isRunning, type ProcessMark, signal } from "../src/console/processes";
import type { PidLedger } from "./pid-ledger";

const KILLED_MS = 5_000;

export interface ChildPlan {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env: NodeJS.ProcessEnv;
  runAs?: { uid: number; gid: number } | undefined;
  /** Receives stderr, and also stdout unless `onLine` takes it. */
  logFile: string;
  onLine?: (line: string) => void;
  /** The signal that asks it to end. A program that ignores the signal is killed. */
  endsOn: "SIGINT" | "SIGTERM" | "end-of-stdin";
  orderlyMs: number;
}

export interface Exit {
  name: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * A part of the stack. Its stdin is a pipe that this program holds open. All three parts end when the pipe closes, so a SIGKILL
 * of this program ends them too. Each part leads its own process group. So Ctrl-C reaches only this program, which then ends the
 * parts in order.
 */
export class Child {
  readonly exited: Promise<Exit>;
  private over: Exit | undefined;

  private constructor(
    private readonly plan: ChildPlan,
    private readonly process: ChildProcess,
    private readonly ledger: PidLedger,
    readonly pid: number,
  ) {
    this.exited = new Promise((resolve) => {
      process.once("exit", (code, signalName) => {
        this.over = { name: plan.name, code, signal: signalName };
        resolve(this.over);
      });
    });
    process.stdin?.on("error", () => {}); // the part may end before its pipe is closed
  }

  static async start(plan: ChildPlan, ledger: PidLedger): Promise<Child> {
    const log = openSync(plan.logFile, "a", 0o600);
    try {
      const child = spawn(plan.command, plan.args, {
        ...(plan.cwd === undefined ? {} : { cwd: plan.cwd }),
        env: plan.env,
        ...(plan.runAs ?? {}),
        detached: true,
        stdio: ["pipe", plan.onLine ? "pipe" : log, log],
      });
      const pid = await new Promise<number>((resolve, reject) => {
        child.once("spawn", () => resolve(child.pid as number));
        child.once("error", (cause) => {
          reject(new LocalError(`${plan.name} cannot be started: ${cause.message}`, { cause }));
        });
      });
      if (plan.onLine && child.stdout) createInterface({ input: child.stdout }).on("line", plan.onLine);
      ledger.record(plan.name, pid, plan.endsOn === "SIGINT" ? "SIGINT" : "SIGTERM");
      return new Child(plan, child, ledger, pid);
    } finally {
      closeSync(log);
    }
  }

  get hasExited(): boolean {
    return this.over !== undefined;
  }

  /** Throws if the part has ended. Call it while waiting for the part to become ready. */
  assertRunning(): void {
    if (this.over === undefined) return;
    const how = this.over.signal ? `by ${this.over.signal}` : `with exit code ${this.over.code}`;
    throw new LocalError(
      `${this.plan.name} ended ${how} while starting: ${lastLine(this.plan.logFile)} (${this.plan.logFile})`,
    );
  }

  /** Resolves when all its processes have ended, even those outside of its process group (such as Mage's notebook kernel). */
  async stop(): Promise<void> {
    const family = descendantsOf(this.pid);
    const outside = () => family.filter(isRunning);
    const left = () => groupMembers(this.pid).length > 0 || outside().length > 0;
    if (this.plan.endsOn === "end-of-stdin") this.process.stdin?.end();
    else this.signalAll(this.plan.endsOn, outside());
    if (!(await haveEnded(left, this.plan.orderlyMs))) {
      this.signalAll("SIGKILL", outside());
      await haveEnded(left, KILLED_MS);
    }
    this.process.stdin?.destroy();
    this.ledger.forget(this.pid);
  }

  private signalAll(name: NodeJS.Signals, outside: ProcessMark[]): void {
    signal(this.pid, name, true);
    for (const { pid } of outside) signal(pid, name);
  }
}

function lastLine(file: string): string {
  return readFileSync(file, "utf8").trim().split("\n").at(-1) || "without a word";
}
