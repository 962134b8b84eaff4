import type { Clock } from "../../src/clock";
import type { AccessToken, Leased, TokenCustody } from "../../src/qbo/access";
import type { Gate } from "../../src/qbo/call";
import type { Reply } from "../../src/qbo/reply";
import type { Request, Transport } from "../../src/qbo/transport";

/** Time passes only in a sleep, and chance is the same every time. */
export class FakeClock implements Clock {
  /** Every requested delay. */
  readonly slept: number[] = [];
  private time = Date.parse("2026-02-01T00:00:00Z");
  private asleep = 0;

  constructor(private readonly chance = 0.5) {}

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time - this.asleep;
  }

  async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    this.pass(ms);
  }

  pass(ms: number): void {
    this.time += ms;
  }

  /** Stops the whole machine: its monotonic clock does not run meanwhile. */
  sleepWholly(ms: number): void {
    this.time += ms;
    this.asleep += ms;
  }

  random(): number {
    return this.chance;
  }
}

/** Gives the replies in turn, and fails on a request after the last reply. `trace` hears of each request. */
export function scripted(
  replies: readonly Reply[],
  trace: string[] = [],
): { transport: Transport; requests: Request[] } {
  const requests: Request[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    trace.push(`${request.method} ${new URL(request.url).pathname.split("/").at(-1)}`);
    const reply = replies[requests.length - 1];
    if (reply === undefined) throw new Error(`the script has no reply to request ${requests.length}`);
    return reply;
  };
  return { transport, requests };
}

/** Lets every call through at once. A pause passes on the clock. */
export function openGate(clock: Clock): Gate {
  return { enter: async () => async () => undefined, pause: (ms) => clock.sleep(ms) };
}

/** Keeps the tokens as Mage Secrets would, and notes each request. */
export class Vault implements TokenCustody {
  /** The access token that all programs share. A sign-in puts it there, or a test in the name of another program. */
  access: AccessToken | undefined;

  constructor(
    /**
     * The stored value. The further values replace it, one before each further lease, as if another program had stored
     * them.
     */
    private readonly values: string[],
    readonly trace: string[] = [],
  ) {}

  async lease(): Promise<Leased> {
    const refreshToken = (this.values.length > 1 ? this.values.shift() : this.values[0]) ?? "";
    this.trace.push(`lease ${refreshToken}`);
    return { refreshToken, access: this.access };
  }

  async store(refreshToken: string, access: AccessToken): Promise<void> {
    this.values.splice(0, this.values.length, refreshToken);
    this.access = access;
    this.trace.push(`store ${refreshToken}`);
  }

  async release(outcome?: AccessToken | "refused"): Promise<void> {
    if (typeof outcome === "object") this.access = outcome;
    const what = outcome === undefined ? "" : outcome === "refused" ? " as refused" : " as accepted";
    this.trace.push(`release${what}`);
  }
}

export function received(status: number, body: string, extra: { tid?: string; retryAfterMs?: number } = {}): Reply {
  return { kind: "received", status, body: Buffer.from(body), ...extra };
}

/** A successful answer of the token endpoint. */
export function signedIn(accessToken: string, refreshToken: string): Reply {
  return received(
    200,
    JSON.stringify({ access_token: accessToken, refresh_token: refreshToken, token_type: "bearer" }),
  );
}
