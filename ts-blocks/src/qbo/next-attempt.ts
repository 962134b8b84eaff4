import { BAD_RECORD, type Failure, OVERTIME } from "./meaning";
import {
  type Allowance,
  ASKED_PAUSE_MS_MIN,
  FAILING_MS_MAX,
  FRESH_REFUSALS_MIN,
  LIMIT_PAUSE_MS,
  LIMIT_PAUSE_SPREAD_MS,
  PAUSE_MS,
  REFUSALS_PER_SIGN_IN,
  SIGN_INS_MAX,
  TOKEN_REFUSED_MS_MAX,
} from "./patience";

/**
 * The decision after each reply that is not an answer: wait, sign in or give up. This file does not wait, ask or read a clock.
 * The caller does what the decision says.
 */

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
