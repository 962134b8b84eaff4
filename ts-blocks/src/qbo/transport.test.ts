import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { received } from "../../test/support/scripted";
import { SELF_SIGNED } from "../../test/support/self-signed";
import { axiosTransport, type Request } from "./transport";

const NOW_MS = Date.parse("2026-02-01T00:00:00Z");
const send = axiosTransport(() => NOW_MS);

/** A request to a server of its own on this machine. */
async function requestTo(listener: RequestListener): Promise<Request> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => close(server));
  const { port } = server.address() as AddressInfo;
  return {
    method: "GET",
    url: `http://127.0.0.1:${port}/v3`,
    headers: { Authorization: "Bearer access-1" },
    timeoutMs: 5_000,
  };
}

function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}

test("a body arrives as it was sent, not parsed, rounded or reordered", async () => {
  const body = '{"Id":5000000000000503624, "TotalAmt":300.00,"Name":"Peña \\u00f1 🧾"}\n';
  const request = await requestTo((_, response) => response.setHeader("content-type", "application/json").end(body));
  expect(await send(request)).toEqual(received(200, body));
});

test("a request arrives as written, with the token and with the project's name", async () => {
  const seen: unknown[] = [];
  const request = await requestTo(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { authorization, "user-agent": agent, "content-type": type } = incoming.headers;
    seen.push({ method: incoming.method, authorization, agent, type, body: Buffer.concat(chunks).toString() });
    response.end();
  });
  const type = "application/x-www-form-urlencoded";
  await send({
    ...request,
    method: "POST",
    headers: { ...request.headers, "Content-Type": type },
    body: "a=1%2B2&b=ñ",
  });
  expect(seen).toEqual([
    { method: "POST", authorization: "Bearer access-1", agent: "qbo-postgres-backfill", type, body: "a=1%2B2&b=ñ" },
  ]);
});

test("an endless body is cut off at the greatest length allowed", async () => {
  let sent = 0;
  const request = await requestTo((_, response) => {
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(10_000, "x"))) sent += 10_000;
    };
    response.on("drain", pour);
    pour();
  });
  const reply = await send({ ...request, bodyBytesMax: 200_000 });
  expect(reply).toEqual({ kind: "broken", reason: "a body of more than 0.2 MB", longerThan: 200_000 });
  expect(sent).toBeLessThan(20_000_000);
});

test("a packed body is limited by its unpacked length", async () => {
  const packed = gzipSync(Buffer.alloc(5_000_000, " "));
  const request = await requestTo((_, response) => response.setHeader("content-encoding", "gzip").end(packed));
  expect(packed.length).toBeLessThan(10_000);
  expect(await send({ ...request, bodyBytesMax: 4_000_000 })).toMatchObject({ longerThan: 4_000_000 });
  expect(await send({ ...request, bodyBytesMax: 6_000_000 })).toMatchObject({ kind: "received" });
});

test("a packed body arrives unpacked, and a byte order mark before it is left out", async () => {
  const body = `{"Name":"Peña & Hijos, ${"largo ".repeat(50_000)}"}`;
  const packed = gzipSync(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]));
  let asked: string | undefined;
  const request = await requestTo((incoming, response) => {
    asked = String(incoming.headers["accept-encoding"]);
    response.setHeader("content-encoding", "gzip").end(packed);
  });
  expect(await send(request)).toEqual(received(200, body));
  expect(asked).toBe("gzip");
});

test.each(["GZIP", " x-gzip", "identity", ""])("an answer whose Content-Encoding is %j is read", async (packing) => {
  const body = /gzip/i.test(packing) ? gzipSync("{}") : "{}";
  const request = await requestTo((_, response) => response.setHeader("content-encoding", packing).end(body));
  expect(await send(request)).toEqual(received(200, "{}"));
});

test("a refusal that is packed in a way we did not ask for still counts by its status", async () => {
  const request = await requestTo((_, response) =>
    response.writeHead(429, { "content-encoding": "br", "retry-after": "90" }).end("?"),
  );
  expect(await send(request)).toEqual(received(429, "", { retryAfterMs: 90_000 }));
});

