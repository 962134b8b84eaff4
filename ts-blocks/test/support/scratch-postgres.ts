import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CredentialStore } from "../../local/credentials";
import { localPaths } from "../../local/paths";
import { PidLedger } from "../../local/pid-ledger";
import { startPostgres } from "../../local/postgres";
import { temporaryLocalDir } from "../../local/temporary";

export interface ScratchPostgres {
  /** Superuser's URL of the database `postgres`. */
  readonly url: string;
  /** Ends it as an operator would, sessions and all, and starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A real server in a temporary folder, the same as the local stack's. */
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
    async restart() {
      await server.child.stop();
      server = await start();
    },
    async stop() {
      await server.child.stop();
      local.remove();
    },
  };
}
