import { expect, test } from "vitest";
import { failureMessage } from "../bridge/messages";
import { AuthError, ConfigError, TransientError } from "../errors";
import { failureOf } from "./run-block";

test("a failure says what happened, where, and what to do", () => {
  const error = new TransientError("QBO_UNAVAILABLE", "QuickBooks did not answer for 900 s.", {
    remedy: "Run again later.",
    ids: { intuit_tid: "1-abc" },
  });
  expect(failureOf(error.at({ run: 7 }))).toEqual({
    type: "failure",
    code: "QBO_UNAVAILABLE",
    message: "QuickBooks did not answer for 900 s (run 7, intuit_tid 1-abc).",
    remedy: "Run again later.",
    retryable: true,
  });
});

test("an unknown id is left out, and a failure without ids is its sentence alone", () => {
  const details = { remedy: "Correct it." };
  const known = new AuthError("QBO_FORBIDDEN", "QuickBooks refuses.", {
    ...details,
    ids: { intuit_tid: null, run: 7 },
  });
  expect(failureOf(known).message).toBe("QuickBooks refuses (run 7).");
  const none = new ConfigError("CONFIG_SECRETS", "Secrets are missing.", { ...details, ids: { intuit_tid: null } });
  expect(failureOf(none)).toMatchObject({ message: "Secrets are missing.", retryable: false });
});

test("ids that were set nearer to the fault stay when a caller adds its own", () => {
  const error = new TransientError("X", "It failed.", { remedy: "Wait.", ids: { page: 3 } }).at({ page: 1, run: 7 });
  expect(error.ids).toEqual({ page: 3, run: 7 });
});

test("a bug is reported with its name, its message and its line", () => {
  const failure = failureOf(new TypeError("x is undefined"));
  expect(failure).toMatchObject({
    code: "BUG",
    message: expect.stringMatching(
      /^The program stopped on an error of its own: TypeError: x is undefined at \S*run-block\.test\.ts:\d+:\d+\.$/,
    ),
    retryable: false,
  });
  expect(failureMessage.parse(failure)).toEqual(failure);
});

test("a bug whose message holds a time is still reported with its line", () => {
  expect(failureOf(new RangeError("no window for 2026-01-01T00:00:00Z")).message).toMatch(
    /Z at \S*run-block\.test\.ts:\d+:\d+\.$/,
  );
});

test("the place in a compiled program is given relative to the project", () => {
  const bug = new Error("x");
  bug.stack = "Error: x\n    at load (/srv/app/ts-blocks/dist/src/blocks/loader.js:12:7)\n    at run (/srv/b.js:1:1)";
  expect(failureOf(bug).message).toBe(
    "The program stopped on an error of its own: Error: x at src/blocks/loader.js:12:7.",
  );
});

test("a thrown value that is not an error is a bug, too", () => {
  expect(failureOf("a word")).toMatchObject({
    code: "BUG",
    message: "The program stopped on an error of its own: a word at unknown place.",
  });
});
