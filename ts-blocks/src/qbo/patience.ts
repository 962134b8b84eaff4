import type { Failure } from "./meaning";
import { BAD_RECORD, OVERTIME } from "./meaning";

/**
 * How often and how long QuickBooks is asked: every limit, and the decision after each answer that is none. Nothing here
 * waits, asks or reads a clock; the caller does what it says.
 */

/** ms from a request to the last byte of its answer. Intuit cuts requests off after 120 s (limits and throttles page). */
export const REQUEST_MS_MAX = 130_000;

/** The same of a sign-in: well below the 30 s after which the lease on the token is taken away. */
export const SIGN_IN_MS_MAX = 12_000;

/**
 * ms that one question may go on failing, pauses included. A gateway's bad minutes pass; outages of an hour and more are for
 * the operator to wait out. Ended by an answer.
 */
export const FAILING_MS_MAX = 15 * 60_000;

/** ms before a question is asked again: chance times a ceiling that doubles each time, up to the second number. */
const PAUSE_MS = { first: 1_000, most: 60_000 };

/**
 * ms before anybody asks again after a limit was reached. Intuit asks for a minute (limits and throttles page), and no
 * Retry-After has been recorded. The month's end has the same code as a busy minute, and only its lasting tells: each
 * further pause is twice as long, which makes four questions in a quarter of an hour. Ended by an answer to anybody.
 */
const LIMIT_PAUSE_MS = 60_000;
/** ms that are added by chance, so that programs which share a limit do not come back together. */
const LIMIT_PAUSE_SPREAD_MS = 1_000;

/** ms: a Retry-After of less, or of a date that our clock has passed, is no leave to ask without end. */
const ASKED_PAUSE_MS_MIN = 1_000;

/**
 * ms that access tokens may be refused to one question: its replies and the pauses between them, not what it waits for others. A single 401 of a good token is reported,
 * and so are some seconds in which a fresh one is not known everywhere. Ended by an answer, and never before a token that
 * was issued since has been refused: only that is worth telling a person.
 */
const TOKEN_REFUSED_MS_MAX = 2 * 60_000;
/** Refusals of fresh tokens that it takes as well: on a slow machine two minutes may hold three, and three may be chance. */
const FRESH_REFUSALS_MIN = 6;
/**
 * Refusals of the same token, one after the other, that bring a sign-in. Fewer are more often a call's bad luck than a token's
 * end, and where a sign-in ends earlier tokens it costs every other program a refusal.
 */
const REFUSALS_PER_SIGN_IN = 3;
/** Refusals of tokens that are each older than the question: somebody replaces them as quickly as they are asked with. */
const TOKEN_REFUSALS_MAX = 20;

/**
 * ms that an access token lasts: 60 minutes (Intuit, FAQ), where the answer does not say. An answer that says less than the
 * second is not believed: each call would sign in.
 */
export const ACCESS_TOKEN_LIFE_MS = { usual: 60 * 60_000, least: 5 * 60_000 };
/** ms before its end from which on an access token is not sent any more. */
export const ACCESS_TOKEN_MARGIN_MS = 60_000;

/** Tries of a sign-in that is answered with nonsense. */
export const SIGN_INS_MAX = 5;

/** ms since the refresh token was leased after which the lease is renewed before the call: it ends after 30 s. */
export const LEASE_AGE_MS_MAX = 10_000;

/** How often one question is asked again, where that depends on what it is part of. */
export interface Allowance {
  /** For an answer that may pass, or not: a bad record, an answer that is none. */
  readonly doubtful: number;
  /** For something that took the source too long. */
  readonly overtime: number;
  /** For an answer that will pass: as often as `FAILING_MS_MAX` lets it. */
  readonly unavailable: number;
  /** For an answer that was broken off because of its length. */
  readonly tooLong: number;
  /** Refusals of access tokens with which it is given up, whatever the time. */
  readonly refusedTokens: number;
  /** A record that cannot be rendered breaks pages, where it is looked for; of any other question it is a doubtful answer. */
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
  /** A page that may be too heavy for one answer: each try may last two minutes, and its halves can be asked for. */
  bigPage: {
    doubtful: 3,
    overtime: 2,
    unavailable: FOR_AS_LONG_AS_IT_TAKES,
    tooLong: 1,
    refusedTokens: TOKEN_REFUSALS_MAX,
    findsBadRecords: true,
  },
  /** A batch is given up early: each of its questions can be asked alone. Before that it was asked with a fresh token. */
  batch: {
    doubtful: 1,
    overtime: 1,
    unavailable: 2,
    tooLong: 0,
    refusedTokens: REFUSALS_PER_SIGN_IN + 1,
    findsBadRecords: false,
  },
} as const satisfies Readonly<Record<string, Allowance>>;

