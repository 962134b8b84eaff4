import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContractError } from "../errors";
import { BAD_RECORD, type Failure, OVERTIME } from "./meaning";
import {
  type AskState,
  afterAnswer,
  NO_ATTEMPTS,
  nextAttempt,
  nextSignIn,
  notWorthAsking,
  retryDelayMs,
} from "./next-attempt";
import { ALLOWANCES, type Allowance, FAILING_MS_MAX, forSearch, inPieces } from "./patience";

const MINUTE_MS = 60_000;
const half = () => 0.5;

const throttled: Failure = { kind: "throttled", reason: "HTTP 429" };
const gone: Failure = { kind: "unavailable", reason: "HTTP 503" };
const overtime: Failure = { kind: "unavailable", code: OVERTIME, reason: "HTTP 504" };
const tokenRefused: Failure = { kind: "token-refused", reason: "HTTP 401" };
const doubtful: Failure = { kind: "doubtful", code: "10000", reason: "HTTP 400", lasting: "refused" };
const noAnswer: Failure = {
  kind: "doubtful",
  reason: "HTTP 200",
  lasting: new ContractError("QBO_ANSWER_SHAPE", "That is no answer.", { remedy: "Run again." }),
};
const forbidden: Failure = { kind: "forbidden", reason: "HTTP 403" };
const badRecord: Failure = { kind: "refused", code: BAD_RECORD, reason: "HTTP 400" };
const tooLong: Failure = { kind: "too-long", reason: "a body of more than 1 MB" };
const badStatement: Failure = { kind: "refused", code: "4001", reason: "HTTP 400" };

const fresh: AskState = { attempts: NO_ATTEMPTS, refusing: undefined };
const soFar = (attempts: Partial<AskState["attempts"]>): AskState => ({
  ...fresh,
  attempts: { ...NO_ATTEMPTS, ...attempts },
});
const { question, page, bigPage, batch } = ALLOWANCES;

/** One decision, for a question that was asked at 0 with an old token and was answered at once. */
function decide(state: AskState, failure: Failure, allowance: Allowance, at: { tokenIssuedAtMs?: number } = {}) {
  const times = { askedAtMs: 0, heardAtMs: 0, tokenIssuedAtMs: -MINUTE_MS, ...at };
  const { state: _, ...next } = nextAttempt(state, { failure, ...times }, allowance, half);
  return next;
}

const giveUp = { kind: "give-up" };
const wait = (delayMs: number) => ({ kind: "wait", delayMs, everybody: false });
const pause = (delayMs: number) => ({ kind: "wait", delayMs, everybody: true });
const signIn = (how: string, delayMs: number) => ({ kind: "sign-in", how, delayMs });

describe("after a reply that is not an answer", () => {
  test.each<[string, AskState, Failure, Allowance, object]>([
    ["an outage is waited for", fresh, gone, question, wait(500)],
    ["longer each time", soFar({ replies: 3 }), gone, question, wait(4_000)],
    ["and never longer than a minute", soFar({ replies: 30 }), gone, question, wait(30_000)],
    ["until a quarter of an hour is over", soFar({ failingMs: FAILING_MS_MAX }), gone, question, giveUp],
    ["but of a batch only twice", soFar({ replies: 2 }), gone, batch, giveUp],
    ["a pause that QuickBooks asks for is kept", fresh, { ...gone, retryAfterMs: 7_000 }, question, wait(7_000)],
    ["one that is over already is not", fresh, { ...gone, retryAfterMs: 0 }, question, wait(500)],
    ["one beyond our patience ends it", fresh, { ...gone, retryAfterMs: FAILING_MS_MAX + 1 }, question, giveUp],

    ["a timeout is waited for like an outage", soFar({ overtimes: 9 }), overtime, page, wait(500)],
    ["but not a third time for a page that may be too big", soFar({ overtimes: 2 }), overtime, bigPage, giveUp],
    ["nor a second time for a batch", soFar({ overtimes: 1 }), overtime, batch, giveUp],

    ["a doubtful answer is asked again", soFar({ replies: 2 }), doubtful, question, wait(2_000)],
    ["three times", soFar({ replies: 3 }), doubtful, question, giveUp],
    ["once where a bad record is looked for", soFar({ replies: 1 }), doubtful, forSearch(page), giveUp],
    ["a 200 that is no answer is doubtful, too", fresh, noAnswer, question, wait(500)],
    ["and then final", soFar({ replies: 3 }), noAnswer, question, giveUp],

    ["a record that breaks a page is looked for at once", fresh, badRecord, page, giveUp],
    ["and is a doubtful answer to a count", fresh, badRecord, question, wait(500)],
    ["for three times", soFar({ replies: 3 }), badRecord, question, giveUp],
    ["an answer without end is asked for once more", fresh, tooLong, question, wait(500)],
    ["and then given up", soFar({ replies: 1 }), tooLong, question, giveUp],
    ["a page that is too long is asked for in pieces at once", fresh, tooLong, inPieces(page), giveUp],
    ["a batch that is too long is asked one by one", fresh, tooLong, batch, giveUp],
    ["a statement that is not taken is not repeated", fresh, badStatement, question, giveUp],
    ["nor is anything asked where the app has no rights", fresh, forbidden, question, giveUp],

    ["a refused token is compared with the one that all share", fresh, tokenRefused, question, signIn("look", 500)],
    ["a limit stops everybody for a minute", fresh, throttled, question, pause(60_500)],
    ["or for as long as the server says", fresh, { ...throttled, retryAfterMs: 90_000 }, question, pause(90_000)],
  ])("%s", (_, state, failure, allowance, expected) => {
    expect(decide(state, failure, allowance)).toEqual(expected);
  });
});

