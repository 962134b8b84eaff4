import { announcement } from "./cli/announce";
import { HELP } from "./cli/help";
import { parseCommand, UsageError } from "./cli/options";
import { startSimulator } from "./index";
import { UnusableInput } from "./unusable-input";

const EXIT_USAGE = 64;

async function main(argv: readonly string[]): Promise<void> {
  const command = parseCommand(argv);
  if (command.help) {
    process.stdout.write(HELP);
    return;
  }
  const simulator = await startSimulator(command.simulator);
  const json = command.json ?? !process.stdout.isTTY;
  const listening = simulator.describe();
  process.stdout.write(json ? `${JSON.stringify(listening)}\n` : announcement(listening));
  const stop = (): void => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  if (command.untilStdinCloses) {
    process.stdin.once("end", stop).once("close", stop).resume();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const { code, port } = error as { code?: unknown; port?: unknown };
  const isTaken = code === "EADDRINUSE";
  const said = error instanceof Error ? error.message : String(error);
  const message = isTaken ? `port ${port} is taken; choose another, or 0 for one that is free` : said;
  process.stderr.write(`simulator: ${message}\n`);
  process.exitCode = isTaken || error instanceof UsageError || error instanceof UnusableInput ? EXIT_USAGE : 1;
});
