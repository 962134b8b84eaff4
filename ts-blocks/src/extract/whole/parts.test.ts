import { expect, test } from "vitest";
import { utcInstant } from "../../job/instants";
import { rateDates } from "./parts";

const range = (start: string, end: string) => ({
  start: utcInstant(Date.parse(start)),
  end: utcInstant(Date.parse(end)),
});

test("exchange rates are asked for at the end of each month and of the range", () => {
  expect(rateDates(range("2025-12-15T00:00:00Z", "2026-03-10T00:00:00Z"))).toEqual([
    "2025-12-31",
    "2026-01-31",
    "2026-02-28",
    "2026-03-09",
  ]);
});

test("a range that ends with a month asks for that day only once", () => {
  expect(rateDates(range("2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"))).toEqual(["2024-02-29"]);
  expect(rateDates(range("2024-02-29T23:59:59Z", "2024-03-01T00:00:01Z"))).toEqual(["2024-02-29", "2024-03-01"]);
});
