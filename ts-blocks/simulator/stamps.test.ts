import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { momentOf, pacificStamp, parseInstant } from "./stamps";

test("a stamp carries the Pacific offset of its own day", () => {
  expect(pacificStamp(Date.parse("2026-01-15T20:00:00Z") / 1000)).toBe("2026-01-15T12:00:00-08:00");
  expect(pacificStamp(Date.parse("2026-07-15T20:00:00Z") / 1000)).toBe("2026-07-15T13:00:00-07:00");
});

test("the offset changes in the exact second of both clock changes", () => {
  expect(pacificStamp(Date.parse("2026-03-08T09:59:59Z") / 1000)).toBe("2026-03-08T01:59:59-08:00");
  expect(pacificStamp(Date.parse("2026-03-08T10:00:00Z") / 1000)).toBe("2026-03-08T03:00:00-07:00");
  expect(pacificStamp(Date.parse("2026-11-01T08:59:59Z") / 1000)).toBe("2026-11-01T01:59:59-07:00");
  expect(pacificStamp(Date.parse("2026-11-01T09:00:00Z") / 1000)).toBe("2026-11-01T01:00:00-08:00");
});

test("every day from 2008 to 2035 agrees with the time zone database", () => {
  for (let second = Date.parse("2008-01-01T00:00:00Z") / 1000; second < 2_051_222_400; second += 86_400 / 2 + 17) {
    const known = DateTime.fromSeconds(second, { zone: "America/Los_Angeles" });
    expect(pacificStamp(second)).toBe(known.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
  }
});

test("an envelope's time drops a zero fraction and trailing zeros", () => {
  const second = Date.parse("2020-09-29T13:03:53Z");
  const text = (ms: number): string => momentOf(second + ms, "trimmed").text;
  expect([text(438), text(110), text(0)]).toEqual([
    "2020-09-29T06:03:53.438-07:00",
    "2020-09-29T06:03:53.11-07:00",
    "2020-09-29T06:03:53-07:00",
  ]);
  expect(momentOf(second + 110, "full").text).toBe("2020-09-29T06:03:53.110-07:00");
  expect(momentOf(second, "full").text).toBe("2020-09-29T06:03:53.000-07:00");
});

test("a literal with Z or an offset is that instant, and one without is read in the zone given", () => {
  const instant = Date.parse("2025-12-28T00:00:00Z");
  expect(parseInstant("2025-12-28T00:00:00Z")).toBe(instant);
  expect(parseInstant("2025-12-27T16:00:00-08:00")).toBe(instant);
  expect(parseInstant("2025-12-27T16:00:00-0800")).toBe(instant);
  expect(parseInstant("2025-12-27T16:00:00")).toBe(instant);
  expect(parseInstant("2025-12-28T00:00:00", "utc")).toBe(instant);
  expect(parseInstant("2025-12-28", "utc")).toBe(instant);
});

test("a text that is not a date-time gives no instant", () => {
  for (const text of ["", "yesterday", "2025-13-01", "2025-12-28T25:00:00Z", "2025-12-28T00:00:00 00:00", "20251228"]) {
    expect(parseInstant(text)).toBeUndefined();
  }
});
