import { rmSync } from "node:fs";
import path from "node:path";
import { LocalError } from "../src/console/errors";
import { writePrivateJson } from "../src/console/files";
import { ownMark } from "../src/console/processes";
import { MageApi } from "../src/mage/api";
import type { StackFile, Trigger } from "../src/operator/stack-file";
import { defaultLocalDir, repositoryRoot } from "../src/repository-root";
import { initDatabase } from "../src/warehouse/database/init";
import type { Child, Exit } from "./child";
import { CredentialStore } from "./credentials";
import { withFullDisk } from "./full-disk";
import { tryLock } from "./lock";
import { mageEnv } from "./mage-env";
import { startMage } from "./mage-process";
import { awaitTriggers } from "./mage-triggers";
import { prepareMageVenv } from "./mage-venv";
import { type LocalPaths, localPaths, type Source, sourceName } from "./paths";
import { PidLedger } from "./pid-ledger";
import { type PostgresServer, type PostgresUrls, startPostgres } from "./postgres";
import { copyProject } from "./project-copy";
import { missingQboSecrets, secretsFor, seedSecrets } from "./secrets-seed";
import { type Simulator, startSimulator } from "./simulator-process";
import { prepareSource } from "./source-folder";

export interface StackOptions {
  source: Source;
  /** Used instead of the checkout's `.local`. If we are root, other users must be able to pass through it. */
  dir?: string;
  /** Deletes everything that this source has: databases, secrets, passwords, the simulator's identity. */
  fresh?: boolean;
  /** How often Mage looks for work. A run of three blocks waits for this about six times. */
  schedulerIntervalSeconds?: number;
  /** The Mage project. Mage calls the project by the name of its folder. */
  projectDir?: string;
  simulatorArgs?: string[];
  onProgress?: (line: string) => void;
  env?: NodeJS.ProcessEnv;
  /** Stops the start, and leaves nothing behind. */
  signal?: AbortSignal;
}

export interface Stack {
  paths: LocalPaths;
  /** The same as in `.local/stack.json`. */
  description: StackFile;
  postgres: { host: string; port: number; urls: PostgresUrls };
  mage: { url: string; owner: { email: string; password: string }; api: MageApi };
  /** Absent with a live QuickBooks. */
  simulator: Omit<Simulator, "child"> | undefined;
  triggers: Trigger[];
  /** Secrets that the operator still has to enter in Mage; only with a live QuickBooks. */
  missingSecrets: string[];
  /** Resolves when a part ends that should still run. */
  partLost: Promise<Exit>;
  stop(): Promise<void>;
}

