import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Simulator } from "../../simulator/index";

/**
 * Stands between a program and the simulator, and gives one entity a name that neither of them knows. Queries for the
 * entity's own name get no answer any more.
 */
export class RenamedSource implements AsyncDisposable {
  private constructor(
    readonly qbo: Simulator,
    private readonly server: ReturnType<typeof createServer>,
    readonly apiBaseUrl: string,
  ) {}

  /** @param known the simulator's name of the entity. @param name the name that the program has to use. */
  static async before(qbo: Simulator, known: string, name: string): Promise<RenamedSource> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.on("request", (request, response) => void pass(qbo.apiBaseUrl, known, name, request, response));
    return new RenamedSource(qbo, server, `http://127.0.0.1:${port}`);
  }

  get oauthTokenUrl(): string {
    return this.qbo.oauthTokenUrl;
  }

  get credentials(): Simulator["credentials"] {
    return this.qbo.credentials;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

async function pass(
  base: string,
  known: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const there = (text: string) => text.replaceAll(known, `No${known}`).replaceAll(name, known);
  const { authorization, "content-type": type } = request.headers;
  const answer = await fetch(`${base}${there(String(request.url))}`, {
    method: request.method ?? "GET",
    headers: {
      accept: "application/json",
      authorization: String(authorization),
      ...(type === undefined ? {} : { "content-type": type }),
    },
    ...(chunks.length > 0 ? { body: there(Buffer.concat(chunks).toString()) } : {}),
  });
  const body = (await answer.text()).replaceAll(`"${known}":`, `"${name}":`);
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
  response.end(body);
}
