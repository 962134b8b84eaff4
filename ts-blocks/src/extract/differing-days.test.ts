import { expect, test } from "vitest";
import { DAY_MS, type TimeRange, utcInstant } from "../job/instants";
import { dayOf, utcDayWindows } from "../job/windows";
import { BATCH_ITEMS_MAX } from "../qbo/batch";
import { type BothSides, differingDays } from "./differing-days";

const START = Date.parse("2016-01-01T00:00:00Z");
const daysOf = (days: number) => utcDayWindows({ start: utcInstant(START), end: utcInstant(START + days * DAY_MS) });
const nth = (day: number) => utcInstant(START + day * DAY_MS);

/** A source that has one record on each of some days more than is known. It counts its requests. */
class Source {
  requests = 0;
  constructor(private readonly more: readonly number[]) {}

  readonly count: BothSides["count"] = async (parts: readonly TimeRange[]) => {
    this.requests += Math.ceil(parts.length / BATCH_ITEMS_MAX);
    const within = ({ start, end }: TimeRange) => this.more.filter((day) => nth(day) >= start && nth(day) < end);
    return { counts: parts.map((part) => within(part).length) };
  };
}

test("one day of ten years that differs is found with three requests", async () => {
  const source = new Source([1_234]);
  const differing = await differingDays(daysOf(3_650), { count: source.count, known: async () => new Map() });
  expect(differing).toEqual(new Map([[nth(1_234), 1]]));
  expect(source.requests).toBe(3);
});

test("twenty days of a year that differ are each found", async () => {
  const days = Array.from({ length: 20 }, (_, place) => 3 + 18 * place);
  const source = new Source(days);
  const differing = await differingDays(daysOf(365), { count: source.count, known: async () => new Map() });
  expect(differing).toEqual(new Map(days.map((day) => [nth(day), 1])));
  expect(source.requests).toBeLessThanOrEqual(7);
});

test("where too many days differ to separate them, all of them are named, without a count", async () => {
  const source = new Source(Array.from({ length: 365 }, (_, day) => day));
  const differing = await differingDays(daysOf(365), { count: source.count, known: async () => new Map() });
  expect(differing.size).toBe(365);
  expect([...differing.values()].some((count) => count === null)).toBe(true);
});

test("a record that leaves while its part is counted makes no day differ, and does not hide one that does", async () => {
  const day = (place: number) => dayOf(nth(place));
  // The source no longer has the record of day 5 when it counts. That the record has left is known only afterwards.
  const answers = [new Map([[day(5), 1]]), new Map<string, number>()];
  const differing = await differingDays(daysOf(90), {
    count: new Source([40]).count,
    known: async () => answers.shift() ?? new Map(),
  });
  expect(differing).toEqual(new Map([[nth(40), 1]]));
});
