import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../repository-root";
import { english } from "./words-en";
import { spanish } from "./words-es";

/** `checks.points.times_are_utc.asks`, for each of the words. */
function pathsOf(words: object, prefix = ""): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === "object" && value !== null ? pathsOf(value, `${prefix}${name}.`) : [`${prefix}${name}`],
  );
}

test("English and Spanish have the same words", () => {
  expect(pathsOf(spanish)).toEqual(pathsOf(english));
});

test("every check of the validator is a point of the checklist", () => {
  const checks = readFileSync(join(repositoryRoot(), "ts-blocks", "src", "warehouse", "raw", "checks.ts"), "utf8");
  const names = [...checks.matchAll(/select '([a-z_]+)' as name/g)].map((match) => match[1]);
  expect(names).toHaveLength(10);
  expect(Object.keys(english.checks.points)).toEqual([...names, "same_range_again", "calls_within_the_month"]);
});

test("every reason for which a record is rejected is explained", () => {
  const comment = readFileSync(join(repositoryRoot(), "db", "init", "020_backfill.sql"), "utf8");
  const line = /rejected_record\.reason is\s+'([^']+(?:''[^']+)*)'/.exec(comment)?.[1] ?? "";
  const reasons = [...line.matchAll(/\b([A-Z]{2,}(?:_[A-Z]+)+|UNREADABLE)\b/g)].map((match) => match[1]);
  expect(reasons).toHaveLength(5);
  expect(Object.keys(english.rejected.reasons).sort()).toEqual([...reasons].sort());
});
