import type { Part } from "../support/parts";

/** What a runner counted itself. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Tests that were not run, by the name of the part that they need and this machine lacks. */
  readonly skipped: Readonly<Record<string, number>>;
}

export const NOTHING: Count = { passed: 0, failed: 0, skipped: {} };
export const ONE_FAILURE: Count = { ...NOTHING, failed: 1 };

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly tags?: readonly string[] }[];
  }[];
}

/**
 * Counts what Vitest's JSON reporter wrote. A test that was not run counts as skipped for a part that is absent, and as
 * failed for any other reason, since a test that never runs would go unnoticed.
 *
 * @param absent names of the parts that this machine may lack and does.
 */
export function vitestCount({ testResults }: VitestReport, exitCode: number, absent: readonly string[]): Count {
  let [passed, failed] = [0, 0];
  const skipped: Record<string, number> = {};
  for (const { status, tags = [] } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    const part = status === "skipped" ? tags.find((tag) => absent.includes(tag)) : undefined;
    if (status === "passed") passed++;
    else if (part === undefined) failed++;
    else skipped[part] = (skipped[part] ?? 0) + 1;
  }
  return orOneFailure({ passed, failed, skipped }, exitCode);
}

/** Counts what pytest wrote as JUnit's XML. None of its tests may be skipped. */
export function junitCount(xml: string, exitCode: number): Count {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? "";
  const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = number("failures") + number("errors") + number("skipped");
  return orOneFailure({ passed: number("tests") - failed, failed, skipped: {} }, exitCode);
}

/** A runner that ends badly without a failure of its own (a file that does not load, say) counts as one. */
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
  };
}

/** What was not run and how to get what it needs, a line for each part; then the sum. */
export function lastLines({ passed, failed, skipped }: Count, parts: readonly Part[]): string[] {
  const absent = parts.flatMap(({ name, what, howToGet }) => {
    const tests = skipped[name] ?? 0;
    return tests === 0 ? [] : [`not run: ${tests} tests that need ${what}. To run them, ${howToGet}.`];
  });
  const sum = Object.values(skipped).reduce((all, tests) => all + tests, 0);
  return [...absent, `${passed} passed, ${failed} failed, ${sum} skipped`];
}
