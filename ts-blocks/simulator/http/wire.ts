import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { CONTENT_TYPES, type Reply } from "./reply";

const compress = promisify(gzip);
const GZIP_MIN_BYTES = 512;
/** Speed is worth more than size here, because the bytes only cross the loopback. */
const GZIP_LEVEL = 1;

function newTid(nowMs: number): string {
  return `1-${Math.floor(nowMs / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
}

/** Puts a reply on the wire as the recordings show it: gateway answers carry fewer headers. */
export async function send(
  request: FastifyRequest,
  out: FastifyReply,
  reply: Reply,
  startedMs: number,
  nowMs: number,
): Promise<void> {
  if (reply.wire === "never") {
    out.hijack(); // the socket stays open and gets no answer
    return;
  }
  if (reply.wire === "reset") {
    out.hijack();
    request.raw.socket.resetAndDestroy();
    return;
  }
  const tid = newTid(nowMs);
  const headers: Record<string, string> = {
    Server: "nginx",
    "Strict-Transport-Security": "max-age=15552000",
    intuit_tid: tid,
    // Recordings show a hyphen at the API and an underscore at the token endpoint. Every answer carries both, so a
    // caller finds either.
    "Intuit-Tid": tid,
    "X-Spanid": randomBytes(16).toString("hex"),
    "X-Amzn-Trace-Id": `Root=${tid}`,
    "Content-Type": reply.contentType ?? CONTENT_TYPES[reply.type],
  };
  if (reply.type === "json") {
    headers["Qbo-Version"] = "1988.152";
    headers["Service-Time"] = `total=${Math.max(1, Math.round(performance.now() - startedMs))}, db=1`;
    headers.Expires = "0";
    headers["Cache-Control"] = "max-age=0, no-cache, no-store, must-revalidate, private";
  }
  Object.assign(headers, reply.headers);
  if (reply.wire === "endless") {
    out.hijack();
    out.raw.writeHead(reply.status, headers);
    pourEndlessly(out.raw);
    return;
  }
  if (reply.wire === "gzip-bomb") {
    await out
      .code(reply.status)
      .headers({ ...headers, "Content-Encoding": "gzip" })
      .send(await gzipBomb());
    return;
  }
  let body = typeof reply.body === "string" ? Buffer.from(reply.body) : reply.body;
  const { "accept-encoding": encodings = "" } = request.headers;
  if (body.length >= GZIP_MIN_BYTES && /\bgzip\b/.test(String(encodings))) {
    body = await compress(body, { level: GZIP_LEVEL });
    headers["Content-Encoding"] = "gzip";
    headers.Vary = "Accept-Encoding";
  }
  if (reply.wire === "truncated") {
    out.hijack();
    out.raw.writeHead(reply.status, { ...headers, "Content-Length": String(body.length) });
    out.raw.write(body.subarray(0, Math.floor(body.length / 2)), () => request.raw.socket.destroy());
    return;
  }
  await out.code(reply.status).headers(headers).send(body);
}

const ENDLESS_ROW = Buffer.from(`{"Id":"1","SyncToken":"0","PrivateNote":"${"and so on ".repeat(400)}"},`);

/** Sends rows without end, as fast as the caller reads them, until the caller closes the connection. */
function pourEndlessly(raw: ServerResponse): void {
  let isOver = false;
  raw.once("close", () => {
    isOver = true;
  });
  raw.write('{"QueryResponse":{"Invoice":[');
  const pour = (): void => {
    while (!isOver && raw.write(ENDLESS_ROW));
    if (!isOver) raw.once("drain", pour);
  };
  pour();
}

const BOMB_MEMBER_BYTES = 10_000_000;
const BOMB_MEMBERS = 300;
let bomb: Promise<Buffer> | undefined;

/** Three megabytes that unpack to three gigabytes of blanks. Gzip allows several packed pieces in a row. */
function gzipBomb(): Promise<Buffer> {
  bomb ??= compress(Buffer.alloc(BOMB_MEMBER_BYTES, " "), { level: 9 }).then((member) =>
    Buffer.concat(Array.from({ length: BOMB_MEMBERS }, () => member)),
  );
  return bomb;
}
