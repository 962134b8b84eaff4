import { Redactor } from "../bridge/redactor";
import { fileProblem } from "../console/errors";
import { tellError } from "../console/progress";
import { BackfillError, EXIT_BUG } from "../errors";

/** The command cannot do what was asked. The message is one line for the operator, and says what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    message: string,
    readonly exitCode: 64 | 75 | 77 | 130,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Runs a command. An error becomes one line on stderr, with secrets removed by the redactor, and an exit code. */
export async function runCommand(name: string, command: (redactor: Redactor) => Promise<number>): Promise<void> {
  const redactor = new Redactor();
  let exitCode: number;
  try {
    exitCode = await command(redactor);
  } catch (error) {
    exitCode = error instanceof CommandError || error instanceof BackfillError ? error.exitCode : EXIT_BUG;
    tellError(`${name}: ${redactor.clean(fileProblem(error) ?? lineOf(error))}`);
  }
  // A socket that is kept alive must not keep the command running.
  process.exit(exitCode);
}

/** Wrong options. The operator can correct them. */
export function parsed<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new CommandError(`${messageOf(error)} (npm run ${name} -- --help shows the options)`, 64, { cause: error });
  }
}

function lineOf(error: unknown): string {
  return error instanceof BackfillError ? `${error.message} ${error.remedy} [${error.code}]` : messageOf(error);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
