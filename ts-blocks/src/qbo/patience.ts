import type { Failure } from "./meaning";
import { BAD_RECORD, OVERTIME } from "./meaning";

/**
 * How often and how long QuickBooks is asked: every limit, and the decision after each reply that is not an answer. This file
 * does not wait, ask or read a clock. The caller does what the decision says.
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
const PAUSE_MS = { first: 1_000, most: 60_000 };

/**
 * ms of pause for all callers after a limit was reached. Intuit asks for a minute (limits and throttles page), and no
 * Retry-After has been recorded. The month's limit has the same code as the minute's limit; only the month's limit lasts. So
 * each further pause is twice as long, which makes four questions in a quarter of an hour. An answer to any caller resets it.
 */
const LIMIT_PAUSE_MS = 60_000;
/** ms added at random, so that programs that share a limit do not ask again at the same moment. */
const LIMIT_PAUSE_SPREAD_MS = 1_000;

/** ms. A shorter Retry-After, or one whose date has passed by our clock, must not allow asking without a pause. */
const ASKED_PAUSE_MS_MIN = 1_000;

/**
 * ms that QuickBooks may refuse the access tokens of one question: its replies and the pauses between them, without other
 * waiting. Single refusals of a good token have been reported, and so have some seconds in which a new token is not known
 * everywhere. The question fails only if newer tokens were refused as well: only then must a person act. An answer resets it.
 */
const TOKEN_REFUSED_MS_MAX = 2 * 60_000;
/** Refusals of newer tokens needed as well: on a slow machine two minutes may hold only three, and three may be chance. */
const FRESH_REFUSALS_MIN = 6;
/**
 * Refusals of the same token in a row that lead to a sign-in. Fewer refusals are more often bad luck of a call than the end of
 * the token. And if a sign-in ends earlier tokens, it costs every other program a refusal.
 */
const REFUSALS_PER_SIGN_IN = 3;
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

const FOR_AS_LONG_AS_IT_TAKES = Number.POSITIVE_INFINITY;

