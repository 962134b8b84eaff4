import { existsSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { hasCode, LocalError } from "../src/console/errors";
import { waitFor } from "../src/console/time";
import { Child } from "./child";
import type { CredentialStore } from "./credentials";
import type { LocalPaths } from "./paths";
import { type PidLedger, STACK_MARK } from "./pid-ledger";
import { freePort, isPortFree, LOOPBACK } from "./ports";
import { createCluster, endStray, FAST_SHUTDOWN_MS, postmasterPid } from "./postgres-cluster";
import { prepareDatabases } from "./postgres-databases";
import { findPostgresHome, type PostgresHome } from "./postgres-home";

const START_TIMEOUT_MS = 60_000; // after a crash, Postgres recovers first
const PORTS_TRIED_MAX = 3;

export interface PostgresServer {
  child: Child;
  host: string;
  port: number;
  urls: PostgresUrls;
}

export interface PostgresUrls {
  /** The data, as the role that the pipelines use. */
  qbo: string;
  /** The data, as its owner, who may change the schema. */
  qboAsOwner: string;
  /** The data, as a person uses it: read-only. */
  qboAsReader: string;
  qboAsSuperuser: string;
  /** Mage's own metadata, as its owner. */
  mage: string;
}

/**
 * Postgres ends in good order on SIGINT, but without help it would outlive this program. So a shell stands between the two. It
 * waits for the end of its stdin, which comes when this program closes it or is killed, and then sends SIGINT to Postgres.
 */
const GUARD = `
exec 3<&0 </dev/null
"$@" 3<&- & server=$!
( while read -r line <&3; do :; done; kill -INT $server ) & guard=$!
exec 3<&-
wait $server; code=$?
kill $guard 2>/dev/null
exit $code
`;

export async function startPostgres(
  paths: LocalPaths,
  credentials: CredentialStore,
  ledger: PidLedger,
  say: (line: string) => void,
): Promise<PostgresServer> {
  const home = await findPostgresHome(paths.postgresData, say);
  if (existsSync(path.join(home.dataDir, "PG_VERSION"))) {
    if (credentials.isNew)
      throw new LocalError(`${paths.credentials} is gone, and with it the passwords: start with --fresh`);
    await endStray(home.dataDir);
  } else {
    say("creating the Postgres data folder");
    await createCluster(home, credentials.values.postgresPassword);
  }

  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(credentials);
    const child = await startServer(home, port, paths, ledger);
    try {
      const superuser = (database: string) => url("postgres", credentials.values.postgresPassword, port, database);
      await untilItAnswers(superuser("postgres"), child);
      const postmaster = postmasterPid(home.dataDir);
      if (postmaster !== undefined) ledger.record("postgres server", postmaster, "SIGINT");
      await prepareDatabases(superuser, credentials.values);
      const urls = {
        qbo: url("qbo_loader", credentials.values.loaderPassword, port, "qbo"),
        qboAsOwner: url("qbo_owner", credentials.values.qboOwnerPassword, port, "qbo"),
        qboAsReader: url("qbo_reader", credentials.values.readerPassword, port, "qbo"),
        qboAsSuperuser: superuser("qbo"),
        mage: url("mage", credentials.values.magePassword, port, "mage"),
      };
      return { child, host: LOOPBACK, port, urls };
    } catch (error) {
      await child.stop();
      // Another program has taken the port that was free a moment ago.
      if (attempt === PORTS_TRIED_MAX || (await isPortFree(port))) throw error;
    }
  }
}

function startServer(home: PostgresHome, port: number, paths: LocalPaths, ledger: PidLedger): Promise<Child> {
  return Child.start(
    {
      name: "postgres",
      command: "/bin/sh",
      args: ["-c", GUARD, "sh", home.postgres, "-D", home.dataDir, ...serverSettings(port)],
      cwd: home.dataDir,
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", [STACK_MARK]: paths.source },
      runAs: home.runAs,
      logFile: path.join(paths.logs, "postgres.log"),
      endsOn: "end-of-stdin",
      orderlyMs: FAST_SHUTDOWN_MS,
    },
    ledger,
  );
}

function serverSettings(port: number): string[] {
  const settings = {
    listen_addresses: LOOPBACK,
    port,
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    // Mage keeps a transaction open for as long as a block runs.
    idle_in_transaction_session_timeout: 0,
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Each source keeps its port while the port is free, so that pgAdmin's server list and Mage's secrets stay correct. */
async function choosePort(credentials: CredentialStore): Promise<number> {
  const kept = credentials.values.postgresPort;
  if (kept !== undefined && (await isPortFree(kept))) return kept;
  const port = await freePort();
  credentials.update({ postgresPort: port });
  return port;
}

async function untilItAnswers(connectionString: string, child: Child): Promise<void> {
  await waitFor({ what: "Postgres", timeoutMs: START_TIMEOUT_MS, intervalMs: 100 }, async () => {
    child.assertRunning();
    const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return true;
    } catch (error) {
      const startingUp = hasCode(error, "ECONNREFUSED") || hasCode(error, "57P03"); // cannot_connect_now
      if (!startingUp) throw error;
      return undefined;
    } finally {
      await client.end().catch(() => {});
    }
  });
}

function url(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@${LOOPBACK}:${port}/${database}`;
}
