import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root";

/** Used while package.json has no address. The publisher of the project enters an address under `bugs`. */
const NO_ADDRESS = "the issues page of this repository";

interface Manifest {
  readonly bugs?: { readonly url?: string };
}

/** Where an operator reports a fault of this program: the `bugs` address of package.json. */
export function bugReports(manifest: Manifest = readManifest()): string {
  return manifest.bugs?.url ?? NO_ADDRESS;
}

/** The end of a remedy. @param ids what a report needs: `the run and the intuit_tid in this block's log`. */
export function reportIt(ids: string): string {
  return `report it with ${ids} on ${bugReports()}`;
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(repositoryRoot(), "package.json"), "utf8")) as Manifest;
}
