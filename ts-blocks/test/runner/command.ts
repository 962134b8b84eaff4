import { spawn } from "node:child_process";
import { repositoryRoot } from "../../src/repository-root";

export interface CommandOptions {
  readonly cwd?: string;
  /** Changes to our own environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs a command and shows its output. @returns its exit code, 1 when a signal ended the command. */
export function run(command: string, args: readonly string[], options: CommandOptions = {}): Promise<number> {
  const { cwd = repositoryRoot(), env = {} } = options;
  process.stdout.write(`\n== ${[command.replace(repositoryRoot(), "."), ...args.slice(0, 5)].join(" ")}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
