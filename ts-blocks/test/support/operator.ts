import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repositoryRoot } from "../../src/repository-root";

export interface Outcome {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** One of the commands as an operator starts it, with answers on stdin. */
export class OperatorCommand {
  private out = "";
  private err = "";

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.on("data", (chunk: Buffer) => {
      this.out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      this.err += chunk.toString();
    });
    child.stdin.on("error", () => undefined); // the command may have ended before it read everything
  }

  static start(
    name: "connect" | "secrets" | "report" | "evidence" | "db-init",
    args: readonly string[],
    answers: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): OperatorCommand {
    const script = join(repositoryRoot(), "ts-blocks", "dist", "src", "commands", `${name}.js`);
    const child = spawn(process.execPath, [script, ...args], { env: { PATH: process.env.PATH, ...env } });
    child.stdin.end(answers.map((answer) => `${answer}\n`).join(""));
    return new OperatorCommand(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The last answer. */
  answer(line: string): void {
    this.child.stdin.end(`${line}\n`);
  }

  /** Waits for output that matches the pattern. Resolves with the captured text. */
  async says(pattern: RegExp, timeoutMs = 30_000): Promise<string> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = pattern.exec(this.out)?.[1];
      if (found !== undefined) return found;
      if (Date.now() > deadline || this.child.exitCode !== null) {
        throw new Error(`never said ${pattern}:\n${this.out}${this.err}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async outcome(): Promise<Outcome> {
    if (this.child.exitCode === null) await once(this.child, "close");
    return { exitCode: this.child.exitCode, out: this.out, err: this.err };
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }
}
