import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command";

/** The file holds customers' names. Other users of the machine must not read it. */
const OWNER_ONLY = 0o600;

/**
 * Writes the file that a command makes, readable for its owner only. npm starts a command in the project's folder, but a
 * relative name means the folder where the person is.
 *
 * @returns the whole path. @throws CommandError 64 when it cannot be written.
 */
export function writeOut(name: string, content: string | Uint8Array, env: NodeJS.ProcessEnv): string {
  const file = path.resolve(env.INIT_CWD ?? process.cwd(), name);
  try {
    writeFileSync(file, content, { mode: OWNER_ONLY });
    // An existing file keeps its mode. A pipe or a device has no mode that we could set.
    if (statSync(file).isFile()) chmodSync(file, OWNER_ONLY);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "no reason given";
    throw new CommandError(`${file} cannot be written (${code}): choose another place with --out`, 64, { cause });
  }
  return file;
}

/** Whether a page goes into a pipe or a device. The shell may have made /dev/stdout a file; a folder has no place beside it. */
export function isPipe(file: string): boolean {
  return file.startsWith("/dev/") || (existsSync(file) && !statSync(file).isFile());
}

/** Makes the folder of further pages. @throws CommandError 64 when it cannot be made. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "no reason given";
    throw new CommandError(`${folder} cannot be made (${code}): choose another place with --out`, 64, { cause });
  }
}
