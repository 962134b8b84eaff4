import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";
import { parsePage } from "../support/markdown";

const ROOT = repositoryRoot();
const LANGUAGES = ["en", "es"] as const;
/** Text that a person copies or compares with the screen must not differ between the languages. */
const COMMAND_LANGUAGES = new Set(["sh", "sql", "text"]);

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const docsIn = (language: string) =>
  filesBelow(`docs/${language}`, ".md").map((path) => relative(`docs/${language}`, path));

/** English beside Spanish. */
const PAIRS: [string, string][] = [
  ["README.md", "README.es.md"],
  ["CHANGELOG.md", "CHANGELOG.es.md"],
  ["CONTRIBUTING.md", "CONTRIBUTING.es.md"],
  ["SECURITY.md", "SECURITY.es.md"],
  ...docsIn("en").map((file): [string, string] => [`docs/en/${file}`, `docs/es/${file}`]),
];
const PAGES = [...PAIRS.flat(), ...filesBelow("docs/adr", ".md")];

/** Paths from the root. An absent folder has no files. */
function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
}

/** Each distinct first group, sorted. No match means that the pattern no longer fits the code. */
function found(pattern: RegExp, texts: readonly string[]): string[] {
  const groups = texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));
  if (groups.length === 0) throw new Error(`nothing in the source looks like ${pattern}`);
  return [...new Set(groups)].sort();
}

const programs = filesBelow("ts-blocks/src", ".ts").filter((path) => !path.endsWith(".test.ts"));
const python = filesBelow("mage_project", ".py").filter((path) => !path.includes("/tests/"));

function errorCodes(): string[] {
  const errors = read("ts-blocks/src/errors.ts");
  const classes = found(/^export class (\w+) extends BackfillError/gm, [errors]);
  return [
    ...found(new RegExp(`new (?:${classes.join("|")})\\(\\s*"([A-Z][A-Z0-9_]*)"`, "g"), programs.map(read)),
    ...found(/\bcode: "([A-Z][A-Z0-9_]*)"/g, [
      read("ts-blocks/src/blocks/run-block.ts"),
      read("ts-blocks/src/warehouse/database/faults.ts"),
    ]),
    ...found(/\bBlockFailure\(\s*"([A-Z][A-Z0-9_]*)"/g, python.map(read)),
  ];
}

function exitCodes(): string[] {
  return found(/(?:\bexitCode|\bEXIT_\w+) = (\d+);/g, [read("ts-blocks/src/errors.ts")]);
}

test("English and Spanish have the same pages", () => {
  expect(docsIn("es")).toEqual(docsIn("en"));
  expect(docsIn("en")).toEqual(expect.arrayContaining(["architecture.md", "data-dictionary.md", "operations.md"]));
});

describe.each(PAIRS)("%s and %s", (english, spanish) => {
  const [en, es] = [parsePage(read(english)), parsePage(read(spanish))];

  test("have the same outline", () => {
    expect(en.outline.length).toBeGreaterThan(0);
    expect(es.outline).toEqual(en.outline);
  });

  test("have the same commands, queries and samples", () => {
    const commands = (page: typeof en) =>
      page.fences
        .filter(({ language }) => COMMAND_LANGUAGES.has(language))
        .map(({ language, text }) => [language, text]);
    expect(commands(es)).toEqual(commands(en));
    expect(es.fences.every(({ language }) => language !== "")).toBe(true);
  });

  test("have tables of the same size", () => {
    const widths = (page: typeof en) => page.rows.map(({ cells }) => cells.length);
    expect(widths(es)).toEqual(widths(en));
  });
});

/**
 * Each of these was once used beside the chosen word: comando, entorno, respaldo, el pipeline, bitácora, disparador,
 * corrida.
 */
const OTHER_WORDS = [
  /(la|una|esta|ninguna) orden\b/i,
  /ambiente|pila local/i,
  /copias? de seguridad/i,
  /\b(la|las|una|unas|esta|otra)( mismas?| tres| cuarta| otras?)? pipelines?\b/i,
  /el registro termina/i,
  /los triggers/i,
  /ejecuci(ón|ones) de (ese|cada) día/i,
];

/** The report and the guide of the evidence pack are Spanish, too. */
const SPANISH_IN_CODE = [
  "ts-blocks/src/report/page/words-es.ts",
  "ts-blocks/src/report/load/words-es.ts",
  "ts-blocks/src/report/syncs/words-es.ts",
  "ts-blocks/src/report/evidence/guide.ts",
];

test.each([...PAIRS.map(([, spanish]) => spanish), ...filesBelow("db/queries", ".sql"), ...SPANISH_IN_CODE])(
  "%s has one Spanish word for one idea",
  (page) => {
    const text = read(page);
    expect(OTHER_WORDS.flatMap((words) => words.exec(text)?.[0] ?? [])).toEqual([]);
  },
);

/** Each was once used for a plainer word: reported, repair, again, anyone who, a number of, abandon, except what. */
const FOREIGN_WORDS = /\b(told|mend(s|ed)?|anew|who(m)?ever|so many|lets? go|save what|for ever|in no way)\b/gi;

/** Titles of tests are quoted from the tests. */
const withoutQuotes = (text: string) => text.replaceAll(/"[^"\n]*"/g, "");

test.each([...PAIRS.map(([english]) => english), ...filesBelow("docs/adr", ".md")])(
  "%s is in plain English",
  (page) => {
    expect(withoutQuotes(read(page)).match(FOREIGN_WORDS) ?? []).toEqual([]);
  },
);

describe.each(LANGUAGES)("the page on operations (%s)", (language) => {
  const text = read(`docs/${language}/operations.md`);

  test("says what to do for every error code of the program", () => {
    expect(errorCodes().filter((code) => !text.includes(`\n| \`${code}\` `))).toEqual([]);
  });

  test("explains every exit code", () => {
    expect(exitCodes().filter((code) => !text.includes(`\n| \`${code}\` |`))).toEqual([]);
  });

  test("names no error code that the program does not have", () => {
    const named = parsePage(text).rows.flatMap(({ cells }) => /^`([A-Z][A-Z0-9_]*)` /.exec(cells[0] ?? "")?.[1] ?? []);
    expect(named.filter((code) => !errorCodes().includes(code))).toEqual([]);
  });

  test("lists the questions that the validator asks", () => {
    const checks = found(/(?:select|union all\s+select) '([a-z_]+)'/g, [read("ts-blocks/src/warehouse/raw/checks.ts")]);
    expect(checks).toHaveLength(10);
    expect(checks.filter((check) => !text.includes(`\n| \`${check}\` |`))).toEqual([]);
  });

  test("explains every word that begins a line of the log", () => {
    const reports = filesBelow("ts-blocks/src/report", ".ts").filter((path) => !path.endsWith(".test.ts"));
    const words = found(/[`"](qb\.[a-z]+)\b/g, [...reports, ...python].map(read));
    expect(words.filter((word) => !text.includes(`\n| \`${word}\` |`))).toEqual([]);
  });

  test("explains every runtime variable", () => {
    const list = /VARIABLE_NAMES = \[([^\]]*)\]/.exec(read("ts-blocks/src/job/job.ts"))?.[1] ?? "";
    expect(found(/"(\w+)"/g, [list]).filter((name) => !text.includes(`\n| \`${name}\` |`))).toEqual([]);
  });
});

