import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../src/repository-root";

/** Recorded QuickBooks answers. They are not ours to publish, so they lie beside the repository and may be absent. */
const FOLDER = join(repositoryRoot(), "..", "shared", "fixtures", "qbo");

export interface Recording {
  readonly file: string;
  readonly text: string;
}

/** Every recording in a folder, `errors` for example. Throws, and so fails the test file, when there is none. */
export function recordings(folder: string): Recording[] {
  const path = join(FOLDER, folder);
  const files = existsSync(path) ? readdirSync(path).filter((file) => /\.(json|jsonl|xml|html)$/.test(file)) : [];
  if (files.length === 0) throw new Error(`The recordings of QuickBooks' answers are absent: nothing in ${path}.`);
  return files.sort().map((file) => ({ file, text: readFileSync(join(path, file), "utf8") }));
}
