import type { Clock } from "../clock";
import { TransientError } from "../errors";
import { utcInstant } from "../job/instants";
import type { SignIn } from "../job/token-times";
import { nextSignIn } from "./next-attempt";
import { connectionIsDead, DEAD, type OauthClient, type RefreshOutcome, refreshOutcome, refreshRequest } from "./oauth";
import { ACCESS_TOKEN_LIFE_MS, ACCESS_TOKEN_MARGIN_MS, LEASE_AGE_MS_MAX } from "./patience";
import type { Transport } from "./transport";
import { WAY_OUT } from "./way-out";

/** An access token for calls. Instants are milliseconds since the epoch. */
export interface AccessToken {
  readonly value: string;
  readonly issuedAtMs: number;
  readonly endsAtMs: number;
}

/** The tokens that this program may use while the lease lasts. */
export interface Leased {
  readonly refreshToken: string;
  /** The one access token that all programs of the connection use, if one of them has signed in. */
  readonly access?: AccessToken | undefined;
}

/** The store of a connection's tokens. One program at a time holds them, across processes and machines. */
export interface TokenCustody {
  /** Waits for this program's turn, then resolves with the newest stored values. A second call renews a lease still held. */
  lease(): Promise<Leased>;
  /** Resolves once both tokens are stored durably; ends the lease. */
  store(refreshToken: string, access: AccessToken): Promise<void>;
  /**
   * Ends the lease of a refresh token that stays as it is.
   *
   * @param outcome the access token that Intuit gave for it, or `refused`; undefined if the refresh token was not sent.
   */
  release(outcome?: AccessToken | "refused"): Promise<void>;
}

/** The result of one lease. */
type Outcome =
  | { readonly kind: "shared"; readonly access: AccessToken }
  | { readonly kind: "issued"; readonly access: AccessToken; readonly signIn: SignIn }
  | { readonly kind: "dead"; readonly sent: string; readonly reason: string }
  /** The store still holds the refused token. It is not sent again: sending a dead token again revokes a grant for good. */
  | { readonly kind: "spent"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string };

/**
 * The access token of this program's calls. All programs of the connection share one. This class gets a new one if there is
 * none, if it ends, or if it is refused. Sharing is needed because a sign-in may end earlier access tokens: programs that do
 * not share one would end each other's tokens.
 */
