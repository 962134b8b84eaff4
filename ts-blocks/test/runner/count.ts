import { basename } from "node:path";
import type { Part } from "../support/parts";

/** The numbers that a runner counted itself. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Tests that did not run, by the name of the part that the tests need and this machine lacks. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The failed tests by file, title and reason, where the runner named them. */
  readonly names: readonly string[];
}

export const NOTHING: Count = { passed: 0, failed: 0, skipped: {}, names: [] };
/** The longest difference between two records that is printed again at the end. */
const REASON_LINES_MAX = 40;
export const ONE_FAILURE: Count = { ...NOTHING, failed: 1 };

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly tags?: readonly string[];
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/**
 * Counts the results of Vitest's JSON reporter. A test that did not run counts as skipped if its part is absent. For
 * any other reason it counts as failed, because a test that never runs would not be noticed.
 *
 * @param absent names of the absent parts that this machine may lack.
 */
export function vitestCount({ testResults }: VitestReport, exitCode: number, absent: readonly string[]): Count {
  let [passed, failed] = [0, 0];
  const skipped: Record<string, number> = {};
  const names: string[] = [];
  for (const { name: file, assertionResults } of testResults) {
    for (const { status, fullName, tags = [], failureMessages = [] } of assertionResults) {
      const part = status === "skipped" ? tags.find((tag) => absent.includes(tag)) : undefined;
      if (status === "passed") passed++;
      else if (part !== undefined) skipped[part] = (skipped[part] ?? 0) + 1;
      else {
        failed++;
        names.push([`${basename(file)}: ${fullName}`, ...failureMessages.flatMap(reasonIn)].join("\n    "));
      }
    }
  }
  return orOneFailure({ passed, failed, skipped, names }, exitCode);
}

/**
 * The lines of a failure without its call stack. A property test writes its seed and its counterexample there, and a
 * failure that depends on time cannot be repeated without them.
 */
function reasonIn(message: string): string[] {
  const lines = message.split("\n");
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  return (stack < 0 ? lines : lines.slice(0, stack)).filter((line) => line.trim() !== "").slice(0, REASON_LINES_MAX);
}

/** Counts the results that pytest wrote as JUnit's XML. No Python test may be skipped. */
export function junitCount(xml: string, exitCode: number): Count {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? "";
  const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = number("failures") + number("errors") + number("skipped");
  // The content of a failed test's element begins with what failed. A passed one has no content.
  const cases = xml.matchAll(
    /<testcase classname="([^"]*)" name="([^"]*)"[^>]*[^/]><(?:failure|error|skipped)\b(?:[^>]*?\bmessage="([^"]*)")?/g,
  );
  const names = [...cases].map(([, module, name, message]) =>
    [unescaped(`${module}: ${name}`), ...reasonIn(unescaped(message ?? ""))].join("\n    "),
  );
  return orOneFailure({ passed: number("tests") - failed, failed, skipped: {}, names }, exitCode);
}

/** The text of an attribute of XML. */
function unescaped(text: string): string {
  const characters: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(
    /&(?:#(\d+)|(\w+));/g,
    (entity, code?: string, name?: string) =>
      (code ? String.fromCodePoint(Number(code)) : characters[name ?? ""]) ?? entity,
  );
}

/** A runner that fails without a failed test, for example because a file does not load, counts as one failure. */
function orOneFailure(count: Count, exitCode: number): Count {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

export function sumOf(counts: readonly Count[]): Count {
  const skipped: Record<string, number> = {};
  for (const [part, tests] of counts.flatMap((count) => Object.entries(count.skipped)))
    skipped[part] = (skipped[part] ?? 0) + tests;
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    skipped,
    names: counts.flatMap(({ names }) => names),
  };
}

/** The lines at the end: the failed tests by name and reason, one line for each absent part with the way to get it, then the sum. */
export function lastLines({ passed, failed, skipped, names }: Count, parts: readonly Part[]): string[] {
  const absent = parts.flatMap(({ name, what, howToGet }) => {
    const tests = skipped[name] ?? 0;
    return tests === 0 ? [] : [`not run: ${tests} tests that need ${what}. To run them, ${howToGet}.`];
  });
  const sum = Object.values(skipped).reduce((all, tests) => all + tests, 0);
  return [...names.map((name) => `failed: ${name}`), ...absent, `${passed} passed, ${failed} failed, ${sum} skipped`];
}
