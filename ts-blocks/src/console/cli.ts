import { BackfillError, TransientError } from "../errors";
import { fileProblem, LocalError, messageOf, UsageError } from "./errors";
import { tellError } from "./progress";

/** Ended by a signal: 128 and its number, as a shell says it. */
export const EXIT = { ok: 0, notGreen: 1, usage: 64, interrupted: 130, terminated: 143 } as const;

const ORPHAN_CHECK_MS = 1_000;
const STACK_LOST = "If the stack was stopped, start it again and repeat the command: what was read is kept.";
/** The terminal sends Ctrl-C to this program, and npm passes it on a second time. Two signals at once count as one. */
const ONE_KEY_PRESS_MS = 1_000;

/**
 * Runs a command with a signal that aborts on Ctrl-C or SIGTERM. Errors become one line on stderr and an exit code. A second
 * Ctrl-C ends this program at once. The parts of the stack then end by themselves, because our pipes to them close.
 */
export async function runCli(name: string, command: (stop: AbortSignal) => Promise<number>): Promise<void> {
  const stopping = new AbortController();
  let firstAt: number | undefined;
  let exitOnStop: number = EXIT.terminated;
  const onSignal = (signal: NodeJS.Signals) => {
    exitOnStop = signal === "SIGINT" ? EXIT.interrupted : EXIT.terminated;
    firstAt ??= performance.now();
    if (performance.now() - firstAt > ONE_KEY_PRESS_MS) process.exit(exitOnStop);
    stopping.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  whenNpmDies(() => stopping.abort());
  try {
    process.exitCode = await command(stopping.signal);
  } catch (error) {
    process.exitCode = EXIT.notGreen;
    if (error instanceof UsageError) {
      tellError(`${name}: ${error.message} (--help shows the options)`);
      process.exitCode = EXIT.usage;
    } else if (stopping.signal.aborted) {
      tellError(`${name}: interrupted`);
      process.exitCode = exitOnStop;
    } else if (error instanceof BackfillError) {
      tellError(`${name}: ${error.message} ${error instanceof TransientError ? STACK_LOST : error.remedy}`);
    } else if (error instanceof LocalError) {
      tellError(`${name}: ${error.message}`);
    } else if (fileProblem(error) !== undefined) {
      tellError(`${name}: ${fileProblem(error)}`);
    } else {
      tellError(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`);
    }
  }
  // A socket that is still open here must not keep the command running.
  process.exit();
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** A SIGKILL of npm reaches only npm. The stack must end with it. */
function whenNpmDies(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, ORPHAN_CHECK_MS).unref();
}

export function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}
