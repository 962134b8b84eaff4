import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder that holds `package.json`. It is found wherever this file runs (compiled or through ts-node). */
export function repositoryRoot(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json above ${from}`);
  }
}

/** `.local` in the checkout, where the local stack keeps its files. */
export function defaultLocalDir(): string {
  return join(repositoryRoot(), ".local");
}
