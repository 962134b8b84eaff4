import { expect, test } from "vitest";
import { Progress } from "./progress";

function recorder(isTTY: boolean, columns = 80) {
  const chunks: string[] = [];
  const write = (chunk: string) => chunks.push(chunk);
  return { isTTY, columns, write, text: () => chunks.join("") };
}

test("on a terminal the status is one line that is rewritten", () => {
  const out = recorder(true);
  const progress = new Progress("demo", out);
  progress.status("1 page");
  progress.status("2 pages");
  progress.say("done");
  expect(out.text()).toBe("demo: 1 page\r\x1b[2Kdemo: 2 pages\r\x1b[2Kdemo: done\n");
});

test("on a terminal a long status is cut, for a line that wraps cannot be rewritten", () => {
  const out = recorder(true, 20);
  new Progress("demo", out).status("x".repeat(100));
  expect(out.text()).toHaveLength(19);
});

test("in a file the status is a plain line, at most one in five seconds", () => {
  let nowMs = 0;
  const out = recorder(false);
  const progress = new Progress("demo", out, () => nowMs);
  for (const [at, line] of [
    [0, "1 page"],
    [1_000, "2 pages"],
    [6_000, "9 pages"],
    [12_000, "9 pages"],
  ] as const) {
    nowMs = at;
    progress.status(line);
  }
  expect(out.text()).toBe("demo: 1 page\ndemo: 9 pages\n");
});
