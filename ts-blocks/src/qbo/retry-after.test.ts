import { expect, test } from "vitest";
import { parseRetryAfter } from "./retry-after";

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
