import type { Bridge } from "../bridge/bridge";
import { type SecretName, TLS_SECRET_NAMES } from "../bridge/messages";
import { problemWith } from "../bridge/secret-values";
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

/** The secrets that every block needs. @throws ConfigError naming every secret that is missing or unusable. */
export async function postgresSecrets(bridge: Bridge): Promise<PostgresSettings> {
  const values = await bridge.secrets([...POSTGRES, ...TLS_SECRET_NAMES], ["POSTGRES_PASSWORD", "POSTGRES_SSLKEY"]);
  return postgresOf(usable(values));
}

/** The secrets that the loader needs. One request asks for all of them, so that one error names all that are missing. */
export async function loaderSecrets(bridge: Bridge): Promise<{ postgres: PostgresSettings; qbo: QboSecrets }> {
  const values = await bridge.secrets(
    [...POSTGRES, ...TLS_SECRET_NAMES, ...QBO],
    ["POSTGRES_PASSWORD", "POSTGRES_SSLKEY", "QBO_CLIENT_ID", "QBO_CLIENT_SECRET", "QBO_REALM_ID"],
  );
  const found = usable(values);
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

/** Mage hands over the token only under a lease. So its shape is checked then, before it is sent to Intuit. */
export function usableToken(refreshToken: string): string {
  const problem = problemWith("QBO_REFRESH_TOKEN", refreshToken);
  if (problem === undefined) return refreshToken;
  throw new ConfigError("TOKEN_UNUSABLE", `Mage's secret ${problem}.`, {
    remedy:
      "Set it again exactly as Intuit gave it (npm run secrets -- set QBO_REFRESH_TOKEN); Intuit has not seen it.",
  });
}

/** Mage sends this text instead of the token, to say that it holds one. */
const isTextOfOurs = (value: string) => value.startsWith("[");

function usable<N extends SecretName>(values: Record<N, string | null>): Record<N, string> {
  const entries = Object.entries(values) as [SecretName, string | null][];
  const required = entries.filter(([name]) => !(TLS_SECRET_NAMES as readonly string[]).includes(name));
  const missing = required.filter(([, value]) => value === null || value === "").map(([name]) => name);
  const problems = entries.flatMap(([name, value]) => {
    if (!value || (name === "QBO_REFRESH_TOKEN" && isTextOfOurs(value))) return [];
    return problemWith(name, value) ?? [];
  });
  if (missing.length > 0) problems.unshift(`missing: ${missing.join(", ")}`);
  if (problems.length > 0) {
    throw new ConfigError("CONFIG_SECRETS", `Mage's secrets cannot be used (${problems.join("; ")}).`, {
      remedy: "Set the secrets in Mage under Secrets and run again; nothing was read or written.",
    });
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? ""])) as Record<N, string>;
}

function postgresOf(
  found: Record<(typeof POSTGRES)[number] | (typeof TLS_SECRET_NAMES)[number], string>,
): PostgresSettings {
  return {
    host: found.POSTGRES_HOST,
    port: Number(found.POSTGRES_PORT),
    database: found.POSTGRES_DB,
    user: found.POSTGRES_USER,
    password: found.POSTGRES_PASSWORD,
    tls: {
      mode: found.POSTGRES_SSLMODE,
      rootCert: found.POSTGRES_SSLROOTCERT,
      cert: found.POSTGRES_SSLCERT,
      key: found.POSTGRES_SSLKEY,
    },
  };
}
