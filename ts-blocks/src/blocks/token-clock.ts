import { millisOf } from "../job/instants";
import { type SignIn, type TokenTimes, timesAfter } from "../job/token-times";
import type { Log } from "../log/log";
import { logTokenTimes } from "../log/token-log";
import type { Db } from "../warehouse/database/connection";
import { bookTokenTimes, readTokenTimes } from "../warehouse/ledger/token-times";

/** Keeps when the refresh token was issued and when it expires, and logs both at every sign-in. It never sees the token. */
export class TokenClock {
  private times: TokenTimes | undefined;

  /** @param dryRun logs the times and writes nothing. */
  constructor(
    private readonly db: Db,
    private readonly log: Log,
    private readonly dryRun: boolean,
    private readonly nowMs: () => number,
  ) {}

  async signedIn(signIn: SignIn): Promise<void> {
    // If the database is down, the next page will fail and say so. The access token just issued must not be lost for that.
    const before = (await readTokenTimes(this.db).catch(() => undefined)) ?? this.times;
    this.times = timesAfter(signIn, before);
    logTokenTimes(this.log, this.times, millisOf(signIn.at));
    await this.book().catch(() => undefined);
  }

  /** Another program has signed in, and its access token is used here. The times of the refresh token are those it booked. */
  async shared(): Promise<void> {
    const times = await readTokenTimes(this.db).catch(() => undefined);
    if (times !== undefined) logTokenTimes(this.log, times, this.nowMs());
  }

  /** Call it again after the first run has inserted the company's row. */
  async book(): Promise<void> {
    if (this.times !== undefined && !this.dryRun) await bookTokenTimes(this.db, this.times);
  }
}
