import { expect, test } from "vitest";
import { received } from "../test/support/scripted";
import { failureOf } from "./blocks/run-block";
import { bugReports } from "./bug-reports";
import { nextPosition } from "./extract/seek";
import type { UtcInstant } from "./job/instants";
import { readCount } from "./qbo/answer";
import { callError } from "./qbo/call-errors";
import { refreshOutcome } from "./qbo/oauth";

test("faults are reported at the bugs address of package.json, or on the repository's own page while there is none", () => {
  expect(bugReports({ bugs: { url: "https://example.com/issues" } })).toBe("https://example.com/issues");
  expect(bugReports({})).toBe("the issues page of this repository");
});

const at = "2026-01-02T00:00:00Z" as UtcInstant;
const end = "2026-01-03T00:00:00Z" as UtcInstant;
const page = { asked: 1, unreadable: 0, trustShort: true };

test.each<[what: string, fails: () => unknown]>([
  ["a page out of order", () => nextPosition({ seek: at, tieOffset: 0 }, end, [{ id: "1", updatedAt: end }], page)],
  ["an answer of another shape", () => readCount(Buffer.from("{}"))],
  ["a query that is refused", () => callError({ kind: "refused", code: "4000", reason: "HTTP 400" }, undefined, 0)],
  ["a sign-in that is refused", () => refreshOutcome(received(418, '{"error":"teapot"}'))],
  ["an error of the program's own", () => new TypeError("x")],
])("the remedy of %s names that place", (_, fails) => {
  expect(failureOf(errorOf(fails)).remedy).toMatch(/report (it|this) with .* on the issues page of this repository/i);
});

function errorOf(fails: () => unknown): unknown {
  try {
    return fails();
  } catch (error) {
    return error;
  }
}
