import { execFileSync } from "node:child_process";
import { repositoryRoot } from "../../src/repository-root";

/** Blocks run compiled, as Mage runs them, and compiled from what is in the tree now. */
export function setup(): void {
  execFileSync("npm", ["run", "--silent", "build:test"], { cwd: repositoryRoot(), stdio: "inherit" });
}
