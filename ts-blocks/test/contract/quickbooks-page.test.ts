import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";
import { parsePage } from "../support/markdown";

/** docs/en/quickbooks.md: the facts that the code relies on, and the source of each fact. */
const ROOT = repositoryRoot();
const EVIDENCE = {
  en: ["recorded", "documented", "reported", "guessed"],
  es: ["grabado", "documentado", "reportado", "supuesto"],
} as const;
type Language = keyof typeof EVIDENCE;

const pageIn = (language: Language) => parsePage(readFileSync(join(ROOT, `docs/${language}/quickbooks.md`), "utf8"));
const factsIn = (language: Language) => {
  const words: readonly string[] = EVIDENCE[language];
  return pageIn(language).rows.filter(({ cells }) => words.includes(cells[1] ?? ""));
};

describe.each(["en", "es"] as const)("the page on QuickBooks (%s)", (language) => {
  test("gives a source for each fact that is not a guess, and lists each source that it names", () => {
    const listed = pageIn(language)
      .rows.flatMap(({ cells }) => (cells.length === 2 ? (cells[0] ?? "") : []))
      .join(" ");
    const facts = factsIn(language);
    expect(facts.length).toBeGreaterThan(60);
    for (const { cells } of facts) {
      const [, evidence, source = ""] = cells;
      expect([cells[0], source === "–"]).toEqual([cells[0], evidence === EVIDENCE[language][3]]);
      expect((source.match(/\[[^\]]+\]/g) ?? []).filter((name) => !listed.includes(name))).toEqual([]);
    }
  });
});

test("English and Spanish give the same evidence for each fact", () => {
  const evidence = (language: Language) => {
    const words: readonly string[] = EVIDENCE[language];
    return factsIn(language).map(({ cells }) => words.indexOf(cells[1] ?? ""));
  };
  expect(evidence("es")).toEqual(evidence("en"));
});

test("comments cite this page by headings that exist, and no document that a reader does not have", () => {
  const { rows } = pageIn("en");
  const headings = [...new Set(rows.map(({ heading }) => heading))];
  const sources = readdirSync(join(ROOT, "ts-blocks"), { recursive: true, encoding: "utf8" })
    .filter((name) => /^(?!dist).*\.ts$/.test(name) && !name.includes("node_modules"))
    .map((name) => ({ name, text: readFileSync(join(ROOT, "ts-blocks", name), "utf8") }));
  const cited = sources.flatMap(({ text }) =>
    [...text.matchAll(/quickbooks\.md, "([^"]+)"/g)].map(([, at]) => at ?? ""),
  );
  expect(cited.length).toBeGreaterThan(8);
  expect(cited.filter((heading) => !headings.includes(heading))).toEqual([]);
  const elsewhere =
    /^\s*(\/?\*|\/\/).*(\(reference\b|\breference,? (sections?|breadth|\d)|reference's section|\(sections? \d)/im;
  expect(sources.filter(({ text }) => elsewhere.test(text)).map(({ name }) => name)).toEqual([]);
});