export class AccessTokens {
  private current: AccessToken | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: OauthClient,
    private readonly custody: TokenCustody,
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly events: {
      readonly onCall: (ok: boolean) => void;
      /** Called with each access token that is new to this program, so that it can be kept out of every log. */
      readonly onToken: (accessToken: string) => void;
      /** Called after each sign-in, when its tokens are stored. The access token is handed out after this has resolved. */
      readonly onSignIn?: (signIn: SignIn) => Promise<void>;
      /** Called when the access token of another program's sign-in is used. */
      readonly onShared?: () => Promise<void>;
      /** Called before each pause after a sign-in that did not work. A sign-in through a proxy that is silent takes a minute. */
      readonly onWait?: (reason: string, delayMs: number) => void;
    },
  ) {}

  /** A token that lasts for one more call, as far as this program knows. */
  async get(): Promise<AccessToken> {
    if (this.current !== undefined && this.lasts(this.current)) return this.current;
    return this.inTurn(
      (current) => this.lasts(current),
      () => this.signIn(undefined),
    );
  }

  /** The token that all programs share now. It is the refused one again if there is no other and it should still be good. */
  async look(refused: AccessToken): Promise<AccessToken> {
    return this.inTurn(
      (current) => current.value !== refused.value,
      async () => {
        const { access } = await this.custody.lease();
        await this.custody.release();
        if (access !== undefined && access.value !== refused.value && this.lasts(access)) return this.take(access);
        return this.lasts(refused) ? refused : this.signIn(refused);
      },
    );
  }

  /** Another token than the refused one: the one that all programs share by now, or one from a new sign-in. */
  async renew(refused: AccessToken): Promise<AccessToken> {
    return this.inTurn(
      (current) => current.value !== refused.value,
      () => this.signIn(refused),
    );
  }

  /** One caller after another. A caller does no work if the caller before it has brought a usable token. */
  private inTurn(isWanted: (current: AccessToken) => boolean, work: () => Promise<AccessToken>): Promise<AccessToken> {
    const mine = this.last.then(() => {
      if (this.current !== undefined && isWanted(this.current)) return this.current;
      return work();
    });
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async signIn(refused: AccessToken | undefined): Promise<AccessToken> {
    let spent: string | undefined;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.underLease(spent, refused);
      if (outcome.kind === "shared") return this.take(outcome.access);
      if (outcome.kind === "issued") {
        this.current = outcome.access;
        this.events.onToken(outcome.access.value);
        await this.events.onSignIn?.(outcome.signIn);
        return outcome.access;
      }
      const next = nextSignIn(attempt, outcome.kind, () => this.clock.random());
      if (next.kind === "give-up") {
        throw outcome.kind === "unavailable" ? noSignIn(attempt, outcome.reason) : connectionIsDead(outcome.reason);
      }
      if (outcome.kind === "dead") spent = outcome.sent;
      if (next.kind === "wait") {
        this.events.onWait?.(`sign-in: ${outcome.reason}`, next.delayMs);
        await this.clock.sleep(next.delayMs);
      }
    }
  }

  private async take(access: AccessToken): Promise<AccessToken> {
    this.current = access;
    this.events.onToken(access.value);
    await this.events.onShared?.();
    return access;
  }

  /**
   * Intuit retires the old refresh token once it has issued a new one. So the new one is stored before the access token is
   * used. A crash in between loses only an access token, never the connection (then a person would have to log in again).
   */
  private async underLease(spent: string | undefined, refused: AccessToken | undefined): Promise<Outcome> {
    const { refreshToken: sent, access: shared } = await this.freshLease();
    let released: AccessToken | "refused" | "stored" | undefined;
    try {
      if (shared !== undefined && shared.value !== refused?.value && this.lasts(shared)) {
        return { kind: "shared", access: shared };
      }
      if (sent === spent) return { kind: "spent", reason: DEAD };
      const askedAtMs = this.clock.now();
      const reply = await this.transport(refreshRequest(this.client, sent));
      const outcome = this.counted(() => refreshOutcome(reply));
      if (outcome.kind === "dead") {
        released = "refused";
        return { ...outcome, sent };
      }
      if (outcome.kind === "unavailable") return outcome;
      const { accessToken, accessEndsInSeconds, refreshToken, ...ends } = outcome.pair;
      const access = { value: accessToken, issuedAtMs: askedAtMs, endsAtMs: endOf(askedAtMs, accessEndsInSeconds) };
      const rotated = refreshToken !== sent;
      released = rotated ? "stored" : access;
      if (rotated) await this.custody.store(refreshToken, access);
      const { refreshEndsInSeconds, grantEndsInSeconds } = ends;
      const signIn = { at: utcInstant(askedAtMs), rotated, refreshEndsInSeconds, grantEndsInSeconds };
      return { kind: "issued", access, signIn };
    } finally {
      if (released !== "stored") await this.custody.release(released);
    }
  }

  /** A refusal that throws was a call, too. */
  private counted(read: () => RefreshOutcome): RefreshOutcome {
    let ok = false;
    try {
      const outcome = read();
      ok = outcome.kind === "tokens";
      return outcome;
    } finally {
      this.events.onCall(ok);
    }
  }

  /**
   * A refresh token whose lease lasts for a whole call. This process may have been stopped (or the machine asleep) after it got
   * the lease, and the token may have gone to another program. Sending it then would make two refreshes at the same time.
   */
  private async freshLease(): Promise<Leased> {
    for (;;) {
      const ageMs = this.stopwatch();
      const leased = await this.custody.lease();
      if (ageMs() < LEASE_AGE_MS_MAX) return leased;
    }
  }

  /** Uses both clocks, since each can miss time: people set the wall clock, and the other stops while the machine sleeps. */
  private stopwatch(): () => number {
    const { clock } = this;
    const [wall, monotonic] = [clock.now(), clock.monotonic()];
    return () => Math.max(clock.now() - wall, clock.monotonic() - monotonic);
  }

  private lasts({ endsAtMs }: AccessToken): boolean {
    return endsAtMs - ACCESS_TOKEN_MARGIN_MS > this.clock.now();
  }
}

/** Intuit's usual hour if the answer gives no lifetime, and at least the shortest lifetime that is believed. */
function endOf(askedAtMs: number, endsInSeconds: number | undefined): number {
  const lifeMs = endsInSeconds === undefined ? ACCESS_TOKEN_LIFE_MS.usual : endsInSeconds * 1_000;
  return askedAtMs + Math.max(ACCESS_TOKEN_LIFE_MS.least, lifeMs);
}

function noSignIn(attempts: number, reason: string): TransientError {
  return new TransientError(
    "QBO_TOKEN_UNAVAILABLE",
    `Intuit's sign-in gave no usable answer ${attempts} times: ${reason}.`,
    {
      remedy: `Run again later; if it lasts, check that Mage's machine reaches Intuit (${WAY_OUT}). The stored refresh token was not touched.`,
    },
  );
}
