import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";
import { type Count, junitCount, lastLines, sumOf, vitestCount } from "../runner/count";
import { PARTS } from "../support/parts";

const RUNNER_MS = 60_000;

/** An absent part must neither fail the tests of a newcomer nor go unnoticed. */
const folder = mkdtempSync(join(tmpdir(), "qbo-absent-parts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs two files of tests on a machine without recordings: one needs the recordings, the other needs nothing. */
function withoutRecordings(change: Record<string, string>): Count {
  const report = join(folder, "report.json");
  const { PATH, HOME } = process.env;
  const { status } = spawnSync(
    process.execPath,
    [
      join(repositoryRoot(), "node_modules/vitest/vitest.mjs"),
      ...["run", "--project", "unit", "--reporter=json", `--outputFile.json=${report}`],
      ...["ts-blocks/src/qbo/recorded-oauth.test.ts", "ts-blocks/src/job/instants.test.ts"],
    ],
    { cwd: repositoryRoot(), env: { PATH, HOME, QB_TEST_RECORDINGS: join(folder, "nowhere"), ...change } },
  );
  return vitestCount(JSON.parse(readFileSync(report, "utf8")), status ?? 1, ["recordings"]);
}

test("tests that need an absent part are skipped and counted, and all others run", { timeout: RUNNER_MS }, () => {
  const { passed, failed, skipped } = withoutRecordings({ CI: "true" });
  expect(passed).toBeGreaterThan(3);
  expect(failed).toBe(0);
  expect(skipped.recordings).toBeGreaterThan(10);
});

test("where every part is required, an absent part is a failure", { timeout: RUNNER_MS }, () => {
  const { failed, skipped } = withoutRecordings({ QB_TEST_EVERY_PART: "1" });
  expect(failed).toBeGreaterThan(0);
  expect(skipped).toEqual({});
});

describe("the count at the end of `npm test`", () => {
  const report = (...tests: { status: string; tags?: string[]; failureMessages?: string[] }[]) => ({
    testResults: [
      { name: "/a/b.test.ts", assertionResults: tests.map((one, n) => ({ fullName: `title ${n + 1}`, ...one })) },
    ],
  });

  test("counts a test that is skipped without an absent part as a failure", () => {
    const tests = report({ status: "passed" }, { status: "skipped", tags: ["linux"] }, { status: "skipped" });
    expect(vitestCount(tests, 0, ["chromium"])).toEqual({
      ...{ passed: 1, failed: 2, skipped: {} },
      names: ["b.test.ts: title 2", "b.test.ts: title 3"],
    });
    expect(vitestCount(tests, 0, ["linux"])).toEqual({
      ...{ passed: 1, failed: 1, skipped: { linux: 1 } },
      names: ["b.test.ts: title 3"],
    });
  });

  test("counts a runner that exits with an error but without a failed test as one failure", () => {
    const one = { passed: 0, failed: 1, skipped: {}, names: [] };
    expect(vitestCount(report({ status: "passed" }), 1, [])).toEqual({ ...one, passed: 1 });
    expect(vitestCount(report({ status: "failed" }), 1, [])).toEqual({ ...one, names: ["b.test.ts: title 1"] });
    const xml = '<testsuites><testsuite name="pytest" errors="1" failures="0" skipped="1" tests="9"></testsuites>';
    expect(junitCount(xml, 1)).toEqual({ ...one, passed: 7, failed: 2 });
  });

  test("names each failed test with its reason, and leaves its call stack out", () => {
    const failureMessages = [
      "Error: Property failed\n{ seed: 7 }\n\nCounterexample: [1]\n    at run (a.ts:1:2)\n    at b",
    ];
    const { names } = vitestCount(report({ status: "failed", failureMessages }), 1, []);
    expect(names).toEqual(["b.test.ts: title 1\n    Error: Property failed\n    { seed: 7 }\n    Counterexample: [1]"]);
  });

  test("names each failed test of pytest with its reason", () => {
    const xml = `<testsuites><testsuite name="pytest" errors="0" failures="1" skipped="0" tests="2"><testcase
      classname="tests.test_a" name="test_good" time="0.1" /><testcase classname="tests.test_a" name="test_bad[a b]"
      time="0.1"><failure message="assert &quot;a&quot; &lt; 2&#10;  + b">…</failure></testcase></testsuite></testsuites>`.replace(
      /\n\s+/g,
      " ",
    );
    expect(junitCount(xml, 1).names).toEqual(['tests.test_a: test_bad[a b]\n    assert "a" < 2\n      + b']);
  });

  test("names a failed test of pytest as it is called in the file, and not as XML writes it", () => {
    const xml = `<testsuites><testsuite name="pytest" errors="0" failures="1" skipped="0" tests="1"><testcase classname="tests.test_a" name="test_bad[&lt;a href=&quot;x&quot;&gt; &amp;amp;&#09;it&apos;s]" time="0.1"><failure message="tab:&#09;end">…</failure></testcase></testsuite></testsuites>`;
    expect(junitCount(xml, 1).names).toEqual(['tests.test_a: test_bad[<a href="x"> &amp;\tit\'s]\n    tab:\tend']);
  });

  test("names for each absent part the tests that did not run and the way to get the part, and ends with the sum", () => {
    const sum = sumOf([
      { passed: 5, failed: 0, skipped: { chromium: 2 }, names: [] },
      { passed: 1, failed: 1, skipped: { chromium: 1, linux: 4 }, names: ["b.test.ts: title"] },
    ]);
    const parts = PARTS.filter(({ name }) => name !== "recordings").map((part) => ({ ...part, howToGet: "get it" }));
    expect(lastLines(sum, parts)).toEqual([
      "failed: b.test.ts: title",
      "not run: 3 tests that need Chromium. To run them, get it.",
      "not run: 4 tests that need Linux. To run them, get it.",
      "6 passed, 1 failed, 7 skipped",
    ]);
  });
});

describe("tests that name the parts they need", () => {
  const root = join(repositoryRoot(), "ts-blocks");
  const tests = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /^(?!dist).*\.test\.ts$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));
  const partsIn = (text: string) =>
    [...text.matchAll(/^\/\/ @module-tag (\w+)|\{ tags: \["(\w+)"\] \}/gm)].map(([, file, one]) => file ?? one);

  test("name known parts, and every known part is named", () => {
    const named = tests.flatMap(({ text }) => partsIn(text));
    expect([...new Set(named)].sort()).toEqual(PARTS.map(({ name }) => name).sort());
  });

  test.each([
    ["recordings", /from ".*\/(support|testing)\/recordings"|"\.\/stage"/],
    ["chromium", /from ".*\/support\/(browser|watched-mage)"/],
  ])("are all of those that use the %s", (part, uses) => {
    const using = tests.filter(({ name, text }) => uses.test(text) && !name.startsWith("test/compose/"));
    expect(using.length).toBeGreaterThan(2);
    expect(using.filter(({ text }) => !partsIn(text).includes(part)).map(({ name }) => name)).toEqual([]);
  });
});
