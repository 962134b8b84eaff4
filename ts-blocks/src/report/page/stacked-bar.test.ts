import { expect, test } from "vitest";
import { stackedBar } from "./stacked-bar";

function pieces(svg: string): [x: number, width: number, colour: string][] {
  const found = svg.matchAll(/<rect x="([\d.]+)" width="([\d.]+)" height="20" fill="var\(([\w-]+)\)"/g);
  return [...found].map(([, x, width, colour = ""]) => [Number(x), Number(width), colour]);
}

test("each segment follows the one before it, as wide as its share of the whole", () => {
  const { text } = stackedBar(
    "Calls",
    [
      { value: 30, colour: "--series-1" },
      { value: 0, colour: "--series-2" },
      { value: 10, colour: "--series-4" },
    ],
    80,
  );
  expect(pieces(text)).toEqual([
    [0, 375, "--series-1"],
    [375, 125, "--series-4"],
  ]);
});

test("three equal thirds fill the bar", () => {
  const thirds = ["--series-1", "--series-2", "--series-3"].map((colour) => ({ value: 1, colour }));
  const drawn = pieces(stackedBar("Time", thirds, 3).text);
  expect(drawn).toHaveLength(3);
  const [x = 0, width = 0] = drawn.at(-1) ?? [];
  expect(x + width).toBeCloseTo(1_000, 1);
});

test("a bar without values is empty, and its label is escaped", () => {
  const { text } = stackedBar('"A" & B', [{ value: 0, colour: "--series-1" }], 0);
  expect(pieces(text)).toEqual([]);
  expect(text).not.toContain("NaN");
  expect(text).toContain('aria-label="&#34;A&#34; &#38; B"');
});
