import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

const LEFT_OUT = new Set(["__pycache__", "tests", ".ssh_tunnel", ".file_versions", ".cache", ".variables"]);

/**
 * Mage runs on a copy of the project. It writes a trigger that is enabled or edited in its UI back into `triggers.yaml`, with the
 * trigger's token, and the checkout must not change because of that. The copy is made again at each start, so that the present
 * code runs. Triggers that Mage has already read stay as its user left them.
 *
 * @returns the copy's folder. Beside it is a link to the compiled programs, where the blocks look for them.
 */
export function copyProject(projectDir: string, into: string): string {
  const copy = path.join(into, path.basename(projectDir));
  mkdirSync(into, { recursive: true });
  cpSync(projectDir, copy, {
    recursive: true,
    filter: (from, to) =>
      !LEFT_OUT.has(path.basename(from)) && !(path.basename(from) === "triggers.yaml" && existsSync(to)),
  });
  const programs = path.join(into, "ts-blocks");
  rmSync(programs, { force: true });
  symlinkSync(path.join(path.dirname(projectDir), "ts-blocks"), programs);
  return copy;
}