describe("of a limit that others have met", () => {
  const refusing = { sinceMs: 0, pausedAtMs: 1_000, pauses: 1 };
  const state = { ...fresh, refusing };
  const at = (askedAtMs: number) => ({ askedAtMs, heardAtMs: askedAtMs + 500, tokenIssuedAtMs: 0 });

  test("a reply to a call from before the pause does not make the pause longer", () => {
    const next = nextAttempt(state, { failure: throttled, ...at(900) }, page, half);
    expect(next).toMatchObject({ kind: "wait", delayMs: 0, everybody: false, state: { refusing } });
  });

  test("a refusal after the pause doubles the pause", () => {
    const next = nextAttempt(state, { failure: throttled, ...at(62_000) }, page, half);
    expect(next).toMatchObject({ kind: "wait", delayMs: 120_500, everybody: true, state: { refusing: { pauses: 2 } } });
  });

  test("when one caller has just given up no other asks, and a minute later it counts as a new limit", () => {
    const last = { ...refusing, givenUp: { atMs: 900_000, failure: throttled } };
    expect(notWorthAsking(last, 901_000)).toBe(throttled);
    expect(notWorthAsking(last, 960_000)).toBeUndefined();
    expect(notWorthAsking(refusing, 901_000)).toBeUndefined();
    const next = nextAttempt({ ...fresh, refusing: last }, { failure: throttled, ...at(960_000) }, page, half);
    expect(next).toMatchObject({ kind: "wait", delayMs: 60_500, state: { refusing: { pauses: 1 } } });
  });

  test("an answer to a call after the pause ends the limit, an answer to an earlier call does not", () => {
    expect(afterAnswer(refusing, 62_000)).toBeUndefined();
    expect(afterAnswer(refusing, 900)).toBe(refusing);
    expect(afterAnswer(undefined, 0)).toBeUndefined();
  });
});

/** Asks until the question fails, and is refused each time. Each reply takes `tookMs`; the clock also counts the pauses. */
function untilGivenUp(
  failure: Failure,
  allowance: Allowance,
  tookMs = 100,
  issued: (how?: string) => boolean = () => false,
) {
  let [state, nowMs, tokenIssuedAtMs] = [fresh, 0, -MINUTE_MS];
  const trace: { atMs: number; how?: string | undefined }[] = [];
  for (;;) {
    const askedAtMs = nowMs;
    nowMs += tookMs;
    const next = nextAttempt(state, { failure, askedAtMs, heardAtMs: nowMs, tokenIssuedAtMs }, allowance, half);
    trace.push({ atMs: askedAtMs, how: next.kind === "sign-in" ? next.how : undefined });
    if (next.kind === "give-up") return { questions: trace.length, atMs: nowMs, trace };
    state = next.state;
    if (next.kind === "sign-in" && issued(next.how)) tokenIssuedAtMs = nowMs;
    else nowMs += next.delayMs;
  }
}

