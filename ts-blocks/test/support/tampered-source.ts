import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Simulator } from "../../simulator/index";

/** A statement on its way to the source. */
export interface Asked {
  readonly statement: string;
  /** The number of the statement among those of its kind, from 1. */
  readonly nth: number;
  readonly kind: "page" | "listing" | "count" | "ids";
}

/** Bodies that a program must not read to their end. */
const WITHOUT_END = { endless: writeEndlessly, packed: writePacked } as const;

/** A changed body, a changed status and body, or a body that must not be read to its end. Undefined changes nothing. */
type Changed =
  | string
  | { readonly status: number; readonly body: string }
  | { readonly without: keyof typeof WITHOUT_END }
  | undefined;
export type Tamper = (asked: Asked, body: string) => Changed;

/**
 * Stands between a program and the simulator, and changes the answers to queries in ways that the simulator itself does
 * not offer.
 */
export class TamperedSource implements AsyncDisposable {
  private readonly seen = new Map<Asked["kind"], number>();
  readonly asked: Asked[] = [];
  private constructor(
    readonly qbo: Simulator,
    private readonly server: ReturnType<typeof createServer>,
    readonly apiBaseUrl: string,
  ) {}

  static async before(qbo: Simulator, tamper: Tamper): Promise<TamperedSource> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const source = new TamperedSource(qbo, server, `http://127.0.0.1:${port}`);
    server.on("request", (request, response) => void source.pass(request, response, tamper));
    return source;
  }

  get oauthTokenUrl(): string {
    return this.qbo.oauthTokenUrl;
  }

  get credentials(): Simulator["credentials"] {
    return this.qbo.credentials;
  }

  private async pass(request: IncomingMessage, response: ServerResponse, tamper: Tamper): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(`${this.qbo.apiBaseUrl}${request.url}`, {
      method: request.method ?? "GET",
      headers: {
        accept: "application/json",
        authorization: String(request.headers.authorization),
        ...(request.headers["content-type"] === undefined ? {} : { "content-type": request.headers["content-type"] }),
      },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks).toString() } : {}),
    });
    let [status, body] = [answer.status, await answer.text()];
    const statement = new URL(String(request.url), "http://source").searchParams.get("query");
    if (status === 200 && statement !== null) {
      const changed = tamper(this.note(statement), body);
      if (typeof changed === "string") body = changed;
      else if (changed !== undefined && "without" in changed) return WITHOUT_END[changed.without](response);
      else if (changed !== undefined) ({ status, body } = changed);
    } else if (status === 200 && String(request.url).includes("/batch")) {
      body = this.tamperedBatch(Buffer.concat(chunks).toString(), body, tamper);
    }
    const type = answer.headers.get("content-type") ?? "application/json";
    response.writeHead(status, { "content-type": type }).end(body);
  }

  /** Each item of a batch is changed like an answer of its own. */
  private tamperedBatch(asked: string, answered: string, tamper: Tamper): string {
    const { BatchItemRequest: items } = JSON.parse(asked) as { BatchItemRequest: { bId: string; Query?: string }[] };
    const envelope = JSON.parse(answered) as {
      BatchItemResponse: { bId: string; QueryResponse?: unknown }[];
      time: string;
    };
    const changed = envelope.BatchItemResponse.map((item) => {
      const statement = items.find(({ bId }) => bId === item.bId)?.Query;
      if (statement === undefined || item.QueryResponse === undefined) return item;
      const body = JSON.stringify({ QueryResponse: item.QueryResponse, time: envelope.time });
      const said = tamper(this.note(statement), body);
      return typeof said === "string" ? { bId: item.bId, ...(JSON.parse(said) as object) } : item;
    });
    return JSON.stringify({ ...envelope, BatchItemResponse: changed });
  }

  private note(statement: string): Asked {
    const kind = kindOf(statement);
    const nth = (this.seen.get(kind) ?? 0) + 1;
    this.seen.set(kind, nth);
    const asked = { statement, nth, kind };
    this.asked.push(asked);
    return asked;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

/** Writes as quickly as the other side reads, until that side closes the connection. */
function writeEndlessly(response: ServerResponse): void {
  const blanks = " ".repeat(64 * 1_024);
  const write = () => {
    while (!response.destroyed) if (!response.write(blanks)) break;
  };
  response.on("drain", write);
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"QueryResponse":{');
  write();
}

/** A few kilobytes that are 64 megabytes once they are unpacked. */
const PACKED = gzipSync(Buffer.alloc(64 * 1_024 * 1_024, " "));

function writePacked(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(PACKED);
}

function kindOf(statement: string): Asked["kind"] {
  if (/COUNT\(\*\)/i.test(statement)) return "count";
  if (/\bId IN \(/i.test(statement)) return "ids";
  return /SELECT \*/i.test(statement) ? "page" : "listing";
}

/** An answer without rows. */
export const EMPTY = '{"QueryResponse":{},"time":"2026-11-01T00:00:00.000-07:00"}';

export function counted(count: number): string {
  return `{"QueryResponse":{"totalCount":${count}},"time":"2026-11-01T00:00:00.000-07:00"}`;
}

/** The body with changed rows, each as text. The text around the rows stays. */
export function withRows(body: string, entity: string, change: (rows: unknown[]) => unknown[]): string {
  const envelope = JSON.parse(body) as { QueryResponse: Record<string, unknown> };
  const rows = envelope.QueryResponse[entity];
  if (!Array.isArray(rows)) return body;
  const kept = change(rows);
  const { [entity]: _, ...rest } = envelope.QueryResponse;
  const response = kept.length === 0 ? {} : { ...rest, [entity]: kept, maxResults: kept.length };
  return JSON.stringify({ ...envelope, QueryResponse: response });
}
