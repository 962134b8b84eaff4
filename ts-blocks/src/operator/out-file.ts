import { writeFileSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command";

/**
 * Writes what a command makes. npm starts a command in the project's folder; a relative name is meant from where the person is.
 *
 * @returns the whole path. @throws CommandError 64 when it cannot be written.
 */
export function writeOut(name: string, content: string | Uint8Array, env: NodeJS.ProcessEnv): string {
  const file = path.resolve(env.INIT_CWD ?? process.cwd(), name);
  try {
    writeFileSync(file, content);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "no reason given";
    throw new CommandError(`${file} cannot be written (${code}): choose another place with --out`, 64, { cause });
  }
  return file;
}
