import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { type AxiosInstance, type AxiosResponse } from "axios";
import { megabytes, SHORT_ANSWER_BYTES_MAX } from "./answer-size";
import type { Reply } from "./reply";
import { parseRetryAfter } from "./retry-after";
import { PACKING, unpacked } from "./unpack";
import { certificateRefusal, proxyOf, readProxyAsHttp, refusalOf } from "./way-out";

export interface Request {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Longest unpacked body, in bytes; by default that of a short answer. */
  readonly bodyBytesMax?: number;
  /** Breaks the connection off. */
  readonly signal?: AbortSignal;
}

/** Sends one request and returns the reply. It never throws for what the network or the server does. */
export type Transport = (request: Request) => Promise<Reply>;

/**
 * The only place that speaks HTTP. Bodies are the bytes of the text as received, unpacked. It parses no JSON, throws for no status and follows no
 * redirect: a redirect would carry the bearer token to another host.
 *
 * @throws ConfigError `PROXY_UNUSABLE` at once, if the environment names a proxy that cannot be used.
 */
export function axiosTransport(now: () => number): Transport {
  readProxyAsHttp(process.env);
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    // Set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment does not switch the check off.
    httpsAgent: new HttpsAgent({ keepAlive: true, rejectUnauthorized: true }),
  };
  const http: AxiosInstance = axios.create({
    ...agents,
    adapter: "http",
    responseType: "arraybuffer",
    decompress: false,
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
    maxRedirects: 0,
    headers: { "User-Agent": "qbo-postgres-backfill", "Accept-Encoding": PACKING },
  });
  return async (request) => {
    const bodyBytesMax = request.bodyBytesMax ?? SHORT_ANSWER_BYTES_MAX;
    const deadline = deadlineOf(request);
    const proxy = proxyOf(request.url);
    try {
      const response: AxiosResponse<Buffer> = await http.request({
        method: request.method,
        url: request.url,
        headers: { ...request.headers },
        // Plain http is for this machine and its compose network. A proxy would carry the request and its token beyond them.
        ...(request.url.startsWith("http:") ? { proxy: false } : {}),
        // The timeout of axios starts again with every byte. An answer that comes slowly would outlast the lease on the token.
        signal: deadline.signal,
        maxContentLength: bodyBytesMax,
        ...optional("data", request.body),
      });
      if (proxy !== undefined && !isEncrypted(response)) return refusalOf(proxy, response.status, request.url);
      const body = await bodyOf(response, bodyBytesMax);
      if (body === undefined) return { kind: "broken", reason: "an answer that is packed in a way we did not ask for" };
      return {
        kind: "received",
        status: response.status,
        body,
        ...optional("retryAfterMs", parseRetryAfter(response.headers["retry-after"], now())),
        ...optional("tid", traceId(response.headers)),
      };
    } catch (error) {
      if (isTooLong(error)) {
        const reason = `a body of more than ${megabytes(bodyBytesMax)}`;
        return { kind: "broken", reason, longerThan: bodyBytesMax };
      }
      return brokenReply(error, request, proxy, deadline.isOver());
    } finally {
      deadline.lift();
    }
  };
}

/** The unpacked body. A refusal that cannot be unpacked still says something by its status, so it has an empty body. */
async function bodyOf({ data, headers, status }: AxiosResponse<Buffer>, bytesMax: number): Promise<Buffer | undefined> {
  const body = await unpacked(data, headers["content-encoding"], bytesMax);
  return body ?? (status >= 400 ? Buffer.of() : undefined);
}

/**
 * Aborts when the time of the request is over, or when the caller's signal aborts. This is not AbortSignal.any: in Node 20
 * its watch on AbortSignal.timeout may be garbage-collected while the request waits, and then it never aborts.
 */
function deadlineOf({ timeoutMs, signal }: Request) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    abort();
  }, timeoutMs);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    lift: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    },
  };
}

/** Intuit's support traces a request by this id; the header's spelling varies (`intuit_tid`, `Intuit-Tid`). */
function traceId(headers: AxiosResponse["headers"]): string | undefined {
  const value = headers.intuit_tid ?? headers["intuit-tid"];
  return typeof value === "string" ? value : undefined;
}

/** An https request that gets an answer without encryption got it from the proxy: the proxy has refused to connect. */
function isEncrypted(response: AxiosResponse): boolean {
  const { socket } = response.request as { readonly socket?: { readonly encrypted?: boolean } | null };
  return socket?.encrypted === true;
}

/** zlib has a code for this case, axios has none. */
function isTooLong(error: unknown): boolean {
  if (axios.isAxiosError(error)) return error.message.startsWith("maxContentLength");
  return codeOf(error) === "ERR_BUFFER_TOO_LARGE";
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "no code";
}

/** Takes the driver's code only: an axios error carries the whole request, bearer token included. */
function brokenReply(error: unknown, { url, timeoutMs }: Request, proxy: string | undefined, isOver: boolean): Reply {
  const code = codeOf(error);
  const refusal = certificateRefusal(code, url);
  if (refusal !== undefined) return refusal;
  const through = proxy === undefined ? "" : ` through the proxy ${proxy}`;
  const why = isOver ? `no answer in ${timeoutMs / 1_000} s` : code;
  return { kind: "broken", reason: `the connection${through} failed (${why})` };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
