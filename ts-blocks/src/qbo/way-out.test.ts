import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { SELF_SIGNED } from "../../test/support/self-signed";
import { meaningOf } from "./meaning";
import { refreshOutcome } from "./oauth";
import type { Reply } from "./reply";
import { axiosTransport } from "./transport";
import { certificateRefusal, readProxyAsHttp } from "./way-out";

const QUICKBOOKS = "https://quickbooks.example/v3/company/1";
const PROXY_NAMES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

afterEach(() => void vi.unstubAllEnvs());

/** A company's proxy. It leads to a server on this machine, or answers a CONNECT with a status of its own. */
async function startProxy(
  answers: "200 OK" | "407 Proxy Authentication Required" | "403 Forbidden" | "502 Bad Gateway",
) {
  let asked = 0;
  const server = createTlsServer(SELF_SIGNED, (_, response) => {
    asked++;
    response.end();
  }).listen(0, "127.0.0.1");
  const proxy = createServer().listen(0, "127.0.0.1");
  await Promise.all([once(server, "listening"), once(proxy, "listening")]);
  onTestFinished(() => void server.close());
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const tunnelled: (string | undefined)[] = [];
  proxy.on("connect", (incoming, here) => {
    tunnelled.push(incoming.url);
    here.on("error", () => undefined);
    if (answers !== "200 OK") {
      here.end(`HTTP/1.1 ${answers}\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const there = connect((server.address() as AddressInfo).port, "127.0.0.1", () =>
      here.write("HTTP/1.1 200 OK\r\n\r\n"),
    );
    there.on("error", () => undefined);
    here.pipe(there).pipe(here);
  });
  return { address: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, tunnelled, asked: () => asked };
}

async function sendWith(variables: Record<string, string>): Promise<Reply> {
  for (const name of PROXY_NAMES) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const send = axiosTransport(() => 0);
  return send({ method: "GET", url: QUICKBOOKS, headers: { Authorization: "Bearer a" }, timeoutMs: 60_000 });
}

test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])(
  "the proxy is found under %s, with a scheme and without one",
  async (name) => {
    for (const scheme of ["http://", ""]) {
      const proxy = await startProxy("200 OK");
      await sendWith({ [name]: `${scheme}${proxy.address}` });
      expect(proxy.tunnelled).toEqual(["quickbooks.example:443"]);
    }
  },
);

test("through a proxy, too, an untrusted certificate is refused and named", async () => {
  const proxy = await startProxy("200 OK");
  const reply = await sendWith({ HTTPS_PROXY: `http://${proxy.address}`, NODE_TLS_REJECT_UNAUTHORIZED: "0" });
  expect(reply).toMatchObject({
    kind: "barred",
    error: {
      code: "CERTIFICATE_NOT_TRUSTED",
      message: "The certificate that is shown for quickbooks.example is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).",
      remedy: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
    },
  });
  expect([proxy.tunnelled, proxy.asked()]).toEqual([["quickbooks.example:443"], 0]);
});

test.each([
  ["407 Proxy Authentication Required", /^The proxy 127\.0\.0\.1:\d+ asks for a user and a password \(HTTP 407\)\.$/],
  ["403 Forbidden", /^The proxy 127\.0\.0\.1:\d+ does not lead to quickbooks\.example \(HTTP 403\)\.$/],
] as const)(
  "a proxy that answers %s is no outage: signing in and asking end at once, saying what to set",
  async (answers, message) => {
    const proxy = await startProxy(answers);
    const reply = await sendWith({ HTTPS_PROXY: `http://ana:secret@${proxy.address}` });
    const refusal = { code: "PROXY_REFUSED", exitCode: 64, message: expect.stringMatching(message) };
    expect(meaningOf(reply)).toMatchObject({ kind: "barred", error: refusal });
    expect(() => refreshOutcome(reply)).toThrow(expect.objectContaining(refusal));
    expect(JSON.stringify(reply)).not.toContain("secret");
  },
);

test("a proxy that fails and an absent proxy are outages, and the error names the proxy", async () => {
  const proxy = await startProxy("502 Bad Gateway");
  expect(await sendWith({ HTTPS_PROXY: `http://${proxy.address}` })).toEqual({
    kind: "broken",
    reason: `the proxy ${proxy.address} answered HTTP 502`,
  });
  expect(await sendWith({ HTTPS_PROXY: "http://127.0.0.1:1" })).toEqual({
    kind: "broken",
    reason: "the connection through the proxy 127.0.0.1:1 failed (ECONNREFUSED)",
  });
});

test.each(["socks5://127.0.0.1:1080", "http://", "::"])(
  "a proxy of %j is refused before anything is asked",
  (value) => {
    expect(() => readProxyAsHttp({ HTTPS_PROXY: value })).toThrow(
      expect.objectContaining({
        code: "PROXY_UNUSABLE",
        message: "The variable HTTPS_PROXY holds no address of an http proxy.",
      }),
    );
  },
);

test.each([
  ["names no file", undefined, "name the file of its CA certificate in NODE_EXTRA_CA_CERTS"],
  ["names a file that is not there", "/no/such/ca.pem", "names a file that is not on this machine"],
  ["names the certificate of another CA", process.execPath, "does not hold the CA that signed it"],
])("a certificate that is not trusted where NODE_EXTRA_CA_CERTS %s", (_, file, said) => {
  vi.stubEnv("NODE_EXTRA_CA_CERTS", file);
  const remedy = expect.stringContaining(said);
  expect(certificateRefusal("DEPTH_ZERO_SELF_SIGNED_CERT", QUICKBOOKS)).toMatchObject({ error: { remedy } });
});

test.each(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"])(
  "a certificate out of its time (%s) makes one look at the clock",
  (code) => {
    expect(certificateRefusal(code, QUICKBOOKS)).toMatchObject({ error: { remedy: expect.stringContaining("clock") } });
    expect(certificateRefusal("ECONNRESET", QUICKBOOKS)).toBeUndefined();
  },
);