test.each(LANGUAGES.flatMap((language) => [`docs/${language}/architecture.md`, `docs/${language}/token-custody.md`]))(
  "every promise of %s has a test of that name",
  (page) => {
    const promises = parsePage(read(page)).rows.flatMap(({ cells: [, file = "", title = ""] }) => {
      const [path, name] = [/\]\(([^)]+)\)/.exec(file)?.[1], /^"(.*)"$/.exec(title)?.[1]];
      return path === undefined || name === undefined ? [] : [{ path: join(dirname(page), path), name }];
    });
    expect(promises.length).toBeGreaterThan(10);
    expect(promises.filter(({ path, name }) => !read(path).includes(name))).toEqual([]);
  },
);

describe.each(PAGES)("%s", (page) => {
  test("links to files and headings that exist", () => {
    const broken = parsePage(read(page)).links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), decodeURIComponent(path));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !parsePage(read(target)).anchors.includes(decodeURIComponent(anchor));
    });
    expect(broken).toEqual([]);
  });

  test("names npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/npm (?:run (?:-s |--silent )?)([\w:]+)/g)].map((match) => match[1] ?? "");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("names files and folders of the project that exist", () => {
    const named = [...read(page).matchAll(/`((?:mage_project|ts-blocks|db|docs)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? "",
    );
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(statSync(join(ROOT, page)).size).toBeGreaterThan(0);
  });
});

test("each decision has a number of its own, which its title repeats", () => {
  const decisions = filesBelow("docs/adr", ".md");
  const numbers = decisions.map((path) => Number(/(\d{4})-[^/]*$/.exec(path)?.[1]));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(decisions.map((_, place) => place + 1));
  for (const [place, path] of decisions.entries()) expect(read(path)).toMatch(new RegExp(`^# ${numbers[place]}\\. `));
});
