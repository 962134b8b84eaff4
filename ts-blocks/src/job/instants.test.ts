import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { parseSourceStamp, utcInstant } from "./instants";

test("QuickBooks' Pacific times are read as the right instants before and after the change to summer time", () => {
  expect(parseSourceStamp("2026-03-08T01:59:59-08:00")).toBe("2026-03-08T09:59:59Z");
  expect(parseSourceStamp("2026-03-08T03:00:00-07:00")).toBe("2026-03-08T10:00:00Z");
});

test("the hour that occurs twice when summer time ends is distinguished by its offset", () => {
  expect(parseSourceStamp("2026-11-01T01:30:00-07:00")).toBe("2026-11-01T08:30:00Z");
  expect(parseSourceStamp("2026-11-01T01:30:00-08:00")).toBe("2026-11-01T09:30:00Z");
});

test.each([
  ["Z", "2026-01-05T10:20:30Z", "2026-01-05T10:20:30Z"],
  ["an offset without a colon", "2026-01-05T10:20:30-0700", "2026-01-05T17:20:30Z"],
  ["an offset east of Greenwich, into the day before", "2026-01-01T03:00:00+05:30", "2025-12-31T21:30:00Z"],
  ["the fraction of an envelope's time, dropped", "2026-05-05T05:15:24.999-07:00", "2026-05-05T12:15:24Z"],
  ["the hour 24 of a day's end", "2026-05-05T24:00:00.000Z", "2026-05-06T00:00:00Z"],
])("a source's time may carry %s", (_, text, instant) => {
  expect(parseSourceStamp(text)).toBe(instant);
});

test.each([
  undefined,
  null,
  "",
  1601391072830, // the numeric time of a gateway's answer
  {},
  "yesterday",
  "2026-01-05",
  "2026-01-05T10:20:30", // names no instant: whose clock?
  "2026-01-05 10:20:30Z",
  "2026-02-30T10:20:30Z",
  "2026-13-05T10:20:30Z",
  "2026-01-05T25:00:00-08:00",
  "2026-01-05T24:00:00.5-08:00", // the hour 24 is only the day's end
  "2026-01-05T24:00:00.000001Z",
  "2026-01-05T10:20:30Z and more",
])("%j is no time that a record could be filed under", (stamp) => {
  expect(parseSourceStamp(stamp)).toBeUndefined();
});

test("a source's time, real or not, is read as luxon reads it", () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, "0"));
  const year = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, "0"));
  const offset = fc.oneof(
    fc.constant("Z"),
    fc.tuple(fc.constantFrom("+", "-"), two(14), fc.constantFrom("", ":"), two(59)).map((parts) => parts.join("")),
  );
  const hour = fc.oneof(two(25), fc.constant("24"));
  // luxon reads milliseconds, and does not see a smaller part.
  const fraction = fc.constantFrom("", ".0", ".5", ".000", ".001", ".999");
  const stamp = fc
    .tuple(year, two(13), two(32), hour, two(61), two(61), fraction, offset)
    .map(([y, month, day, h, min, s, part, zone]) => `${y}-${month}-${day}T${h}:${min}:${s}${part}${zone}`)
    // Before the year 100, luxon takes the end of a day for its beginning.
    .filter((text) => !/^00..-..-..T24/.test(text));
  fc.assert(
    fc.property(stamp, (text) => {
      const known = DateTime.fromISO(text, { setZone: true });
      expect(parseSourceStamp(text)).toBe(known.isValid ? utcInstant(known) : undefined);
    }),
    { numRuns: 2_000 },
  );
});

test("an instant is written in UTC, with whole seconds and a Z, from any input", () => {
  const millis = Date.UTC(2026, 0, 5, 10, 20, 30, 999);
  expect(utcInstant(millis)).toBe("2026-01-05T10:20:30Z");
  expect(utcInstant(new Date(millis))).toBe("2026-01-05T10:20:30Z");
  expect(() => utcInstant(Number.NaN)).toThrow(RangeError);
});
