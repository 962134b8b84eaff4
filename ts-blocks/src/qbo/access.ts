import type { Clock } from "../clock";
import { TransientError } from "../errors";
import { utcInstant } from "../job/instants";
import type { SignIn } from "../job/token-times";
import { connectionIsDead, judgeRefresh, type OauthClient, type RefreshOutcome, refreshRequest } from "./oauth";
import { RETRY, retryDelayMs } from "./retry";
import type { Transport } from "./transport";

/** Where the refresh token lives. One holder at a time, across processes and machines. */
export interface TokenCustody {
  /** Waits for its turn; resolves with the newest stored value. Asked for again, a lease that is still held is renewed. */
  lease(): Promise<string>;
  /** Resolves once the value is stored for good; ends the lease. */
  store(refreshToken: string): Promise<void>;
  /** Ends the lease of a value that stays as it is. @param accepted what Intuit made of it, where that is known. */
  release(accepted?: boolean): Promise<void>;
}

/**
 * A lease is taken away 30 s after it was given. The call may take 12 of them, and what a busy machine adds must fit in as
 * well: whoever has had it for longer than this asks again before the call.
 */
const LEASE_AGE_MAX_MS = 10_000;

/** How often a token endpoint that answers nonsense is asked, before the run gives up. */
const REFRESH_ATTEMPTS_MAX = 5;

/** The access token of one run: signed in on first use, and again when it is refused. */
export class AccessTokens {
  private current: string | undefined;
  private signingIn: Promise<string> | undefined;

  constructor(
    private readonly client: OauthClient,
    private readonly custody: TokenCustody,
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly events: {
      readonly onCall: (ok: boolean) => void;
      /** Each new access token, so that it can be kept out of every log. */
      readonly onToken: (accessToken: string) => void;
      /** Each sign-in, once its refresh token is stored; the access token is handed out when this has resolved. */
      readonly onSignIn?: (signIn: SignIn) => Promise<void>;
    },
  ) {}

  async get(): Promise<string> {
    return this.current ?? this.signIn();
  }

  /** Signs in again, unless somebody has since the refused token was handed out. */
  async renew(refused: string): Promise<string> {
    if (this.current === refused) this.current = undefined;
    return this.get();
  }

  private signIn(): Promise<string> {
    this.signingIn ??= this.refreshUntilDone().finally(() => {
      this.signingIn = undefined;
    });
    return this.signingIn;
  }

  private async refreshUntilDone(): Promise<string> {
    let spent: string | undefined;
    let reason = "";
    for (let attempt = 1; attempt <= REFRESH_ATTEMPTS_MAX; attempt++) {
      const askedAt = utcInstant(this.clock.now());
      const { outcome, sent } = await this.refreshUnderLease(spent);
      if (outcome.kind === "tokens") {
        const { accessToken, refreshToken, refreshEndsInSeconds, grantEndsInSeconds } = outcome.pair;
        this.current = accessToken;
        this.events.onToken(accessToken);
        const rotated = refreshToken !== sent;
        await this.events.onSignIn?.({ at: askedAt, rotated, refreshEndsInSeconds, grantEndsInSeconds });
        return accessToken;
      }
      reason = outcome.reason;
      // A dead token may have been replaced by somebody else meanwhile: look once more, and only once per value.
      if (outcome.kind === "dead" && sent === spent) throw connectionIsDead(reason);
      if (outcome.kind === "dead") spent = sent;
      else if (attempt < REFRESH_ATTEMPTS_MAX) {
        await this.clock.sleep(retryDelayMs(attempt, undefined, RETRY, () => this.clock.random()));
      }
    }
    throw new TransientError(
      "QBO_TOKEN_UNAVAILABLE",
      `Intuit's sign-in did not answer usefully ${REFRESH_ATTEMPTS_MAX} times: ${reason}.`,
      {
        remedy: "Run again later; the stored refresh token was not touched.",
      },
    );
  }

  /** A refusal that throws was a call all the same. */
  private counted(judge: () => RefreshOutcome): RefreshOutcome {
    let ok = false;
    try {
      const outcome = judge();
      ok = outcome.kind === "tokens";
      return outcome;
    } finally {
      this.events.onCall(ok);
    }
  }

  /**
   * Intuit retires the old refresh token once it has issued a new one. The new one is stored before the access token
   * is used: a crash in between costs an access token (cheap), never the connection (a person has to log in again).
   */
  private async refreshUnderLease(spent: string | undefined): Promise<{ outcome: RefreshOutcome; sent: string }> {
    const sent = await this.freshLease();
    let stored = false;
    let accepted: boolean | undefined;
    try {
      // Nobody has stored another one: to send a dead token again is what revokes a grant for good.
      if (sent === spent) return { outcome: { kind: "dead", reason: "Intuit answered invalid_grant" }, sent };
      const reply = await this.transport(refreshRequest(this.client, sent));
      const outcome = this.counted(() => judgeRefresh(reply));
      if (outcome.kind === "tokens" && outcome.pair.refreshToken !== sent) {
        stored = true;
        await this.custody.store(outcome.pair.refreshToken);
      } else if (outcome.kind !== "unavailable") accepted = outcome.kind === "tokens";
      return { outcome, sent };
    } finally {
      if (!stored) await this.custody.release(accepted);
    }
  }

  /**
   * A token whose lease lasts for a whole call. Between the lease and the call this process may have stood still (stopped,
   * or the machine asleep) while the token went to somebody else: sending it then would be the second refresh in flight.
   */
  private async freshLease(): Promise<string> {
    for (;;) {
      const ageMs = this.stopwatch();
      const token = await this.custody.lease();
      if (ageMs() < LEASE_AGE_MAX_MS) return token;
    }
  }

  /** Both clocks, for either may hide what has passed: one is set by people, the other stands still in a machine that sleeps. */
  private stopwatch(): () => number {
    const { clock } = this;
    const [wall, monotonic] = [clock.now(), clock.monotonic()];
    return () => Math.max(clock.now() - wall, clock.monotonic() - monotonic);
  }
}
