import { aborted, EXIT } from "../src/console/cli";
import type { Progress } from "../src/console/progress";
import type { StackFile } from "../src/operator/stack-file";
import type { Stack } from "./stack";

/** The addresses and passwords that a person needs next. */
export function whereToLook({ mage, postgres, simulator }: StackFile): string {
  const rows = [
    ["Mage", `${mage.url}  sign in as ${mage.owner.email} with ${mage.owner.password}`],
    ["Postgres", `psql ${postgres.readerUrl}`],
    ...(simulator
      ? [
          ["Simulator", `${simulator.url}  control ${simulator.controlUrl}`],
          ["Rehearse", "npm run connect -- --env sandbox, with the simulator's"],
          ["", `client id ${simulator.clientId}`],
          ["", `client secret ${simulator.clientSecret}`],
        ]
      : []),
  ];
  return rows.map(([name, text]) => `  ${name?.padEnd(10)} ${text}\n`).join("");
}

/** Waits until the operator stops the stack, or a part of it ends by itself. */
export async function stayUp(stack: Stack, stop: AbortSignal, progress: Progress): Promise<number> {
  const lost = await Promise.race([aborted(stop), stack.partLost]);
  if (lost) process.stderr.write(`${progress.name}: ${lost.name} has ended by itself; see ${stack.paths.logs}\n`);
  progress.step("stopping");
  await stack.stop();
  return lost ? EXIT.notGreen : EXIT.ok;
}
