import type { Bridge } from "../bridge/bridge";
import type { SecretName } from "../bridge/messages";
import { ConfigError } from "../errors";
import type { QboEnvironment } from "../qbo/addresses";
import type { PostgresSettings } from "../warehouse/database/connection";

const POSTGRES = ["POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"] as const;
const QBO = ["QBO_CLIENT_ID", "QBO_CLIENT_SECRET", "QBO_REALM_ID", "QBO_ENV", "QBO_REFRESH_TOKEN"] as const;

export interface QboSecrets {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly realmId: string;
  readonly environment: QboEnvironment;
}

/** What every block needs. @throws ConfigError naming every secret that is missing or unusable. */
export async function postgresSecrets(bridge: Bridge): Promise<PostgresSettings> {
  const values = await bridge.secrets(POSTGRES, ["POSTGRES_PASSWORD"]);
  return postgresOf(present(values, []));
}

/** What the loader needs, asked for at once so that everything missing is named at once. */
export async function loaderSecrets(bridge: Bridge): Promise<{ postgres: PostgresSettings; qbo: QboSecrets }> {
  const values = await bridge.secrets(
    [...POSTGRES, ...QBO],
    ["POSTGRES_PASSWORD", "QBO_CLIENT_ID", "QBO_CLIENT_SECRET", "QBO_REALM_ID"],
  );
  const problems: string[] = [];
  const environment = values.QBO_ENV;
  if (environment !== null && environment !== "sandbox" && environment !== "production") {
    problems.push("QBO_ENV must be sandbox or production");
  }
  const found = present(values, problems);
  return {
    postgres: postgresOf(found),
    qbo: {
      clientId: found.QBO_CLIENT_ID,
      clientSecret: found.QBO_CLIENT_SECRET,
      realmId: found.QBO_REALM_ID,
      environment: found.QBO_ENV as QboEnvironment,
    },
  };
}

function present<N extends SecretName>(values: Record<N, string | null>, problems: string[]): Record<N, string> {
  const missing = Object.entries(values)
    .filter(([, value]) => value === null || value === "")
    .map(([name]) => name);
  if (missing.length > 0) problems.unshift(`missing: ${missing.join(", ")}`);
  const port = (values as Partial<Record<SecretName, string | null>>).POSTGRES_PORT;
  if (port && !/^\d{1,5}$/.test(port)) problems.push("POSTGRES_PORT must be a port number");
  if (problems.length > 0) {
    throw new ConfigError("CONFIG_SECRETS", `Mage's secrets are not complete (${problems.join("; ")}).`, {
      remedy: "Set the secrets in Mage under Secrets and run again; nothing was read or written.",
    });
  }
  return values as Record<N, string>;
}

function postgresOf(found: Record<(typeof POSTGRES)[number], string>): PostgresSettings {
  return {
    host: found.POSTGRES_HOST,
    port: Number(found.POSTGRES_PORT),
    database: found.POSTGRES_DB,
    user: found.POSTGRES_USER,
    password: found.POSTGRES_PASSWORD,
  };
}
