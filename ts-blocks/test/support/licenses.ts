import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../src/repository-root";

export const LICENSES_FILE = "THIRD_PARTY_LICENSES.md";

/** Name, version, and the licence that the package names. */
export type Package = readonly [name: string, version: string, license: string | null];

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** The packages that `npm prune --omit=dev` leaves. */
export function npmLicenses(): Package[] {
  const lock = JSON.parse(readFileSync(join(repositoryRoot(), "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional)
    .map(([path, { version = "", license }]): Package => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      return [name, version, license ?? null];
    });
}

export function licensesPage(npm: readonly Package[], python: readonly Package[]): string {
  const table = (packages: readonly Package[]) => [
    "| package | version | licence |",
    "| --- | --- | --- |",
    ...packages.map(([name, version, license]) => `| \`${name}\` | ${version} | ${license ?? "not said"} |`),
    "",
  ];
  return [
    "# Programs of others",
    "",
    "What the image of this project holds beside the project itself, Python, Node and Debian, with the licence that each names. Written by `npm run licenses`.",
    "What follows from it for an image that you publish is in [docs/en/docker.md](docs/en/docker.md#publish-the-image); en español,",
    "[docs/es/docker.md](docs/es/docker.md#publicar-la-imagen).",
    "",
    "## npm",
    "",
    ...table(npm),
    "## Python",
    "",
    ...table(python),
  ].join("\n");
}