/** Starts Postgres, the simulator and Mage on loopback. If a later part fails, the started parts are stopped again. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const paths = localPaths(path.resolve(options.dir ?? defaultLocalDir()), options.source);
  const lock = tryLock(paths.lockFile);
  if ("heldBy" in lock) {
    throw new LocalError(
      `a stack already runs in ${paths.local} (pid ${lock.heldBy.pid}): stop it first, or give another --dir`,
    );
  }
  const ledger = new PidLedger(path.join(paths.source, "pids.json"), paths.source);
  const children: Child[] = [];
  const stop = async () => {
    rmSync(paths.stackFile, { force: true });
    // Mage first: it must not lose its database while it runs.
    for (const child of children.splice(0).reverse()) await child.stop();
    await ledger.endLeftovers();
    lock.release();
  };
  try {
    return await assemble(options, paths, ledger, (child) => children.push(child), stop);
  } catch (error) {
    // The ledger of processes is written while the parts stop. If the disk is full, this fails as well.
    await stop().catch((second: unknown) => {
      throw withFullDisk(second, paths.local);
    });
    throw withFullDisk(error, paths.local);
  }
}

async function assemble(
  options: StackOptions,
  paths: LocalPaths,
  ledger: PidLedger,
  started: (child: Child) => void,
  stop: () => Promise<void>,
): Promise<Stack> {
  const { source, signal } = options;
  const say = options.onProgress ?? (() => {});
  const env = options.env ?? process.env;
  const projectDir = options.projectDir ?? path.join(repositoryRoot(), "mage_project");

  await prepareSource(paths, ledger, options.fresh ?? false, say);
  const python = await prepareMageVenv({ projectDir, link: paths.mageVenv, env, say, signal });
  const credentials = CredentialStore.open(paths.credentials);

  const postgres = await startPostgres(paths, credentials, ledger, say);
  started(postgres.child);
  await initDatabase(postgres.urls.qboAsOwner, undefined, undefined, ({ seconds, holder }) =>
    say(`waiting ${seconds} s for a lock in Postgres, held by ${holder}`),
  );
  say(`Postgres on port ${postgres.port}`);

  const simulator = await maybeSimulator(options, paths, ledger);
  if (simulator) {
    started(simulator.child);
    say(`QuickBooks simulator at ${simulator.url}: ${simulator.company.name}`);
  }

  say("starting Mage");
  const live = source.kind === "live";
  const mage = await startMage(
    {
      python,
      projectDir: copyProject(projectDir, path.join(paths.source, "project")),
      env: mageEnv({
        env,
        paths,
        credentials: credentials.values,
        databaseUrl: postgres.urls.mage,
        qbo: live ? source : { apiBaseUrl: simulator?.apiBaseUrl ?? "", oauthTokenUrl: simulator?.oauthTokenUrl },
        live,
        schedulerIntervalSeconds: options.schedulerIntervalSeconds ?? 2,
      }),
      logFile: path.join(paths.logs, "mage.log"),
      signal,
    },
    ledger,
  );
  started(mage.child);
  const owner = { email: credentials.values.ownerEmail, password: credentials.values.ownerPassword };
  const api = await MageApi.signIn(mage.url, owner);
  await seedSecrets(api, secretsFor(postgres, credentials.values, simulator), credentials);
  const missingSecrets = await missingQboSecrets(api);
  const triggers = await awaitTriggers(api, signal);
  say(`Mage at ${mage.url}`);

  const description: StackFile = {
    ...ownMark(),
    source: sourceName(source),
    postgres: describePostgres(postgres, credentials),
    mage: { url: mage.url, owner },
    simulator: simulator ? describeSimulator(simulator) : null,
    history: simulator?.company.history ?? null,
    triggers,
  };
  writePrivateJson(paths.stackFile, description);
  const parts = [postgres.child, mage.child, ...(simulator ? [simulator.child] : [])];
  return {
    paths,
    description,
    postgres: { host: postgres.host, port: postgres.port, urls: postgres.urls },
    mage: { url: mage.url, owner, api },
    simulator,
    triggers,
    missingSecrets,
    partLost: Promise.race(parts.map(({ exited }) => exited)),
    stop,
  };
}

async function maybeSimulator(
  options: StackOptions,
  paths: LocalPaths,
  ledger: PidLedger,
): Promise<Simulator | undefined> {
  const { source, signal } = options;
  if (source.kind === "live") return undefined;
  return startSimulator({ source, paths, args: options.simulatorArgs ?? [], signal }, ledger);
}

function describeSimulator(simulator: Simulator): StackFile["simulator"] {
  const { url, controlUrl, apiBaseUrl, oauthTokenUrl, oauthAuthorizeUrl, credentials } = simulator;
  const { clientId, clientSecret } = credentials;
  return { url, controlUrl, apiBaseUrl, oauthTokenUrl, oauthAuthorizeUrl, clientId, clientSecret };
}

function describePostgres(postgres: PostgresServer, credentials: CredentialStore): StackFile["postgres"] {
  return {
    host: postgres.host,
    port: postgres.port,
    database: "qbo",
    user: "qbo_loader",
    password: credentials.values.loaderPassword,
    url: postgres.urls.qbo,
    readerUrl: postgres.urls.qboAsReader,
    superuserUrl: postgres.urls.qboAsSuperuser,
    mageUrl: postgres.urls.mage,
  };
}