describe("patience ends", () => {
  test("with a limit that does not end after four more calls, within a quarter of an hour", () => {
    const { questions, atMs } = untilGivenUp(throttled, page);
    expect(questions).toBe(1 + 4);
    expect(atMs).toBeLessThanOrEqual(15 * MINUTE_MS + 1_000);
    expect(atMs).toBeGreaterThan(13 * MINUTE_MS);
  });

  test("with an outage within a quarter of an hour", () => {
    const { questions, atMs } = untilGivenUp(gone, question);
    expect(atMs).toBeLessThanOrEqual(15 * MINUTE_MS + 1_000);
    expect(questions).toBeGreaterThan(20);
  });

  test("with replies that take two minutes each, after as many as fit into the time", () => {
    expect(untilGivenUp(gone, question, 2 * MINUTE_MS).questions).toBe(7);
  });

  test("with refused tokens after two minutes, and not before a new token was refused", () => {
    const { atMs, trace } = untilGivenUp(tokenRefused, question, 100, (how) => how === "renew");
    expect(trace.slice(0, 3).map(({ how }) => how)).toEqual(["look", "look", "renew"]);
    expect(atMs).toBeGreaterThan(MINUTE_MS);
    expect(atMs).toBeLessThanOrEqual(3 * MINUTE_MS);
    expect(trace.filter(({ how }) => how === "renew").length).toBeLessThanOrEqual(4);
  });

  test("with refused tokens never because a call waits for others, nor because of a few refusals on a slow machine", () => {
    let state: AskState = fresh;
    for (let hour = 1; hour <= 5; hour++) {
      const askedAtMs = hour * 60 * MINUTE_MS;
      const failed = { failure: tokenRefused, askedAtMs, heardAtMs: askedAtMs + MINUTE_MS, tokenIssuedAtMs: askedAtMs };
      const next = nextAttempt(state, failed, question, half);
      expect(next.kind).toBe("sign-in");
      state = next.state;
    }
  });

  test("with tokens that others replace as quickly as they are refused, after twenty", () => {
    expect(untilGivenUp(tokenRefused, question).questions).toBe(20);
  });
});

describe("a refused token", () => {
  const refusedTokens = (all: number, ofLast: number, lastIssuedAtMs = -MINUTE_MS) =>
    soFar({ refusedTokens: { sinceMs: 0, all, fresh: 0, lastIssuedAtMs, ofLast, refusingMs: 0 } });
  test.each<[string, AskState, number, object]>([
    ["that is refused twice is asked with once more", refusedTokens(1, 1), -MINUTE_MS, signIn("look", 1_000)],
    ["that is refused three times in a row brings a sign-in", refusedTokens(2, 2), -MINUTE_MS, signIn("renew", 2_000)],
    ["that another program had put there counts from one", refusedTokens(2, 2), -1_000, signIn("look", 2_000)],
    ["that was just issued is no exception", refusedTokens(5, 2, 1), 1, signIn("renew", 16_000)],
  ])("%s", (_, state, tokenIssuedAtMs, expected) => {
    expect(decide(state, tokenRefused, question, { tokenIssuedAtMs })).toEqual(expected);
  });
});

test.each([
  [1, "unavailable", { kind: "wait", delayMs: 500 }],
  [4, "unavailable", { kind: "wait", delayMs: 4_000 }],
  [5, "unavailable", { kind: "give-up" }],
  [1, "dead", { kind: "look" }],
  [5, "dead", { kind: "give-up" }],
  [2, "spent", { kind: "give-up" }],
] as const)("after sign-in %i that was %s: %j", (attempt, outcome, next) => {
  expect(nextSignIn(attempt, outcome, half)).toEqual(next);
});

const attempts = fc.integer({ min: 1, max: 60 });
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("a delay lies between zero and a ceiling that doubles, and is never above a minute", () => {
  fc.assert(
    fc.property(attempts, chances, (attempt, chance) => {
      const delayMs = retryDelayMs(attempt, undefined, () => chance);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(Math.min(MINUTE_MS, 1_000 * 2 ** (attempt - 1)));
    }),
  );
});

test("with the same random number the delays are 0.5, 1, 2 … s and stop growing at half a minute", () => {
  const delays = [1, 2, 3, 6, 7, 20].map((attempt) => retryDelayMs(attempt, undefined, half));
  expect(delays).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000]);
});

test("a pause that QuickBooks asks for is kept to the millisecond, without jitter", () => {
  expect(retryDelayMs(1, 17_000, () => 0.99)).toBe(17_000);
  expect(retryDelayMs(9, 900_000, () => 0)).toBe(900_000);
});
