import { millisOf } from "../job/instants";
import { type SignIn, type TokenTimes, timesAfter } from "../job/token-times";
import type { Log } from "../log/log";
import { logTokenTimes } from "../log/token-log";
import type { Db } from "../warehouse/database/connection";
import { bookTokenTimes, readTokenTimes } from "../warehouse/ledger/token-times";

/** Keeps when the refresh token was issued and when it dies, and says it at every sign-in. It never sees the token. */
export class TokenClock {
  private times: TokenTimes | undefined;

  /** @param dryRun tells and writes nothing. */
  constructor(
    private readonly db: Db,
    private readonly log: Log,
    private readonly dryRun: boolean,
    private readonly nowMs: () => number,
  ) {}

  async signedIn(signIn: SignIn): Promise<void> {
    // A database that is gone says so at the next page; it is no reason to lose the access token just issued.
    const before = (await readTokenTimes(this.db).catch(() => undefined)) ?? this.times;
    this.times = timesAfter(signIn, before);
    logTokenTimes(this.log, this.times, millisOf(signIn.at));
    await this.book().catch(() => undefined);
  }

  /** The access token of another program's sign-in is used: the refresh token is as old as that one found it. */
  async shared(): Promise<void> {
    const times = await readTokenTimes(this.db).catch(() => undefined);
    if (times !== undefined) logTokenTimes(this.log, times, this.nowMs());
  }

  /** Call it again when the first run has made the company's row. */
  async book(): Promise<void> {
    if (this.times !== undefined && !this.dryRun) await bookTokenTimes(this.db, this.times);
  }
}
