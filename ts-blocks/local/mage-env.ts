import path from "node:path";
import type { Credentials } from "./credentials";
import type { LocalPaths } from "./paths";
import { STACK_MARK } from "./pid-ledger";

/** The part of the operator's environment that Mage gets. DEBUG is left out: Mage crashes if it is not a number. */
const PASSED_ON = ["HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR"];
/** The proxy for the way to Intuit. The simulator is on this machine and needs none. */
const PASSED_ON_WHEN_LIVE = [
  ...["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"],
  ...["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"],
];

/**
 * At every start Mage leaves a `pymp-…` folder there, and the connection file of its notebook kernel. Python puts a socket into
 * the folder (`/pymp-xxxxxxxx/listener-xxxxxxxx`). The path of a socket has at most 103 bytes on macOS, and 107 on Linux.
 */
const TMPDIR_LENGTH_MAX = 103 - 32;

export interface MageEnvPlan {
  env: NodeJS.ProcessEnv;
  paths: LocalPaths;
  credentials: Credentials;
  /** Mage's own database, `postgresql://…/mage`. */
  databaseUrl: string;
  /** Addresses to use instead of Intuit's. */
  qbo: { apiBaseUrl: string; oauthTokenUrl?: string | undefined };
  live: boolean;
  schedulerIntervalSeconds: number;
}

export function mageEnv(plan: MageEnvPlan): NodeJS.ProcessEnv {
  const { credentials, env } = plan;
  const names = plan.live ? [...PASSED_ON, ...PASSED_ON_WHEN_LIVE] : PASSED_ON;
  return {
    ...Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
    // The blocks start their programs with the same node as this program.
    PATH: [path.dirname(process.execPath), env.PATH].join(path.delimiter),
    ...(Buffer.byteLength(plan.paths.mageTemp) > TMPDIR_LENGTH_MAX ? {} : { TMPDIR: plan.paths.mageTemp }),
    TZ: "UTC",
    ENV: "prod",
    PYTHONUNBUFFERED: "1",
    MAGE_DATA_DIR: plan.paths.mageData,
    MAGE_DATABASE_CONNECTION_URL: plan.databaseUrl.replace(/^postgresql:/, "postgresql+psycopg2:"),
    REQUIRE_USER_AUTHENTICATION: "1",
    DEFAULT_OWNER_EMAIL: credentials.ownerEmail,
    DEFAULT_OWNER_PASSWORD: credentials.ownerPassword,
    DEFAULT_OWNER_USERNAME: "owner",
    JWT_SECRET: credentials.jwtSecret,
    DISABLE_AUTO_BROWSER_OPEN: "1",
    SCHEDULER_TRIGGER_INTERVAL: String(plan.schedulerIntervalSeconds),
    QBO_API_BASE_URL: plan.qbo.apiBaseUrl,
    ...(plan.qbo.oauthTokenUrl ? { QBO_OAUTH_TOKEN_URL: plan.qbo.oauthTokenUrl } : {}),
    [STACK_MARK]: plan.paths.source,
  };
}
