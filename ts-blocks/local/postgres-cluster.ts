import { execFile } from "node:child_process";
import { chownSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { hasCode, LocalError, messageOf } from "../src/console/errors";
import { commandLineOf, haveEnded, isRunning, markOf, signal } from "../src/console/processes";
import type { PostgresHome } from "./postgres-home";

/** SIGINT is Postgres' "fast" shutdown: sessions are ended, committed data is kept. */
export const FAST_SHUTDOWN_MS = 30_000;

/** The folder is made under another name and then renamed, so that an interrupted start leaves no half-made cluster. */
export async function createCluster(home: PostgresHome, password: string): Promise<void> {
  const draft = `${home.dataDir}.new`;
  const passwordFile = `${home.dataDir}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700, recursive: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
  for (const place of [draft, passwordFile]) if (home.runAs) chownSync(place, home.runAs.uid, home.runAs.gid);
  // C.UTF-8 is part of Postgres itself. So the sort order is the same on every machine, whatever locales it has.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  try {
    await promisify(execFile)(home.initdb, ["-D", draft, ...locale, ...access], {
      cwd: draft,
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
      ...(home.runAs ?? {}),
    });
    renameSync(draft, home.dataDir);
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim().replaceAll("\n", " ") || messageOf(cause);
    throw new LocalError(`initdb failed in ${draft}: ${said}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The first line of postmaster.pid is the server's process id. */
export function postmasterPid(dataDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n", 1)[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Ends a server on this folder that no ledger knows. The number in the file may be another process by now, so it is checked. */
export async function endStray(dataDir: string): Promise<void> {
  const pid = postmasterPid(dataDir);
  const stray = pid === undefined ? undefined : markOf(pid);
  if (stray === undefined || !commandLineOf(stray.pid).includes(`-D ${dataDir}`)) return;
  signal(stray.pid, "SIGINT");
  if (!(await haveEnded(() => isRunning(stray), FAST_SHUTDOWN_MS))) {
    throw new LocalError(
      `a Postgres server (pid ${stray.pid}) holds ${dataDir} and does not stop: end it and start again`,
    );
  }
}
