import { chmodSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command";

/** Names of customers are in it: other users of the machine do not read it. */
const OWNER_ONLY = 0o600;

/**
 * Writes what a command makes, for its owner alone. npm starts a command in the project's folder; a relative name is meant from where the person is.
 *
 * @returns the whole path. @throws CommandError 64 when it cannot be written.
 */
export function writeOut(name: string, content: string | Uint8Array, env: NodeJS.ProcessEnv): string {
  const file = path.resolve(env.INIT_CWD ?? process.cwd(), name);
  try {
    writeFileSync(file, content, { mode: OWNER_ONLY });
    // A file that was there keeps its mode; a pipe or a device has none of ours.
    if (statSync(file).isFile()) chmodSync(file, OWNER_ONLY);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "no reason given";
    throw new CommandError(`${file} cannot be written (${code}): choose another place with --out`, 64, { cause });
  }
  return file;
}
