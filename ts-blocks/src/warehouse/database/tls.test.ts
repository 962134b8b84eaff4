import { generateKeyPairSync } from "node:crypto";
import type { PeerCertificate } from "node:tls";
import { expect, test } from "vitest";
import { SELF_SIGNED } from "../../../test/support/self-signed";
import { channelsTo, type TlsSettings } from "./tls";

function kinds(host: string, tls: TlsSettings = {}): string[] {
  const problems: string[] = [];
  const channels = channelsTo(host, tls, problems);
  expect(problems).toEqual([]);
  return channels.map(({ kind }) => kind);
}

test("a connection within this machine is not encrypted unless the settings ask for it", () => {
  for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "::1", "/var/run/postgresql"]) {
    expect(kinds(host)).toEqual(["plain"]);
  }
  expect(kinds("127.0.0.1", { mode: "require" })).toEqual(["encrypted"]);
});

test("a connection to another machine is encrypted where the server supports it", () => {
  for (const host of ["db.example.com", "10.0.0.5", "postgres", "127.evil.example.com"]) {
    expect(kinds(host)).toEqual(["encrypted", "plain"]);
  }
  expect(kinds("db.example.com", { mode: "disable" })).toEqual(["plain"]);
});

test("encryption that the settings require is never dropped", () => {
  for (const mode of ["require", "verify-ca", "verify-full"]) {
    expect(kinds("db.example.com", { mode })).not.toContain("plain");
  }
  expect(kinds("db.example.com", { mode: "require", rootCert: SELF_SIGNED.cert })).toEqual(["verified"]);
});

test.each([
  [
    "a root certificate of which a part was lost",
    { rootCert: cut(SELF_SIGNED.cert) },
    "the root certificate is not whole",
  ],
  ["a second one in the same file that was cut", { rootCert: SELF_SIGNED.cert + cut(SELF_SIGNED.cert) }, "not whole"],
  ["an empty root certificate", { rootCert: cut(SELF_SIGNED.cert, 1_000) }, "the root certificate is not whole"],
  [
    "a client key of which a part was lost",
    { ...SELF_SIGNED, key: cut(SELF_SIGNED.key) },
    "the client key is not whole",
  ],
  [
    "the key of another certificate",
    { cert: SELF_SIGNED.cert, key: anotherKey() },
    "the client key belongs to another",
  ],
])("%s is named before anybody is asked", (_, tls, said) => {
  const problems: string[] = [];
  channelsTo("db.example.com", { mode: "verify-full", ...tls }, problems);
  expect(problems).toEqual([expect.stringContaining(said)]);
});

/** Without letters from the middle, as when a person marks a text and misses some. */
function cut(pem: string, letters = 5): string {
  const [first = "", ...rest] = pem.trim().split("\n");
  const body = rest.slice(0, -1).join("");
  const lost = Math.min(letters, body.length);
  return [first, body.slice(0, 40) + body.slice(40 + lost), rest.at(-1)].join("\n").replace("\n\n", "\n");
}

function anotherKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

test("only verify-full checks that the certificate belongs to the server", () => {
  const certificate = { subject: { CN: "localhost" }, subjectaltname: "IP Address:127.0.0.1" } as PeerCertificate;
  const judged = (host: string, mode: string) => {
    const [{ ssl } = { ssl: false }] = channelsTo(host, { mode, rootCert: SELF_SIGNED.cert }, []);
    return (
      ssl as { checkServerIdentity: (name: string, of: PeerCertificate) => Error | undefined }
    ).checkServerIdentity("somebody", certificate);
  };
  expect(judged("127.0.0.1", "verify-full")).toBeUndefined();
  expect(judged("db.example.com", "verify-full")).toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  expect(judged("db.example.com", "verify-ca")).toBeUndefined();
});

test("a certificate can be a file, a text, or a text that lost its line ends", () => {
  const read = (rootCert: string) => {
    const [{ ssl } = { ssl: false }] = channelsTo("db.example.com", { mode: "verify-full", rootCert }, []);
    return (ssl as { ca: string }).ca;
  };
  expect(read(SELF_SIGNED.cert.replaceAll("\n", ""))).toBe(SELF_SIGNED.cert);
  expect(read(SELF_SIGNED.cert.replaceAll("\n", "\\n"))).toBe(SELF_SIGNED.cert);
  expect(read(SELF_SIGNED.cert.replaceAll("\n", "\r\n"))).toBe(SELF_SIGNED.cert);
  expect(read(SELF_SIGNED.cert.repeat(2))).toBe(SELF_SIGNED.cert.repeat(2));
});
