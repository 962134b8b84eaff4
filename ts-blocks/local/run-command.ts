import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { LocalError } from "../src/console/errors";

const TAIL_LINES = 5;

/** If the command fails, the error holds the last lines that the command wrote. */
export function runCommand(
  command: string,
  args: string[],
  onLine: (line: string) => void,
  signal?: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...(signal && { signal }) });
    const tail: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        if (line.trim()) tail.push(line.trim());
        if (tail.length > TAIL_LINES) tail.shift();
        onLine(line);
      });
    }
    child.once("error", (cause) => reject(new LocalError(`${command} cannot be started: ${cause.message}`, { cause })));
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new LocalError(`${path.basename(command)} failed (${signal ?? `exit code ${code}`}): ${tail.join(" | ")}`),
        );
    });
  });
}
