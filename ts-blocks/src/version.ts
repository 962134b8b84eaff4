import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root";

/** This program's version, as package.json has it. */
export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(repositoryRoot(), "package.json"), "utf8")) as { version: string };
  return version;
}
