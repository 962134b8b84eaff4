import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRetryAfter, RETRY, retryDelayMs } from "./retry";

const attempts = fc.integer({ min: 1, max: 60 });
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("a delay is anywhere between nothing and a ceiling that doubles, and never above the policy's", () => {
  fc.assert(
    fc.property(attempts, chances, (attempt, chance) => {
      const delayMs = retryDelayMs(attempt, undefined, RETRY, () => chance);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(Math.min(RETRY.ceilingMs, RETRY.baseMs * 2 ** (attempt - 1)));
    }),
  );
});

test("with the same luck the delays are 0.5, 1, 2 … s and stop growing at half a minute", () => {
  const delays = [1, 2, 3, 6, 7, 20].map((attempt) => retryDelayMs(attempt, undefined, RETRY, () => 0.5));
  expect(delays).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000]);
});

test("a pause that the server asks for is kept to the millisecond, without jitter", () => {
  expect(retryDelayMs(1, 17_000, RETRY, () => 0.99)).toBe(17_000);
  expect(retryDelayMs(9, 900_000, RETRY, () => 0)).toBe(900_000);
});

test("Retry-After is read as seconds or as a date", () => {
  const nowMs = Date.parse("2026-02-01T00:00:00Z");
  expect(parseRetryAfter("120", nowMs)).toBe(120_000);
  expect(parseRetryAfter(" 7 ", nowMs)).toBe(7_000);
  expect(parseRetryAfter("Sun, 01 Feb 2026 00:01:30 GMT", nowMs)).toBe(90_000);
  expect(parseRetryAfter("Sat, 31 Jan 2026 23:59:00 GMT", nowMs)).toBe(0);
});

test.each([undefined, null, "", "  ", "soon", "1.5", "-5", 120, ["120"]])(
  "a Retry-After of %j says nothing",
  (header) => {
    expect(parseRetryAfter(header, 0)).toBeUndefined();
  },
);
