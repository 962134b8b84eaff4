import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Decision } from "../qbo/consent";
import { CommandError } from "./command";

const LOOPBACK = "127.0.0.1";

/** Waits on this machine until the browser comes back from Intuit's page. */
export class RedirectListener {
  private constructor(
    private readonly server: Server,
    /** The address to register with Intuit and to send along. If the port was 0, the address holds the real port. */
    readonly uri: string,
  ) {}

  /** @throws CommandError 64 when the port is taken. */
  static async open(wanted: URL): Promise<RedirectListener> {
    const server = createServer();
    server.listen(Number(wanted.port || 80), LOOPBACK);
    await once(server, "listening").catch((cause: NodeJS.ErrnoException) => {
      throw new CommandError(`port ${wanted.port} cannot be used (${cause.code}): give another --redirect`, 64, {
        cause,
      });
    });
    const uri = new URL(wanted);
    uri.port = String((server.address() as AddressInfo).port);
    return new RedirectListener(server, uri.href);
  }

  /**
   * The first address that answers our question. For any other address the browser shows a message, and the command waits on.
   *
   * @throws CommandError 75 when no answer has come in time.
   */
  decision(read: (address: URL) => Decision, timeoutMs: number): Promise<Exclude<Decision, { kind: "foreign" }>> {
    const expected = new URL(this.uri).pathname;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new CommandError(`nobody came back from Intuit's page in ${timeoutMs / 60_000} minutes; run again`, 75));
      }, timeoutMs);
      this.server.on("request", (request, response) => {
        const address = addressOf(request.url, this.uri);
        const decision = address?.pathname === expected ? read(address) : undefined;
        const known = decision !== undefined && decision.kind !== "foreign";
        // The address holds the code, so the browser must not keep it or pass it to the next page.
        response.writeHead(known ? 200 : 400, {
          "Content-Type": "text/plain; charset=utf-8",
          "Cache-Control": "no-store",
          "Referrer-Policy": "no-referrer",
          Connection: "close",
        });
        response.end(known ? PAGES[decision.kind] : PAGES.foreign);
        if (!known) return;
        clearTimeout(timer);
        resolve(decision);
      });
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Port scanners send requests whose path is not a valid address, such as `//`. */
function addressOf(asked: string | undefined, uri: string): URL | undefined {
  return asked !== undefined && URL.canParse(asked, uri) ? new URL(asked, uri) : undefined;
}

const PAGES = {
  connected: "The answer has arrived. Go on in the terminal; this page may be closed.\n",
  refused: "No company was connected. Nothing has changed; this page may be closed.\n",
  foreign: "This is not the answer that `npm run connect` waits for.\n",
};
