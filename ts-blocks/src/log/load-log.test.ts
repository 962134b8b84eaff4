import { expect, test } from "vitest";
import { utcInstant } from "../job/instants";
import { logLoadVerdict } from "./load-log";
import type { Log } from "./log";

function listen(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const log: Log = { log: (level, message) => lines.push(`${level} ${message}`), metric: () => {}, progress: () => {} };
  return { log, lines };
}

const proven = {
  rangeStart: utcInstant(Date.UTC(2026, 0, 1)),
  rangeEnd: utcInstant(Date.UTC(2026, 0, 30, 10, 14, 5)),
  requestedEnd: utcInstant(Date.UTC(2026, 0, 31)),
};

test("a complete load names the range that every entity has proven, and says that it is less than was asked for", () => {
  const { log, lines } = listen();
  logLoadVerdict(log, 3, { complete: 12, proven, unavailable: 2, missing: [] });
  expect(lines).toEqual([
    "info qb.verdict complete: 12 entities complete from 2026-01-01 to 2026-01-30T10:14:05Z, less than asked (2026-01-31), 2 not in this company",
  ]);
});

test("a load of which no entity is complete names no range", () => {
  const { log, lines } = listen();
  logLoadVerdict(log, 3, { complete: 0, proven: undefined, unavailable: 0, missing: ["items"] });
  expect(lines).toEqual(["warning qb.verdict incomplete: items; 0 entities complete"]);
});
