import { Bridge } from "../bridge/bridge";
import type { FailureMessage, JobMessage } from "../bridge/messages";
import { bugReports } from "../bug-reports";
import { type Clock, systemClock } from "../clock";
import { BackfillError, EXIT_BUG, EXIT_PARENT_GONE } from "../errors";
import { postgresError } from "../warehouse/database/connection";

export interface BlockContext {
  readonly bridge: Bridge;
  readonly message: JobMessage;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type Output = Parameters<Bridge["metric"]>[1];

/**
 * Runs a block's program: a job comes in, one result or failure goes out, and the class of the error decides the exit code.
 * End of file on stdin means that Mage is gone. Leaving at once is the rollback: Postgres ends a transaction with its session.
 */
export async function runBlock(work: (context: BlockContext) => Promise<Output>): Promise<void> {
  const bridge = new Bridge(process.stdin, process.stdout, () => process.exit(EXIT_PARENT_GONE));
  let exitCode = 0;
  // Node would print the whole error to stderr. An axios error holds the request, and with it the bearer token.
  process.on("uncaughtException", (error) => {
    void bridge.finish(failureOf(error)).then(() => process.exit(EXIT_BUG));
  });
  try {
    const message = await bridge.job();
    const output = await work({ bridge, message, clock: systemClock, env: process.env });
    await bridge.finish({ type: "result", output });
  } catch (thrown) {
    const error = postgresError(thrown);
    exitCode = error instanceof BackfillError ? error.exitCode : EXIT_BUG;
    await bridge.finish(failureOf(error));
  }
  process.exit(exitCode);
}

/** What the operator sees. For a bug: the message and the place in the code, but no values of variables. */
export function failureOf(error: unknown): FailureMessage {
  if (error instanceof BackfillError) {
    const ids = Object.entries(error.ids).filter(([, value]) => value !== null);
    const place = ids.length === 0 ? "" : ` (${ids.map(([name, value]) => `${name} ${value}`).join(", ")})`;
    return {
      type: "failure",
      code: error.code,
      message: place === "" ? error.message : `${error.message.replace(/\.$/, "")}${place}.`,
      remedy: error.remedy,
      retryable: error.retryable,
    };
  }
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const where =
    error instanceof Error
      ? (/^\s+at .*?([^\s(]+:\d+:\d+)\)?$/m.exec(error.stack ?? "")?.[1] ?? "an unknown place")
      : "unknown place";
  return {
    type: "failure",
    code: "BUG",
    message: `The program stopped on an error of its own: ${said} at ${where.replace(/^.*\/dist\//, "")}.`,
    remedy: `Report this with the run id on ${bugReports()}; running again is safe and goes on where it stopped.`,
    retryable: false,
  };
}