/** Once a whole page has failed again and again, its parts need not prove themselves as long. */
export function cornering(allowance: Allowance): Allowance {
  return { ...allowance, doubtful: 1 };
}

/** Where rows come in smaller pieces, a page that is too long is no accident. */
export function inPieces(allowance: Allowance): Allowance {
  return { ...allowance, tooLong: 0 };
}

/** Fewer retries of whatever may pass, for who looks elsewhere before he waits. */
export function atMost(retries: number, allowance: Allowance): Allowance {
  return {
    ...allowance,
    doubtful: Math.min(retries, allowance.doubtful),
    overtime: Math.min(retries, allowance.overtime),
    unavailable: Math.min(retries, allowance.unavailable),
  };
}

/** A limit that has refused calls, and has not been seen to let one through since. It is the company's, so all callers share it. */
export interface Refusing {
  readonly sinceMs: number;
  /** When the last pause was decided; what was asked before it says nothing new. */
  readonly pausedAtMs: number;
  readonly pauses: number;
  /** Somebody's patience has ended with it. */
  readonly givenUp?: { readonly atMs: number; readonly failure: Failure };
}

/** Refusals of access tokens that one question has met. */
interface RefusedTokens {
  readonly sinceMs: number;
  readonly all: number;
  /** Of tokens that were issued since the first of them. */
  readonly fresh: number;
  /** When the last of them was issued, which says which token it was, and how often that one was refused in a row. */
  readonly lastIssuedAtMs: number;
  readonly ofLast: number;
  /** ms of the replies that refused, and of the pauses between them. */
  readonly refusingMs: number;
}

/** What is known of a question that has not been answered yet. */
export interface Attempts {
  readonly replies: number;
  readonly overtimes: number;
  /** ms that the source has failed for it: its replies, and the pauses between them. */
  readonly failingMs: number;
  readonly refusedTokens: RefusedTokens | undefined;
}

export const NO_ATTEMPTS: Attempts = { replies: 0, overtimes: 0, failingMs: 0, refusedTokens: undefined };

export interface AskState {
  readonly attempts: Attempts;
  /** Shared by everybody who asks. */
  readonly refusing: Refusing | undefined;
}

/** A reply that was no answer. */
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
      /** Nobody asks meanwhile. */
      readonly everybody: boolean;
    }
  | {
      readonly kind: "sign-in";
      /** `look`: take the token that all share, which may be the same still. `renew`: sign in, unless somebody has. */
      readonly how: "look" | "renew";
      /** Waited where the token is the same still. */
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
  // A refused token says nothing of the source: the time is not the source's failing.
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
 * Where somebody has just given up because of a limit, nobody else asks only to hear the same.
 *
 * @returns what that one heard; undefined where it is worth asking.
 */
export function notWorthAsking(refusing: Refusing | undefined, nowMs: number): Failure | undefined {
  const { givenUp } = refusing ?? {};
  return givenUp !== undefined && nowMs - givenUp.atMs < LIMIT_PAUSE_MS ? givenUp.failure : undefined;
}

/** The same limit once a call was answered: one that was asked after the last pause shows that the limit lets calls through. */
export function afterAnswer(refusing: Refusing | undefined, askedAtMs: number): Refusing | undefined {
  return refusing !== undefined && askedAtMs < refusing.pausedAtMs ? refusing : undefined;
}

/** For how long the source has failed, for an error's sentence. */
export function failingForMs({ attempts, refusing }: AskState, nowMs: number): number {
  const since = attempts.refusedTokens?.sinceMs ?? refusing?.sinceMs;
  return Math.max(attempts.failingMs, since === undefined ? 0 : nowMs - since);
}

function afterLimit(state: AskState, failed: Failed, askedMs: number | undefined, random: () => number): NextAttempt {
  const refusing = state.refusing?.givenUp === undefined ? state.refusing : undefined;
  const { failure, askedAtMs, heardAtMs } = failed;
  // It was under way when somebody else heard of the limit: the pause for that is enough.
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
 * Full jitter: callers that failed together do not come back together.
 *
 * @param attempt counted from 1.
 * @param askedMs the server's own number wins and gets no jitter: returning earlier than asked prolongs a throttle.
 */
export function retryDelayMs(attempt: number, askedMs: number | undefined, random: () => number): number {
  return askedMs ?? random() * Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** (attempt - 1));
}

/** What to do after a sign-in that brought no tokens. */
export type NextSignIn =
  | { readonly kind: "wait"; readonly delayMs: number }
  /** Somebody else may have replaced the token: read the store again, without a pause. */
  | { readonly kind: "look" }
  | { readonly kind: "give-up" };

/**
 * @param attempt counted from 1.
 * @param outcome `dead`: the token was refused; `spent`: it was not sent, having been refused a moment ago.
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
