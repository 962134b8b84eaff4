import { expect, test } from "vitest";
import { failureMessage } from "../bridge/messages";
import { AuthError, ConfigError, TransientError } from "../errors";
import { failureOf } from "./run-block";

test("a failure tells what happened, where, and what to do", () => {
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

test("an id that nobody knows is left out, and a failure without any says its sentence as it is", () => {
  const details = { remedy: "Correct it." };
  const known = new AuthError("QBO_FORBIDDEN", "QuickBooks refuses.", {
    ...details,
    ids: { intuit_tid: null, run: 7 },
  });
  expect(failureOf(known).message).toBe("QuickBooks refuses (run 7).");
  const none = new ConfigError("CONFIG_SECRETS", "Secrets are missing.", { ...details, ids: { intuit_tid: null } });
  expect(failureOf(none)).toMatchObject({ message: "Secrets are missing.", retryable: false });
});

test("what was said nearer to the place stays when a caller adds what it knows", () => {
  const error = new TransientError("X", "It failed.", { remedy: "Wait.", ids: { page: 3 } }).at({ page: 1, run: 7 });
  expect(error.ids).toEqual({ page: 3, run: 7 });
});

test("a bug says its name, its message and the line where it arose", () => {
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

test("a bug whose message holds a time still says the line where it arose", () => {
  expect(failureOf(new RangeError("no window for 2026-01-01T00:00:00Z")).message).toMatch(
    /Z at \S*run-block\.test\.ts:\d+:\d+\.$/,
  );
});

test("the place of a compiled program is given from its own folder on, not from the machine's", () => {
  const bug = new Error("x");
  bug.stack = "Error: x\n    at load (/srv/app/ts-blocks/dist/src/blocks/loader.js:12:7)\n    at run (/srv/b.js:1:1)";
  expect(failureOf(bug).message).toBe(
    "The program stopped on an error of its own: Error: x at src/blocks/loader.js:12:7.",
  );
});

test("something thrown that is no error is a bug, too", () => {
  expect(failureOf("a word")).toMatchObject({
    code: "BUG",
    message: "The program stopped on an error of its own: a word at unknown place.",
  });
});
