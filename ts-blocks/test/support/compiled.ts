import { execFileSync } from "node:child_process";
import { repositoryRoot } from "../../src/repository-root";

/** Blocks run compiled, as in Mage. This compiles the current files. */
export function setup(): void {
  execFileSync("npm", ["run", "--silent", "build:test"], { cwd: repositoryRoot(), stdio: "inherit" });
}
