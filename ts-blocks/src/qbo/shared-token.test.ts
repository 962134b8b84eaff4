import { expect, test } from "vitest";
import { openGate, received } from "../../test/support/scripted";
import { VirtualClock } from "../../test/support/virtual-clock";
import { type AccessToken, AccessTokens, type TokenCustody } from "./access";
import { readCount } from "./answer";
import { QboClient } from "./client";
import type { Transport } from "./transport";

const PROGRAMS = 3;
const WORKERS = 4;
const QUESTIONS_EACH = 12;
const SEEDS = 40;
const REFUSED = received(401, '{"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"}}');

/** How slow each step is, in ms at most. */
interface Slowness {
  readonly answer: number;
  /** The wait for a place, between getting the token and the call. */
  readonly gate: number;
  readonly lease: number;
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Programs that share one store. At their source, a sign-in ends earlier tokens, and every sixth call is refused. */
class Company {
  signIns = 0;
  private calls = 0;
  private readonly random: () => number;
  readonly clock: VirtualClock;
  private refreshToken = "refresh-0";
  private access: AccessToken | undefined;
  private lastLease: Promise<void> = Promise.resolve();

  constructor(
    seed: number,
    private readonly slow: Slowness,
  ) {
    this.random = randomOf(seed);
    this.clock = new VirtualClock(this.random);
  }

  /** All questions of one program, asked by its workers side by side. */
  async program(): Promise<void> {
    const { clock } = this;
    const quiet = { onCall: () => {}, onToken: () => {} };
    const oauth = { clientId: "c", clientSecret: "s", tokenUrl: "https://oauth.example" };
    const tokens = new AccessTokens(oauth, this.custody(), this.transport, clock, quiet);
    const gate = {
      ...openGate(clock),
      enter: async () => {
        await this.passUpTo(this.slow.gate);
        return async () => undefined;
      },
    };
    const client = new QboClient({
      apiBaseUrl: "https://qbo.example",
      realmId: "1",
      tokens,
      transport: this.transport,
      gate,
      clock,
      onCall: () => {},
      onWait: () => {},
    });
    const worker = async () => {
      for (let asked = 0; asked < QUESTIONS_EACH; asked++) await client.query("count", "select", readCount);
    };
    await Promise.all(Array.from({ length: WORKERS }, worker));
  }

  private readonly transport: Transport = async ({ method, headers }) => {
    await this.passUpTo(this.slow.answer);
    if (method === "POST") {
      const n = ++this.signIns;
      return received(
        200,
        JSON.stringify({ access_token: `access-${n}`, refresh_token: `refresh-${n}`, expires_in: 3_600 }),
      );
    }
    const isBadLuck = ++this.calls % 6 === 0;
    if (isBadLuck || headers.Authorization !== `Bearer access-${this.signIns}`) return REFUSED;
    return received(200, '{"QueryResponse":{"totalCount":1}}');
  };

  /** One holder at a time. If the lease is still held, asking again renews it. */
  private custody(): TokenCustody {
    let end: (() => void) | undefined;
    const giveBack = () => {
      end?.();
      end = undefined;
    };
    return {
      lease: async () => {
        if (end === undefined) {
          const before = this.lastLease;
          let mine = (): void => undefined;
          this.lastLease = new Promise((resolve) => {
            mine = resolve;
          });
          await before;
          end = mine;
          await this.passUpTo(this.slow.lease);
        }
        return { refreshToken: this.refreshToken, access: this.access };
      },
      store: async (refreshToken, access) => {
        this.refreshToken = refreshToken;
        this.access = access;
        giveBack();
      },
      release: async (outcome) => {
        if (typeof outcome === "object") this.access = outcome;
        giveBack();
      },
    };
  }

  private passUpTo(ms: number): Promise<void> {
    return this.clock.sleep(ms * this.random());
  }
}

test.each<[string, Slowness]>([
  ["a quick source", { answer: 30, gate: 0, lease: 0 }],
  ["a slow machine", { answer: 2_000, gate: 20_000, lease: 2_000 }],
  ["long waits for a place", { answer: 2_000, gate: 60_000, lease: 5_000 }],
  ["long waits for the lease", { answer: 200, gate: 20_000, lease: 9_000 }],
])("with %s, no program that shares its token gives up for calls that are refused by bad luck", async (_, slow) => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const company = new Company(seed, slow);
    const programs = Promise.all(Array.from({ length: PROGRAMS }, () => company.program()));
    await company.clock.passUntil(programs);
    expect([seed, company.signIns <= 7 ? "7 at most" : company.signIns]).toEqual([seed, "7 at most"]);
  }
});
