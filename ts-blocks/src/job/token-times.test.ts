import { expect, test } from "vitest";
import { DAY_MS, type UtcInstant, utcInstant } from "./instants";
import { diesAt, type SignIn, type TokenTimes, timesAfter } from "./token-times";

const START = Date.parse("2026-01-01T00:00:00Z");
const DAY_S = DAY_MS / 1_000;
const day = (number: number): UtcInstant => utcInstant(START + number * DAY_MS);

/** A sign-in on that day. Intuit says 100 days for the token, and the rest of five years for the consent. */
function signIn(on: number, more: Partial<SignIn> = {}): SignIn {
  const ends = { refreshEndsInSeconds: 100 * DAY_S, grantEndsInSeconds: (1_825 - on) * DAY_S };
  return { at: day(on), rotated: false, ...ends, ...more };
}

test("the first sign-in with a token that a person stored counts as its issue", () => {
  expect(timesAfter(signIn(0), undefined)).toEqual({
    issuedAt: day(0),
    rotatedAt: null,
    idleEndsAt: day(100),
    grantEndsAt: day(1_825),
  });
});

test("a token that came back unchanged keeps its issue, and a new one brings its own", () => {
  const first = timesAfter(signIn(0), undefined);
  const unchanged = timesAfter(signIn(1), first);
  expect(unchanged).toMatchObject({ issuedAt: day(0), rotatedAt: null });
  expect(timesAfter(signIn(2, { rotated: true }), unchanged)).toMatchObject({ issuedAt: day(2), rotatedAt: day(2) });
});

test("a consent that ends on another day is a new consent, and the times of the old one are dropped", () => {
  const old = timesAfter(signIn(0, { rotated: true }), undefined);
  const renewed = timesAfter(signIn(40, { grantEndsInSeconds: 1_825 * DAY_S }), old);
  expect(renewed).toEqual({ issuedAt: day(40), rotatedAt: null, idleEndsAt: day(140), grantEndsAt: day(1_865) });
});

test("where Intuit does not say when the token expires, it expires 100 days after its issue", () => {
  const silent = { refreshEndsInSeconds: undefined, grantEndsInSeconds: undefined };
  const first = timesAfter(signIn(0, silent), undefined);
  expect(first).toMatchObject({ idleEndsAt: day(100), grantEndsAt: null });
  expect(timesAfter(signIn(30, silent), { ...first, grantEndsAt: day(1_825) })).toMatchObject({
    idleEndsAt: day(100),
    grantEndsAt: day(1_825),
  });
});

test.each([1e10, 1e13, 1e15, Number.MAX_SAFE_INTEGER])(
  "an end in %d seconds, which no calendar holds, is as one that was not given",
  (seconds) => {
    const absurd = timesAfter(signIn(0, { refreshEndsInSeconds: seconds, grantEndsInSeconds: seconds }), undefined);
    expect(absurd).toMatchObject({ idleEndsAt: day(100), grantEndsAt: null });
  },
);

test.each<[Partial<TokenTimes>, number | null]>([
  [{ idleEndsAt: day(100), grantEndsAt: day(50) }, 50],
  [{ idleEndsAt: day(100), grantEndsAt: day(1_825) }, 100],
  [{ idleEndsAt: day(100) }, 100],
  [{ grantEndsAt: day(50) }, 50],
  [{}, null],
])("of its two ends the nearer one counts: %j", (ends, expected) => {
  const times = { issuedAt: null, rotatedAt: null, idleEndsAt: null, grantEndsAt: null, ...ends };
  expect(diesAt(times)).toBe(expected === null ? null : day(expected));
});
