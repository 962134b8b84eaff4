import { expect, test } from "vitest";
import { type HeatCell, heatCalendar } from "./heat-calendar";
import { english } from "./words-en";

const cell = (day: string, change: Partial<HeatCell> = {}): HeatCell => ({
  day,
  strength: 1,
  title: day,
  mark: undefined,
  ...change,
});

function draw(range: readonly [string, string], cells: readonly HeatCell[]): string {
  return heatCalendar("Rows a day", range, cells, english).text;
}

/** Upper left corner of the square of each day, whose title is the day. */
function squares(svg: string): Record<string, [x: number, y: number]> {
  const found = svg.matchAll(/d="M(\d+) (\d+)h10v10h-10z"><title>([^<]*)</g);
  return Object.fromEntries([...found].map(([, x, y, day]) => [day, [Number(x), Number(y)]]));
}

test("a week is a column with Monday at the top, and the next week is to its right", () => {
  const days = ["2026-01-01", "2026-01-04", "2026-01-05", "2026-01-11", "2026-01-12"];
  expect(
    squares(
      draw(
        ["2026-01-01", "2026-06-30"],
        days.map((day) => cell(day)),
      ),
    ),
  ).toEqual({
    "2026-01-01": [33, 59], // a Thursday
    "2026-01-04": [33, 95],
    "2026-01-05": [45, 23],
    "2026-01-11": [45, 95],
    "2026-01-12": [57, 23],
  });
});

test.each([
  ["2024-01-01", "2024-06-30"],
  ["2028-07-01", "2028-12-31"],
  ["2023-01-01", "2023-06-30"],
])("every day from %s to %s has a place of its own inside the picture", (first, last) => {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  const places = Object.values(
    squares(
      draw(
        [first, last],
        days.map((day) => cell(day)),
      ),
    ),
  );
  expect(new Set(places.map(String)).size).toBe(days.length);
  expect(Math.max(...places.map(([x]) => x))).toBeLessThan(358 - 10);
  expect(Math.max(...places.map(([, y]) => y))).toBeLessThan(108 - 10);
});

test("a line runs between two months, right of the days of one and left of the days of the other", () => {
  const svg = draw(["2026-01-01", "2026-06-30"], []);
  const [, lines = ""] = /class="months" d="([^"]*)"/.exec(svg) ?? [];
  // Around the half year, which begins on a Thursday and ends on a Tuesday; then before Sunday the first of February.
  expect(lines).toMatch(/^M44 22H356V46H344V106H32V58H44zM92 22V94H80V106M/);
  expect(lines.match(/M/g)).toHaveLength(6);
});

test("only a day that is not whole has a sign over its square, and the square keeps its title", () => {
  const svg = draw(
    ["2026-01-01", "2026-06-30"],
    [
      cell("2026-01-05"),
      cell("2026-01-06", { mark: "unread", strength: 0 }),
      cell("2026-01-07", { mark: "not-complete", title: "2 < 3 & short" }),
    ],
  );
  expect(svg.match(/class="(unread|unproven|not-complete)"/g)).toEqual(['class="unread"', 'class="not-complete"']);
  expect(svg).toContain('class="heat-0"');
  expect(svg).toContain("<title>2 &#60; 3 &#38; short</title>");
});