test("bytes that are no text, which Postgres would refuse, become the sign for an unknown character", async () => {
  const request = await requestTo((_, response) => response.end(Buffer.from([0x7b, 0xff, 0x7d])));
  expect(await send(request)).toEqual(received(200, "{\ufffd}"));
});

test.each([
  ["cut off", "gzip", gzipSync("{}".repeat(1_000)).subarray(0, 20), "the connection failed (Z_BUF_ERROR)"],
  ["damaged", "gzip", Buffer.from("not packed"), "the connection failed (Z_DATA_ERROR)"],
  ["packed in another way", "br", Buffer.from("?"), "an answer that is packed in a way we did not ask for"],
])("a packed body that is %s is a broken answer, not a short one", async (_, packing, body, reason) => {
  const request = await requestTo((_, response) => response.setHeader("content-encoding", packing).end(body));
  expect(await send(request)).toEqual({ kind: "broken", reason });
});

test.each([401, 404, 429, 500, 503])("HTTP %i is an answer, not an exception", async (status) => {
  const request = await requestTo((_, response) => response.writeHead(status).end("<html></html>"));
  expect(await send(request)).toEqual(received(status, "<html></html>"));
});

test("a request without an answer ends at its time limit, whatever is garbage-collected meanwhile", async () => {
  setFlagsFromString("--expose-gc");
  const collecting = setInterval(runInNewContext("gc"), 10);
  onTestFinished(() => clearInterval(collecting));
  const request = await requestTo(() => undefined);

  const reply = await send({ ...request, timeoutMs: 300, signal: new AbortController().signal });

  expect(reply).toEqual({ kind: "broken", reason: "the connection failed (no answer in 0.3 s)" });
});

test("a redirect is not followed, because it would carry the token to another host", async () => {
  const paths: (string | undefined)[] = [];
  const request = await requestTo((incoming, response) => {
    paths.push(incoming.url);
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect(await send(request)).toMatchObject({ kind: "received", status: 302 });
  expect(paths).toEqual(["/v3"]);
});

test("an untrusted certificate is refused, also where the environment says not to check", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  onTestFinished(() => void vi.unstubAllEnvs());
  let asked = 0;
  const server = createTlsServer(SELF_SIGNED, (_, response) => {
    asked++;
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const reply = await send({ method: "GET", url: `https://127.0.0.1:${port}/`, headers: {}, timeoutMs: 5_000 });
  expect(reply).toMatchObject({ kind: "barred", error: { code: "CERTIFICATE_NOT_TRUSTED" } });
  expect(asked).toBe(0);
});

test("plain http, which is only for this machine, does not go through a proxy", async () => {
  const request = await requestTo((_, response) => response.end("here"));
  for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]) vi.stubEnv(name, "http://127.0.0.1:1");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await send(request)).toEqual(received(200, "here"));
});

test.each(["intuit_tid", "Intuit-Tid", "INTUIT_TID"])("Intuit's trace id is found under the name %s", async (name) => {
  const request = await requestTo((_, response) => response.setHeader(name, "1-abc").end());
  expect(await send(request)).toMatchObject({ tid: "1-abc" });
});

test("Retry-After is read against this machine's clock", async () => {
  const until = "Sun, 01 Feb 2026 00:01:30 GMT";
  const request = await requestTo((_, response) => response.writeHead(429, { "retry-after": until }).end());
  expect(await send(request)).toMatchObject({ status: 429, retryAfterMs: 90_000 });
});

test("a broken connection is reported by its code alone, because its error holds the whole request, token included", async () => {
  const request = await requestTo((_, response) => response.destroy());
  expect(await send(request)).toEqual({ kind: "broken", reason: "the connection failed (ECONNRESET)" });
});

test("a body that ends too early is a broken connection, not a short answer", async () => {
  const request = await requestTo((_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write('{"QueryResponse":{"Invoice":[', () => response.destroy());
  });
  expect((await send(request)).kind).toBe("broken");
});