export const ALLOWANCES = {
  question: {
    doubtful: 3,
    overtime: FOR_AS_LONG_AS_IT_TAKES,
    unavailable: FOR_AS_LONG_AS_IT_TAKES,
    tooLong: 1,
    refusedTokens: TOKEN_REFUSALS_MAX,
    findsBadRecords: false,
  },
  page: {
    doubtful: 3,
    overtime: FOR_AS_LONG_AS_IT_TAKES,
    unavailable: FOR_AS_LONG_AS_IT_TAKES,
    tooLong: 1,
    refusedTokens: TOKEN_REFUSALS_MAX,
    findsBadRecords: true,
  },
  /** A page that may be too large for one answer. Each try may last two minutes, and half a page can be asked for instead. */
  bigPage: {
    doubtful: 3,
    overtime: 2,
    unavailable: FOR_AS_LONG_AS_IT_TAKES,
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

/** A whole page has failed several times by then, so its parts are tried less often. */
export function cornering(allowance: Allowance): Allowance {
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

/** A limit that has refused calls and has not let one through since. It belongs to the company, so all callers share it. */
export interface Refusing {
  readonly sinceMs: number;
  /** When the last pause was decided. A call that was sent before says nothing new. */
  readonly pausedAtMs: number;
  readonly pauses: number;
  /** Set when a caller has given up because of this limit. */
  readonly givenUp?: { readonly atMs: number; readonly failure: Failure };
}

/** Refusals of access tokens for one question. */
interface RefusedTokens {
  readonly sinceMs: number;
  readonly all: number;
  /** Refusals of tokens that were issued after the first refusal. */
  readonly fresh: number;
  /** When the last refused token was issued. This identifies the token; `ofLast` is how often it was refused in a row. */
  readonly lastIssuedAtMs: number;
  readonly ofLast: number;
  /** ms of the refusing replies, and of the pauses between them. */
  readonly refusingMs: number;
}

/** What is known of a question that has not been answered yet. */
export interface Attempts {
  readonly replies: number;
  readonly overtimes: number;
  /** ms that the source has failed for this question: its replies, and the pauses between them. */
  readonly failingMs: number;
  readonly refusedTokens: RefusedTokens | undefined;
}

export const NO_ATTEMPTS: Attempts = { replies: 0, overtimes: 0, failingMs: 0, refusedTokens: undefined };

export interface AskState {
  readonly attempts: Attempts;
  /** Shared by all callers. */
  readonly refusing: Refusing | undefined;
}

/** A reply that does not answer the question. */
export interface Failed {
  readonly failure: Failure;
  readonly askedAtMs: number;
  readonly heardAtMs: number;
  readonly tokenIssuedAtMs: number;
}

export type NextAttempt = { readonly state: AskState } & (
  | {
      readonly kind: "wait";
      readonly delayMs: number;
      /** Whether all callers wait. */
      readonly everybody: boolean;
    }
  | {
      readonly kind: "sign-in";
      /** `look`: take the shared token, which may be the same one. `renew`: sign in, unless another program has just done so. */
      readonly how: "look" | "renew";
      /** ms to wait if the token is the same one. */
      readonly delayMs: number;
    }
  | { readonly kind: "give-up" }
);

/** @param random in [0, 1). */
export function nextAttempt(state: AskState, failed: Failed, allowance: Allowance, random: () => number): NextAttempt {
  const { failure, askedAtMs, heardAtMs } = failed;
  const attempts = {
    ...state.attempts,
    replies: state.attempts.replies + 1,
    overtimes: state.attempts.overtimes + (isOvertime(failure) ? 1 : 0),
    failingMs: state.attempts.failingMs + heardAtMs - askedAtMs,
  };
  const now = { ...state, attempts };
  if (failure.kind === "throttled") return afterLimit(now, failed, failure.retryAfterMs, random);
  // A refused token says nothing about the source, so its time does not count as failing of the source.
  if (failure.kind === "token-refused")
    return afterRefusedToken(
      { ...now, attempts: { ...attempts, failingMs: state.attempts.failingMs } },
      failed,
      allowance,
      random,
    );
  const tries = retriesMax(failure, allowance);
  const used = isOvertime(failure) ? attempts.overtimes : attempts.replies;
  if (used > tries) return { kind: "give-up", state: now };
  return wait(now, retryDelayMs(attempts.replies, askedPause(failure), random), false);
}

/**
 * When one caller has just given up because of a limit, the other callers do not ask only to be refused as well.
 *
 * @returns the failure of that caller; undefined if it is worth asking.
 */
export function notWorthAsking(refusing: Refusing | undefined, nowMs: number): Failure | undefined {
  const { givenUp } = refusing ?? {};
  return givenUp !== undefined && nowMs - givenUp.atMs < LIMIT_PAUSE_MS ? givenUp.failure : undefined;
}

/** The limit after a call was answered. If that call was sent after the last pause, the limit lets calls through again. */
export function afterAnswer(refusing: Refusing | undefined, askedAtMs: number): Refusing | undefined {
  return refusing !== undefined && askedAtMs < refusing.pausedAtMs ? refusing : undefined;
}

/** How long the source has failed, for the sentence of an error. */
export function failingForMs({ attempts, refusing }: AskState, nowMs: number): number {
  const since = attempts.refusedTokens?.sinceMs ?? refusing?.sinceMs;
  return Math.max(attempts.failingMs, since === undefined ? 0 : nowMs - since);
}

function afterLimit(state: AskState, failed: Failed, askedMs: number | undefined, random: () => number): NextAttempt {
  const refusing = state.refusing?.givenUp === undefined ? state.refusing : undefined;
  const { failure, askedAtMs, heardAtMs } = failed;
  // This call was under way when another caller met the limit. The pause that followed is enough.
  if (refusing !== undefined && askedAtMs < refusing.pausedAtMs) {
    return { kind: "wait", delayMs: 0, everybody: false, state };
  }
  const limit = refusing ?? { sinceMs: heardAtMs, pausedAtMs: heardAtMs, pauses: 0 };
  const { sinceMs, pauses } = limit;
  const leftMs = FAILING_MS_MAX - Math.max(heardAtMs - sinceMs, state.attempts.failingMs);
  const asked = askedMs !== undefined && askedMs >= ASKED_PAUSE_MS_MIN ? askedMs : undefined;
  const ours = Math.min(leftMs, LIMIT_PAUSE_MS * 2 ** pauses + random() * LIMIT_PAUSE_SPREAD_MS);
  const delayMs = asked ?? ours;
  if (delayMs > leftMs || delayMs < (asked ?? LIMIT_PAUSE_MS)) {
    return { kind: "give-up", state: { ...state, refusing: { ...limit, givenUp: { atMs: heardAtMs, failure } } } };
  }
  return wait({ ...state, refusing: { sinceMs, pausedAtMs: heardAtMs, pauses: pauses + 1 } }, delayMs, true);
}

function afterRefusedToken(state: AskState, failed: Failed, allowance: Allowance, random: () => number): NextAttempt {
  const before = state.attempts.refusedTokens;
  const sinceMs = before?.sinceMs ?? failed.heardAtMs;
  const { tokenIssuedAtMs } = failed;
  const isFresh = before !== undefined && tokenIssuedAtMs > sinceMs;
  const all = (before?.all ?? 0) + 1;
  const fresh = (before?.fresh ?? 0) + (isFresh ? 1 : 0);
  const ofLast = before?.lastIssuedAtMs === tokenIssuedAtMs ? before.ofLast + 1 : 1;
  const delayMs = retryDelayMs(all, undefined, random);
  const refusingMs = (before?.refusingMs ?? 0) + failed.heardAtMs - failed.askedAtMs + delayMs;
  const refusedTokens = { sinceMs, all, fresh, lastIssuedAtMs: tokenIssuedAtMs, ofLast, refusingMs };
  const next = { ...state, attempts: { ...state.attempts, refusedTokens } };
  const isOver = fresh >= FRESH_REFUSALS_MIN && refusingMs > TOKEN_REFUSED_MS_MAX;
  if (isOver || all >= allowance.refusedTokens) return { kind: "give-up", state: next };
  return { kind: "sign-in", how: ofLast % REFUSALS_PER_SIGN_IN === 0 ? "renew" : "look", delayMs, state: next };
}

function wait(state: AskState, delayMs: number, everybody: boolean): NextAttempt {
  const failingMs = state.attempts.failingMs + delayMs;
  if (failingMs > FAILING_MS_MAX) return { kind: "give-up", state };
  return { kind: "wait", delayMs, everybody, state: { ...state, attempts: { ...state.attempts, failingMs } } };
}

function retriesMax(failure: Failure, allowance: Allowance): number {
  switch (failure.kind) {
    case "doubtful":
      return allowance.doubtful;
    case "unavailable":
      return isOvertime(failure) ? Math.min(allowance.overtime, allowance.unavailable) : allowance.unavailable;
    case "refused":
      return failure.code === BAD_RECORD && !allowance.findsBadRecords ? allowance.doubtful : 0;
    case "too-long":
      return allowance.tooLong;
    default:
      return 0;
  }
}

function isOvertime(failure: Failure): boolean {
  return failure.kind === "unavailable" && failure.code === OVERTIME;
}

function askedPause(failure: Failure): number | undefined {
  const asked = "retryAfterMs" in failure ? failure.retryAfterMs : undefined;
  return asked === undefined || asked < ASKED_PAUSE_MS_MIN ? undefined : asked;
}

/**
 * Full jitter: callers that failed together do not ask again together.
 *
 * @param attempt counted from 1.
 * @param askedMs the server's own number is used without jitter: asking earlier than that prolongs a throttle.
 */
export function retryDelayMs(attempt: number, askedMs: number | undefined, random: () => number): number {
  return askedMs ?? random() * Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** (attempt - 1));
}

/** What to do after a sign-in that brought no tokens. */
export type NextSignIn =
  | { readonly kind: "wait"; readonly delayMs: number }
  /** Another program may have replaced the token: read the store again, without a pause. */
  | { readonly kind: "look" }
  | { readonly kind: "give-up" };

/**
 * @param attempt counted from 1.
 * @param outcome `dead`: the token was refused; `spent`: the token was not sent, since it was refused a moment ago.
 */
export function nextSignIn(
  attempt: number,
  outcome: "dead" | "spent" | "unavailable",
  random: () => number,
): NextSignIn {
  if (outcome === "spent" || attempt >= SIGN_INS_MAX) return { kind: "give-up" };
  if (outcome === "dead") return { kind: "look" };
  return { kind: "wait", delayMs: retryDelayMs(attempt, undefined, random) };
}
