import { expect, test } from "vitest";
import type { UtcInstant } from "../../job/instants";
import { Format } from "./format";

test.each([
  ["en", "4,000", "1.5 s", "0.043 %"],
  ["es", "4.000", "1,5 s", "0,043 %"],
] as const)("numbers are written as a reader of the language writes them (%s)", (language, count, duration, share) => {
  const format = new Format(language);
  expect(format.count(4_000)).toBe(count);
  expect(format.duration(1_540)).toBe(duration);
  expect(format.share(217, 500_000)).toBe(share);
});

test.each([
  [59_900, "59.9 s"],
  [59_960, "1 min 0 s"],
  [60_000, "1 min 0 s"],
  [119_900, "2 min 0 s"],
  [3_600_000, "1 h 0 min"],
  [7_199_000, "2 h 0 min"],
])("%i ms are %s", (ms, text) => {
  expect(new Format("en").duration(ms)).toBe(text);
});

test.each([
  [45_000, "45 s"],
  [59_700, "1 min"],
  [3_540_000, "59 min"],
  [3_599_900, "1 h"],
  [18_720_000, "5 h 12 min"],
  [172_740_000, "47 h 59 min"],
  [273_600_000, "3 d 4 h"],
  [1_200 * 86_400_000, "1,200 d"],
])("an age of %i ms is %s", (ms, text) => {
  expect(new Format("en").age(ms)).toBe(text);
});

test("an end of the range is shown as a day, with its time where that is not midnight", () => {
  const format = new Format("en");
  expect(format.edge("2026-01-05T00:00:00Z" as UtcInstant)).toBe("2026-01-05");
  expect(format.edge("2026-01-05T05:00:00Z" as UtcInstant)).toBe("2026-01-05 05:00:00 UTC");
});
