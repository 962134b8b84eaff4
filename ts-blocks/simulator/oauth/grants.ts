import type { Clock } from "../clock";
import { type Identity, newAccessToken, newRefreshToken } from "./identity";

export type Rotation = "always" | "daily" | "never";

const SECOND_MS = 1000;
const DAY_MS = 86_400 * SECOND_MS;
export const LIFETIMES = {
  accessTokenSeconds: 3600,
  refreshTokenSeconds: 8_640_000, // 100 days, as documented; the mocks in Intuit's SDKs say 101
  grantSeconds: 157_680_000, // five years
} as const;

export interface GrantOptions {
  readonly rotate: Rotation;
  /** Whether two refreshes at once end the connection. This was reported, and it is the stricter assumption. */
  readonly concurrentRefreshRevokes: boolean;
  /** Whether a refresh ends the access tokens before it. */
  readonly refreshEndsAccessTokens: boolean;
  /** Called before a new refresh token is answered. */
  readonly save: (identity: Identity) => void;
}

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly refreshEndsInSeconds: number;
  readonly grantEndsInSeconds: number;
}

/** The consent between the app and the company: which tokens are good, and until when. */
export class Grant {
  #identity: Identity;
  #inFlight = 0;
  readonly #accessTokens = new Map<string, number>();
  readonly #clock: Clock;
  readonly #options: GrantOptions;

  constructor(identity: Identity, clock: Clock, options: GrantOptions) {
    this.#identity = identity;
    this.#clock = clock;
    this.#options = options;
  }

  get identity(): Identity {
    return this.#identity;
  }

  accepts(refreshToken: string): boolean {
    const now = this.#clock.now();
    const { issuedAtMs, grantedAtMs } = this.#identity;
    return (
      !this.#identity.revoked &&
      refreshToken === this.#identity.refreshToken &&
      now - issuedAtMs < LIFETIMES.refreshTokenSeconds * SECOND_MS &&
      now - grantedAtMs < LIFETIMES.grantSeconds * SECOND_MS
    );
  }

  /** The pair of a refresh, or undefined for `invalid_grant`. `work` takes the time that the endpoint takes. */
  async refresh(refreshToken: string, work: () => Promise<void>): Promise<TokenPair | undefined> {
    if (!this.accepts(refreshToken)) return undefined;
    const second = this.#inFlight > 0 && this.#options.concurrentRefreshRevokes;
    this.#inFlight++;
    try {
      await work();
      // The first caller still gets an answer, but its tokens stop working when the second request arrives.
      if (second) this.revoke();
      return second ? undefined : this.#issue();
    } finally {
      this.#inFlight--;
    }
  }

  /** A person consents again. */
  consent(): string {
    const now = this.#clock.now();
    this.#keep({
      ...this.#identity,
      refreshToken: newRefreshToken(),
      issuedAtMs: now,
      grantedAtMs: now,
      revoked: false,
    });
    return this.#identity.refreshToken;
  }

  consentPair(): TokenPair {
    this.consent();
    return this.#issue(false);
  }

  revoke(): void {
    this.#keep({ ...this.#identity, revoked: true });
    this.#accessTokens.clear();
  }

  knows(token: string): boolean {
    return token === this.#identity.refreshToken || this.#accessTokens.has(token);
  }

  accessIsGood(accessToken: string): boolean {
    const endsAt = this.#accessTokens.get(accessToken);
    return endsAt !== undefined && this.#clock.now() < endsAt;
  }

  expireAccessTokens(): void {
    this.#accessTokens.clear();
  }

  #issue(mayRotate = true): TokenPair {
    const now = this.#clock.now();
    const { rotate } = this.#options;
    const due = rotate === "always" || (rotate === "daily" && now - this.#identity.issuedAtMs >= DAY_MS);
    if (due && mayRotate) this.#keep({ ...this.#identity, refreshToken: newRefreshToken(), issuedAtMs: now });
    // A value that never changes stays valid by use.
    else if (rotate === "never") this.#keep({ ...this.#identity, issuedAtMs: now });
    if (this.#options.refreshEndsAccessTokens) this.#accessTokens.clear();
    const accessToken = newAccessToken();
    this.#accessTokens.set(accessToken, now + LIFETIMES.accessTokenSeconds * SECOND_MS);
    const grantEndsAt = this.#identity.grantedAtMs + LIFETIMES.grantSeconds * SECOND_MS;
    return {
      accessToken,
      refreshToken: this.#identity.refreshToken,
      refreshEndsInSeconds: LIFETIMES.refreshTokenSeconds - Math.floor((now - this.#identity.issuedAtMs) / SECOND_MS),
      grantEndsInSeconds: Math.floor((grantEndsAt - now) / SECOND_MS),
    };
  }

  #keep(identity: Identity): void {
    this.#options.save(identity);
    this.#identity = identity;
  }
}
