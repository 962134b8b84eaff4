import fc from "fast-check";
import { expect, test } from "vitest";
import { levelsOf, strengthOf } from "./levels";

test("one day with an import does not make the other days look empty", () => {
  const levels = levelsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10_000]);
  expect(levels.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10_000],
  ]);
});

test("days that all have the same number of rows share the strongest colour", () => {
  expect(levelsOf([7, 7, 0, 7])).toEqual([{ from: 1, to: 7, strength: 5 }]);
});

test("a run without rows has no levels", () => {
  expect(levelsOf([0, 0])).toEqual([]);
});

test("every day with rows has a colour, and more rows never have a weaker colour", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1 }), (rows) => {
      const levels = levelsOf(rows);
      const strengths = [...rows].sort((a, b) => a - b).map((count) => strengthOf(levels, count));
      expect(strengths).toEqual([...strengths].sort((a, b) => a - b));
      expect(rows.every((count) => (strengthOf(levels, count) === 0) === (count === 0))).toBe(true);
    }),
  );
});
