import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hasRecordings, RECORDINGS_FOLDER } from "./parts";

export interface Recording {
  readonly file: string;
  readonly text: string;
}

/**
 * Every recording in a folder, `errors` for example.
 *
 * @param expected the files of the folder: without the recordings, their tests are counted and not run.
 */
export function recordings(folder: string, expected: readonly string[] = []): Recording[] {
  if (!hasRecordings()) return expected.map((file) => ({ file, text: "" }));
  const path = join(RECORDINGS_FOLDER, folder);
  const files = readdirSync(path).filter((file) => /\.(json|jsonl|xml|html)$/.test(file));
  if (files.length === 0) throw new Error(`There is no recording in ${path}.`);
  return files.sort().map((file) => ({ file, text: readFileSync(join(path, file), "utf8") }));
}
