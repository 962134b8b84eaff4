import { expect, test } from "vitest";
import { DAY_MS, utcInstant } from "../job/instants";
import type { TokenTimes } from "../job/token-times";
import { logTokenTimes } from "./token-log";

const NOW = Date.parse("2026-02-01T12:00:00Z");
const inDays = (days: number) => utcInstant(NOW + days * DAY_MS);

/** The one line of the log, `level message`. */
function lineOf(ends: Partial<TokenTimes>): string {
  const lines: string[] = [];
  const log = {
    log: (level: string, message: string) => lines.push(`${level} ${message}`),
    metric: () => undefined,
    progress: () => undefined,
  };
  logTokenTimes(log, { issuedAt: inDays(-1), rotatedAt: null, idleEndsAt: null, grantEndsAt: null, ...ends }, NOW);
  expect(lines).toHaveLength(1);
  return lines.join();
}

test("the log says when the token was issued and when it expires, in one line that Mage's page shows whole", () => {
  const line = lineOf({ idleEndsAt: inDays(100), grantEndsAt: inDays(1_800) });
  expect(line).toBe("info qb.token issued 2026-01-31; dies 2026-05-12 if idle, 2031-01-06 in any case");
  expect(line.length - "info ".length).toBeLessThanOrEqual(76);
});

test.each([
  [14, "info"],
  [13, "warning"],
  [0.5, "warning"],
  [-1, "warning"],
])("%d days before an end the line is of level %s", (days, level) => {
  expect(lineOf({ idleEndsAt: inDays(days), grantEndsAt: inDays(1_000) })).toMatch(new RegExp(`^${level} `));
  expect(lineOf({ idleEndsAt: inDays(100), grantEndsAt: inDays(days) })).toMatch(new RegExp(`^${level} `));
});

test("the warning counts whole days and names the command that helps", () => {
  expect(lineOf({ idleEndsAt: inDays(1.9) })).toBe("warning qb.token dies in 1 day, on 2026-02-03: npm run connect");
  expect(lineOf({ idleEndsAt: inDays(-3) })).toContain("in 0 days");
});

test("an unknown time is reported as unknown", () => {
  expect(lineOf({ issuedAt: null })).toBe("info qb.token issued some time ago; its end is not known");
});
