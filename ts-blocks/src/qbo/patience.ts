/**
 * How often and how long QuickBooks is asked: every limit, with its unit, its source and what ends it. `next-attempt.ts` decides
 * with these limits.
 */

/** ms from a request to the last byte of its answer. Intuit cuts requests off after 120 s (limits and throttles page). */
export const REQUEST_MS_MAX = 130_000;

/** ms of a sign-in, from the request to the last byte. It is well below the 30 s after which the token's lease ends. */
export const SIGN_IN_MS_MAX = 12_000;

/**
 * ms that one question may keep failing, pauses included. A gateway's bad minutes pass in this time. After an outage of an
 * hour or more the operator runs again. An answer resets it.
 */
export const FAILING_MS_MAX = 15 * 60_000;

/** ms before a question is asked again: a random part of a ceiling that doubles each time, up to `most`. */
export const PAUSE_MS = { first: 1_000, most: 60_000 };

/**
 * ms of pause for all callers after a limit was reached. Intuit asks for a minute (limits and throttles page), and no
 * Retry-After has been recorded. The month's limit has the same code as the minute's limit; only the month's limit lasts. So
 * each further pause is twice as long, which makes four questions in a quarter of an hour. An answer to any caller resets it.
 */
export const LIMIT_PAUSE_MS = 60_000;
/** ms added at random, so that programs that share a limit do not ask again at the same moment. */
export const LIMIT_PAUSE_SPREAD_MS = 1_000;

/** ms. A shorter Retry-After, or one whose date has passed by our clock, must not allow asking without a pause. */
export const ASKED_PAUSE_MS_MIN = 1_000;

/**
 * ms that QuickBooks may refuse the access tokens of one question: its replies and the pauses between them, without other
 * waiting. Single refusals of a good token have been reported, and so have some seconds in which a new token is not known
 * everywhere. The question fails only if newer tokens were refused as well: only then must a person act. An answer resets it.
 */
export const TOKEN_REFUSED_MS_MAX = 2 * 60_000;
/** Refusals of newer tokens needed as well: on a slow machine two minutes may hold only three, and three may be chance. */
export const FRESH_REFUSALS_MIN = 6;
/**
 * Refusals of the same token in a row that lead to a sign-in. Fewer refusals are more often bad luck of a call than the end of
 * the token. And if a sign-in ends earlier tokens, it costs every other program a refusal.
 */
export const REFUSALS_PER_SIGN_IN = 3;
/** Most refusals for one question. Without it, a question would never end while other programs keep replacing the token. */
const TOKEN_REFUSALS_MAX = 20;

/**
 * ms that an access token lasts. `usual`: 60 minutes (Intuit, FAQ), if the answer does not say it. `least`: a shorter lifetime
 * is not believed, since every call would sign in.
 */
export const ACCESS_TOKEN_LIFE_MS = { usual: 60 * 60_000, least: 5 * 60_000 };
/** ms before the end of an access token in which it is no longer sent. */
export const ACCESS_TOKEN_MARGIN_MS = 60_000;

/** Tries of a sign-in whose answers are not usable. */
export const SIGN_INS_MAX = 5;

/** A lease ends after 30 s. If it is older than this many ms, it is renewed before the refresh token is sent. */
export const LEASE_AGE_MS_MAX = 10_000;

/** How often one question is asked again, as far as this depends on the kind of question. */
export interface Allowance {
  /** After an answer that may be a passing problem or not: a bad record, an answer of the wrong shape. */
  readonly doubtful: number;
  /** After a timeout of the source. */
  readonly overtime: number;
  /** After a problem that will pass: as often as `FAILING_MS_MAX` allows. */
  readonly unavailable: number;
  /** After an answer that was broken off because it was too long. */
  readonly tooLong: number;
  /** Refusals of access tokens after which the question fails, whatever the time. */
  readonly refusedTokens: number;
  /** Whether the question finds bad records: then a record that cannot be rendered is a result, otherwise a doubtful answer. */
  readonly findsBadRecords: boolean;
}

/** Only `FAILING_MS_MAX` ends such tries. */
const NO_LIMIT_OF_TRIES = Number.POSITIVE_INFINITY;

export const ALLOWANCES = {
  question: {
    doubtful: 3,
    overtime: NO_LIMIT_OF_TRIES,
    unavailable: NO_LIMIT_OF_TRIES,
    tooLong: 1,
    refusedTokens: TOKEN_REFUSALS_MAX,
    findsBadRecords: false,
  },
  page: {
    doubtful: 3,
    overtime: NO_LIMIT_OF_TRIES,
    unavailable: NO_LIMIT_OF_TRIES,
    tooLong: 1,
    refusedTokens: TOKEN_REFUSALS_MAX,
    findsBadRecords: true,
  },
  /** A page that may be too large for one answer. Each try may last two minutes, and half a page can be asked for instead. */
  bigPage: {
    doubtful: 3,
    overtime: 2,
    unavailable: NO_LIMIT_OF_TRIES,
    tooLong: 1,
    refusedTokens: TOKEN_REFUSALS_MAX,
    findsBadRecords: true,
  },
  /** A batch fails early, since each of its questions can be asked alone. Before it fails, it is asked with a new token. */
  batch: {
    doubtful: 1,
    overtime: 1,
    unavailable: 2,
    tooLong: 0,
    refusedTokens: REFUSALS_PER_SIGN_IN + 1,
    findsBadRecords: false,
  },
} as const satisfies Readonly<Record<string, Allowance>>;

/** While a bad record is searched for. The whole page has failed several times by then, so its parts are tried less often. */
export function forSearch(allowance: Allowance): Allowance {
  return { ...allowance, doubtful: 1 };
}

/** When rows are asked for in smaller pieces, a page that is too long is expected and is not tried again. */
export function inPieces(allowance: Allowance): Allowance {
  return { ...allowance, tooLong: 0 };
}

/** Fewer retries of problems that may pass, for a caller that asks something else before it waits. */
export function atMost(retries: number, allowance: Allowance): Allowance {
  return {
    ...allowance,
    doubtful: Math.min(retries, allowance.doubtful),
    overtime: Math.min(retries, allowance.overtime),
    unavailable: Math.min(retries, allowance.unavailable),
  };
}
