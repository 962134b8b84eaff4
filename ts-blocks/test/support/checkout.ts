import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { removePostgresData } from "../../local/postgres-home";
import { type TemporaryLocalDir, temporaryLocalDir } from "../../local/temporary";
import { waitFor } from "../../src/console/time";
import { repositoryRoot } from "../../src/repository-root";

const STOP_MS = 60_000;

/** The project as a clone would hold it, in its own folder, with a shell in that folder. */
export class Checkout {
  private readonly folder: TemporaryLocalDir = temporaryLocalDir("qbo-checkout-");
  private readonly staying: ChildProcess[] = [];

  constructor() {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: repositoryRoot(),
      encoding: "utf8",
    });
    for (const file of listed.split("\0").filter(Boolean)) {
      mkdirSync(dirname(join(this.dir, file)), { recursive: true });
      cpSync(join(repositoryRoot(), file), join(this.dir, file));
    }
  }

  get dir(): string {
    return this.folder.dir;
  }

  /** @returns the output. @throws Error with the output, when the script fails. */
  async run(script: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
    const { child, said } = this.start(script, env);
    const [exitCode] = (await once(child, "close")) as [number | null];
    if (exitCode !== 0) throw new Error(`${script}\nended with ${exitCode}:\n${said()}`);
    return said();
  }

  /** Starts a script that stays up, and waits for the awaited output. @returns the output until then. */
  async runUntil(script: string, says: RegExp, timeoutMs: number): Promise<string> {
    const { child, said } = this.start(script, {});
    this.staying.push(child);
    return waitFor({ what: `${script} to say ${says}`, timeoutMs }, () => {
      if (child.exitCode !== null) throw new Error(`${script}\nended with ${child.exitCode}:\n${said()}`);
      return says.test(said()) ? said() : undefined;
    });
  }

  /** Sends Ctrl-C to the scripts that stay up, the newest first. */
  async remove(): Promise<void> {
    for (const child of this.staying.reverse().filter(({ exitCode }) => exitCode === null)) {
      const ended = once(child, "close");
      const late = setTimeout(() => press("SIGKILL", child), STOP_MS);
      press("SIGINT", child);
      await ended;
      clearTimeout(late);
    }
    removePostgresData(join(this.dir, ".local/stacks/generated-demo/postgres"));
    this.folder.remove();
  }

  private start(script: string, env: NodeJS.ProcessEnv): { child: ChildProcess; said: () => string } {
    const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
      cwd: this.dir,
      // npm uses the packages that it fetched for this checkout.
      env: { ...process.env, npm_config_prefer_offline: "true", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
    }
    return { child, said: () => text };
  }
}

/** Sends a signal as the terminal does: to every process that the command has started. */
function press(signal: "SIGINT" | "SIGKILL", { pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, signal);
}
