import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CredentialStore } from "../../local/credentials";
import { localPaths } from "../../local/paths";
import { PidLedger } from "../../local/pid-ledger";
import { startPostgres } from "../../local/postgres";
import { postmasterPid } from "../../local/postgres-cluster";
import { findPostgresHome } from "../../local/postgres-home";
import { temporaryLocalDir } from "../../local/temporary";
import { descendantsOf, haveEnded, isRunning, signal } from "../../src/console/processes";

export interface ScratchPostgres {
  /** URL of the database `postgres`, as superuser. */
  readonly url: string;
  /** What the server has logged. */
  log(): string;
  /** Kills the server like a power cut, and starts it again on the same port. The server recovers from its log. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const BACKENDS_GONE_MS = 60_000;

/** A real server in a temporary folder, with the local stack's settings. */
export async function startScratchPostgres(): Promise<ScratchPostgres> {
  const local = temporaryLocalDir();
  const paths = localPaths(local.dir, { kind: "generated", company: "test" });
  for (const place of [paths.source, paths.logs]) mkdirSync(place, { recursive: true });
  const ledger = new PidLedger(join(local.dir, "pids.json"), local.dir);
  const start = () => startPostgres(paths, CredentialStore.open(paths.credentials), ledger, () => undefined);
  let server = await start();
  const url = new URL(server.urls.qboAsSuperuser);
  url.pathname = "/postgres";
  return {
    url: url.href,
    log: () => readFileSync(join(paths.logs, "postgres.log"), "utf8"),
    async crash() {
      const { dataDir } = await findPostgresHome(paths.postgresData, () => undefined);
      const postmaster = postmasterPid(dataDir);
      if (postmaster === undefined) throw new Error("Postgres does not run");
      const backends = descendantsOf(postmaster);
      signal(postmaster, "SIGKILL");
      // The backends notice the end of their parent. The shared memory must be free before another server starts.
      await haveEnded(() => backends.some(isRunning), BACKENDS_GONE_MS);
      await server.child.stop();
      server = await start();
    },
    async stop() {
      await server.child.stop();
      local.remove();
    },
  };
}
