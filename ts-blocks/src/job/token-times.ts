import { DAY_MS, millisOf, type UtcInstant, utcInstant } from "./instants";

/** The times of a sign-in that Intuit accepted, without its tokens. */
export interface SignIn {
  /** Our clock when the sign-in was sent. The lifetimes in the answer count from here. */
  readonly at: UtcInstant;
  /** Whether the answer brought a new refresh token. */
  readonly rotated: boolean;
  readonly refreshEndsInSeconds: number | undefined;
  readonly grantEndsInSeconds: number | undefined;
}

/** The life of the stored refresh token. Null: not known. */
export interface TokenTimes {
  readonly issuedAt: UtcInstant | null;
  readonly rotatedAt: UtcInstant | null;
  readonly idleEndsAt: UtcInstant | null;
  readonly grantEndsAt: UtcInstant | null;
}

/** Intuit, FAQ on refresh tokens: 100 days from the last issue. It is used if an answer does not say. */
const IDLE_LIFE_MS = 100 * DAY_MS;
export const WARN_BEFORE_MS = 14 * DAY_MS;

/** What is known after a sign-in. If the end of the consent is on another day than before, the consent is a new one. */
export function timesAfter(signIn: SignIn, before: TokenTimes | undefined): TokenTimes {
  const grantEndsAt = secondsAfter(signIn.at, signIn.grantEndsInSeconds);
  const consentedAnew =
    before?.grantEndsAt != null &&
    grantEndsAt !== null &&
    Math.abs(millisOf(grantEndsAt) - millisOf(before.grantEndsAt)) > DAY_MS;
  const kept = consentedAnew ? undefined : before;
  const issuedAt = signIn.rotated ? signIn.at : (kept?.issuedAt ?? signIn.at);
  return {
    issuedAt,
    rotatedAt: signIn.rotated ? signIn.at : (kept?.rotatedAt ?? null),
    idleEndsAt: secondsAfter(signIn.at, signIn.refreshEndsInSeconds) ?? utcInstant(millisOf(issuedAt) + IDLE_LIFE_MS),
    grantEndsAt: grantEndsAt ?? kept?.grantEndsAt ?? null,
  };
}

/** The nearer of the two ends. */
export function diesAt({ idleEndsAt, grantEndsAt }: TokenTimes): UtcInstant | null {
  if (idleEndsAt === null || grantEndsAt === null) return idleEndsAt ?? grantEndsAt;
  return millisOf(idleEndsAt) < millisOf(grantEndsAt) ? idleEndsAt : grantEndsAt;
}

/** Intuit's longest lifetime is five years. A much longer one is an error, and may be too far for a calendar. */
const LIFE_MS_MAX = 100 * 366 * DAY_MS;

function secondsAfter(instant: UtcInstant, seconds: number | undefined): UtcInstant | null {
  const lifeMs = (seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  return lifeMs > LIFE_MS_MAX ? null : utcInstant(millisOf(instant) + lifeMs);
}
