import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { checkServerIdentity } from "node:tls";
import type { ClientConfig } from "pg";

/** The names are those of Postgres' own client library. */
export const SSL_MODES = ["disable", "prefer", "require", "verify-ca", "verify-full"] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** How a connection to Postgres is encrypted. Certificates and key are PEM: a file's name, or the text itself. */
export interface TlsSettings {
  /**
   * Undefined: `disable` on this machine, `prefer` for another one. `require` encrypts and, without a root certificate, accepts
   * any server. `verify-ca` accepts a server whose certificate is trusted; `verify-full` also checks the server's name.
   */
  readonly mode?: string | undefined;
  /** The authority that signed the server's certificate. Without it, Node's list is used (NODE_EXTRA_CA_CERTS adds to it). */
  readonly rootCert?: string | undefined;
  /** The certificate that identifies this program to the server, and its key. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** Fills in missing settings from the standard variables of Postgres. */
export function withEnvironment(
  { mode, rootCert, cert, key }: TlsSettings,
  env: Readonly<Record<string, string | undefined>>,
): TlsSettings {
  return {
    mode: mode || env.PGSSLMODE,
    rootCert: rootCert || env.PGSSLROOTCERT,
    cert: cert || env.PGSSLCERT,
    key: key || env.PGSSLKEY,
  };
}

/** One way to connect; `prefer` has two. */
export interface Channel {
  readonly kind: "plain" | "encrypted" | "verified";
  readonly ssl: ClientConfig["ssl"];
}

/**
 * The ways to reach the host, in the order in which they are tried.
 *
 * @param problems gets a sentence for each setting that cannot be used. If it gets any, do not use the result.
 */
export function channelsTo(host: string, tls: TlsSettings, problems: string[]): Channel[] {
  const plain: Channel = { kind: "plain", ssl: false };
  const mode = tls.mode || (isOnThisMachine(host) ? "disable" : "prefer");
  if (!(SSL_MODES as readonly string[]).includes(mode)) {
    problems.push(`the SSL mode is one of ${SSL_MODES.join(", ")}`);
    return [];
  }
  if (mode === "disable" || host.startsWith("/")) return [plain];
  const ca = pem(tls.rootCert === "system" ? undefined : tls.rootCert, "CERTIFICATE", "the root certificate", problems);
  const cert = pem(tls.cert, "CERTIFICATE", "the client certificate", problems);
  const key = pem(tls.key, "PRIVATE KEY", "the client key", problems);
  if (!tls.cert !== !tls.key) problems.push("the client certificate and its key go together");
  if (cert && key && !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    problems.push("the client key belongs to another certificate");
  }
  const parts = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
  const verified = mode.startsWith("verify-") || (mode === "require" && ca !== undefined);
  const encrypted: Channel = verified
    ? {
        kind: "verified",
        ssl: {
          ...parts,
          rejectUnauthorized: true,
          checkServerIdentity: (_name, certificate) =>
            mode === "verify-full" ? checkServerIdentity(host, certificate) : undefined,
        },
      }
    : { kind: "encrypted", ssl: { ...parts, rejectUnauthorized: false } };
  return mode === "prefer" ? [encrypted, plain] : [encrypted];
}

/** Whether the connection stays on this machine. */
export function isOnThisMachine(host: string): boolean {
  return host.startsWith("/") || /^(localhost|127\.[\d.]+|::1)$/i.test(host);
}

/** Mage's page accepts only one line of text, so line ends may be missing or written as `\n`. */
function pem(given: string | undefined, what: string, name: string, problems: string[]): string | undefined {
  if (!given) return undefined;
  const text = given.includes("-----BEGIN") ? given : readFile(given, name, problems);
  if (text === undefined) return undefined;
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/g)].filter(([, label]) =>
    label?.endsWith(what),
  );
  if (blocks.length === 0) {
    problems.push(`${name} holds no ${what} in PEM form`);
    return undefined;
  }
  if (blocks.some(([block, label]) => label?.startsWith("ENCRYPTED") || block.includes("Proc-Type"))) {
    problems.push(`${name} is locked with a password: give it without one`);
    return undefined;
  }
  const whole = blocks.map(([, label, body = ""]) => block(label ?? "", body));
  if (whole.every(isReadable)) return whole.join("");
  problems.push(`${name} is not whole: a part of it was lost or changed`);
  return undefined;
}

/** OpenSSL leaves out what it cannot read, without a word. */
function isReadable(block: string): boolean {
  try {
    return block.includes("PRIVATE KEY")
      ? createPrivateKey(block) !== undefined
      : new X509Certificate(block) !== undefined;
  } catch {
    return false;
  }
}

function block(label: string, body: string): string {
  const lines = body.replace(/\\n|\\r|\s/g, "").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

function readFile(file: string, name: string, problems: string[]): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "no reason given";
    problems.push(
      existsSync(file)
        ? `the file of ${name} cannot be read (${code})`
        : `${name} is neither PEM text nor a file on this machine`,
    );
    return undefined;
  }
}
