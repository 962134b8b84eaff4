import { ConfigError, TransientError } from "../../errors";
import { NAME_POSTGRES } from "./pooler";

/** Postgres' answers when it accepts no connection: what is wrong, and which setting to look at. */
const REFUSALS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  "28P01": [
    "Postgres refuses the user or the password (28P01).",
    "Check the secrets POSTGRES_USER and POSTGRES_PASSWORD in Mage.",
  ],
  "28000": [
    "Postgres has no rule that lets this user in from here, or the user may not sign in (28000).",
    "Check the secrets POSTGRES_USER and POSTGRES_DB in Mage and the server's pg_hba.conf, or let an administrator run `alter role … login`; a client certificate goes into POSTGRES_SSLCERT and POSTGRES_SSLKEY.",
  ],
  "3D000": ["Postgres has no database of that name (3D000).", "Check the secret POSTGRES_DB in Mage."],
  "42501": [
    "The database user may not connect to this database (42501).",
    "Let its owner run `grant connect on database … to …`, or check the secrets POSTGRES_USER and POSTGRES_DB in Mage.",
  ],
};

/** The addresses and names are the operator's secrets. So the error names the settings to look at, not their values. */
export function connectionError(error: unknown): Error {
  const code = codeOf(error);
  const refusal = code === undefined ? undefined : REFUSALS[code];
  if (refusal !== undefined) {
    return new ConfigError("POSTGRES_REFUSED", refusal[0], { remedy: refusal[1], cause: error });
  }
  if (code === "08P01") {
    const message = "A connection pooler before Postgres refuses the connection (08P01).";
    return new ConfigError("POSTGRES_POOLER", message, { remedy: `${NAME_POSTGRES}; then run again.`, cause: error });
  }
  if (code === "53300") {
    return new TransientError("POSTGRES_BUSY", "Postgres has no connection left (53300).", {
      remedy: "Wait until other programs have closed their connections, or raise max_connections; then run again.",
      cause: error,
    });
  }
  return new TransientError("POSTGRES_UNREACHABLE", `Postgres cannot be reached (${code ?? "no answer"}).`, {
    remedy:
      "Check that Postgres runs and that the secrets POSTGRES_HOST and POSTGRES_PORT in Mage name it; then run again.",
    cause: error,
  });
}

const WHERE = "the secret POSTGRES_SSLMODE in Mage (or PGSSLMODE)";

export function unusableTls(problems: readonly string[]): ConfigError {
  return new ConfigError(
    "CONFIG_SECRETS",
    `The settings for the encryption of Postgres cannot be used: ${problems.join("; ")}.`,
    {
      remedy:
        "Correct POSTGRES_SSLMODE, POSTGRES_SSLROOTCERT, POSTGRES_SSLCERT and POSTGRES_SSLKEY in Mage (or PGSSLMODE, PGSSLROOTCERT, PGSSLCERT, PGSSLKEY); nothing was read or written.",
    },
  );
}

export function noTls(cause: unknown): ConfigError {
  return new ConfigError(
    "POSTGRES_NOT_ENCRYPTED",
    "The settings demand encryption, and the Postgres server offers none.",
    {
      remedy: `Switch ssl on at the server; where the network is your own, set ${WHERE} to disable.`,
      cause,
    },
  );
}

export function tlsDemanded(cause: unknown): ConfigError {
  return new ConfigError(
    "POSTGRES_DEMANDS_ENCRYPTION",
    "The Postgres server refuses connections that are not encrypted.",
    {
      remedy: `Set ${WHERE} to verify-full, with the certificate of its CA in POSTGRES_SSLROOTCERT (or PGSSLROOTCERT), or to require to take any certificate; then run again.`,
      cause,
    },
  );
}

/** Codes of Node and OpenSSL for a certificate that is not accepted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CRL_/;
const WRONG_NAME = "ERR_TLS_CERT_ALTNAME_INVALID";
const OUT_OF_DATE = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/;

/** Undefined when the error has another cause. */
export function certificateProblem(error: unknown): ConfigError | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const sslAlert = /^(ERR_SSL|ERR_OSSL|EPROTO)/.test(code);
  if (code !== WRONG_NAME && !CERTIFICATE.test(code) && !sslAlert) return undefined;
  const [what, remedy] = OUT_OF_DATE.test(code)
    ? [
        `The certificate of the Postgres server is not valid on today's date (${code}).`,
        "Look whether the clock of Mage's machine is right; if it is, let the person who runs the server renew its certificate.",
      ]
    : sslAlert
      ? [
          `The encrypted connection to Postgres could not be agreed on (${code}).`,
          "Check the certificates and the key in POSTGRES_SSLROOTCERT, POSTGRES_SSLCERT and POSTGRES_SSLKEY, the server's own, and that the server speaks TLS 1.2 or later.",
        ]
      : code === WRONG_NAME
        ? [
            `The certificate of the Postgres server is for another name than POSTGRES_HOST (${code}).`,
            "Put a name that the certificate holds into the secret POSTGRES_HOST, or set POSTGRES_SSLMODE to verify-ca.",
          ]
        : [
            `The certificate of the Postgres server is not trusted (${code}).`,
            "Give the certificate of its CA in the secret POSTGRES_SSLROOTCERT in Mage (or PGSSLROOTCERT), then run again.",
          ];
  return new ConfigError("POSTGRES_CERTIFICATE", what, { remedy, cause: error });
}

function codeOf(error: unknown): string | undefined {
  // A name that stands for two addresses fails with one error for each address.
  const of = error instanceof AggregateError ? error.errors[0] : error;
  const { code } = (of ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}
