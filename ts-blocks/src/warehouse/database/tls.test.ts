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

test("what does not leave the machine is not encrypted unless somebody says so", () => {
  for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "::1", "/var/run/postgresql"]) {
    expect(kinds(host)).toEqual(["plain"]);
  }
  expect(kinds("127.0.0.1", { mode: "require" })).toEqual(["encrypted"]);
});

test("what goes to another machine is encrypted where the server can", () => {
  for (const host of ["db.example.com", "10.0.0.5", "postgres", "127.evil.example.com"]) {
    expect(kinds(host)).toEqual(["encrypted", "plain"]);
  }
  expect(kinds("db.example.com", { mode: "disable" })).toEqual(["plain"]);
});

test("what is demanded is never given up", () => {
  for (const mode of ["require", "verify-ca", "verify-full"]) {
    expect(kinds("db.example.com", { mode })).not.toContain("plain");
  }
  expect(kinds("db.example.com", { mode: "require", rootCert: SELF_SIGNED.cert })).toEqual(["verified"]);
});

test("only verify-full asks whether the certificate is the server's own", () => {
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

test("a certificate is the same as a file, as a text, and as a text that lost its line ends", () => {
  const read = (rootCert: string) => {
    const [{ ssl } = { ssl: false }] = channelsTo("db.example.com", { mode: "verify-full", rootCert }, []);
    return (ssl as { ca: string }).ca;
  };
  expect(read(SELF_SIGNED.cert.replaceAll("\n", ""))).toBe(SELF_SIGNED.cert);
  expect(read(SELF_SIGNED.cert.replaceAll("\n", "\\n"))).toBe(SELF_SIGNED.cert);
  expect(read(SELF_SIGNED.cert.replaceAll("\n", "\r\n"))).toBe(SELF_SIGNED.cert);
  expect(read(SELF_SIGNED.cert.repeat(2))).toBe(SELF_SIGNED.cert.repeat(2));
});
