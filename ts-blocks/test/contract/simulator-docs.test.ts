import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { HELP } from "../../simulator/cli/help";
import { FAULT_NAMES } from "../../simulator/faults/shapes";
import { SCENARIOS } from "../../simulator/scenarios/all";
import { repositoryRoot } from "../../src/repository-root";
import { parsePage } from "../support/markdown";

/** The grounds of a behaviour in English and Spanish, the surest first. */
const GROUNDS = {
  en: ["recorded", "documented", "reported", "guessed"],
  es: ["grabado", "documentado", "reportado", "supuesto"],
} as const;

const pathOf = (language: keyof typeof GROUNDS): string => `docs/${language}/simulator.md`;
const read = (path: string): string => readFileSync(join(repositoryRoot(), path), "utf8");

/** The options in the order of the help. A page has them in its tables or in its text. */
function optionsIn(text: string): string[] {
  return [...text.matchAll(/(?:^ {2}|`)(--[a-z][a-z-]*)/gm)].map((match) => match[1] ?? "");
}

function groundsOf(language: keyof typeof GROUNDS): number[] {
  const words: readonly string[] = GROUNDS[language];
  return parsePage(read(pathOf(language))).rows.flatMap(({ cells }) => cells.map((cell) => words.indexOf(cell)));
}

describe.each(["en", "es"] as const)("the page on the simulator (%s)", (language) => {
  const text = read(pathOf(language));
  const first = parsePage(text).rows.map(({ cells: [cell = ""] }) => /^`([^`]+)`$/.exec(cell)?.[1] ?? "");

  test("has a row for every option of --help, and for no other option", () => {
    const options = optionsIn(HELP);
    expect(options.length).toBeGreaterThan(15);
    expect(first.filter((name) => name.startsWith("--"))).toEqual(options);
    expect(optionsIn(text).filter((name) => !options.includes(name))).toEqual([]);
  });

  test("has a row for every scenario and every fault, in their order, and for no other", () => {
    const names = [...Object.keys(SCENARIOS), ...FAULT_NAMES];
    expect(first.filter((name) => name !== "" && !name.startsWith("--"))).toEqual(names);
  });

  test("says the grounds of every behaviour and fault", () => {
    const words: readonly string[] = GROUNDS[language];
    const { rows } = parsePage(text);
    const isGrounded = ({ cells }: { cells: readonly string[] }) => cells.some((cell) => words.includes(cell));
    const headings = [...new Set(rows.filter(isGrounded).map(({ heading }) => heading))];
    expect(headings).toHaveLength(6);
    for (const heading of headings) {
      const [, , ...behaviours] = rows.filter((row) => row.heading === heading); // after the head and its rule
      expect(behaviours.filter((row) => !isGrounded(row))).toEqual([]);
    }
  });

  test("names a test that exists for every point", () => {
    const points = parsePage(text).rows.flatMap(({ cells: [, file = "", title = ""] }) => {
      const [path, name] = [/\]\(([^)]+)\)/.exec(file)?.[1], /^"(.*)"$/.exec(title)?.[1]];
      return path === undefined || name === undefined ? [] : [{ path: join(dirname(pathOf(language)), path), name }];
    });
    expect(points.length).toBeGreaterThan(40);
    expect(points.filter(({ path, name }) => !read(path).includes(name))).toEqual([]);
  });
});

test("English and Spanish give the same grounds for the same behaviours", () => {
  expect(groundsOf("es")).toEqual(groundsOf("en"));
});
