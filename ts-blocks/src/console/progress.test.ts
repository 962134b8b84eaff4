import { expect, test, vi } from "vitest";
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

test("on a terminal a long status is cut, because a line that wraps cannot be rewritten", () => {
  const out = recorder(true, 20);
  new Progress("demo", out).status("x".repeat(100));
  expect(out.text()).toHaveLength(19);
});

test("in a file the status is a plain line, at most one in five seconds", () => {
  let nowMs = 0;
  const out = recorder(false);
  const progress = new Progress("demo", out, { now: () => nowMs });
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

test("on a terminal the seconds of a step are counted until the next line", () => {
  vi.useFakeTimers();
  const out = recorder(true);
  const progress = new Progress("stack", out, { now: () => Date.now() });
  progress.step("starting Mage");
  vi.advanceTimersByTime(2_000);
  progress.say("Mage is up");
  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();
  expect(out.text()).toBe("stack: starting Mage\nstack: 1 s\r\x1b[2Kstack: 2 s\r\x1b[2Kstack: Mage is up\n");
});

test("on a terminal a status of known length has a bar before it", () => {
  const out = recorder(true);
  new Progress("report", out).status("3 of 12 queries", { done: 3, total: 12 });
  expect(out.text()).toBe("report: [#####---------------]  25 % 3 of 12 queries");
});

test("for a program every line is a JSON object, also on a terminal", () => {
  const out = recorder(true);
  const progress = new Progress("report", out, { json: true });
  progress.say("begun");
  progress.status("1 of 2 days", { done: 1, total: 2 });
  progress.result({ run_id: 3 }, "report: run 3\n");
  expect(
    out
      .text()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { event: "said", command: "report", message: "begun" },
    { event: "progress", command: "report", message: "1 of 2 days", done: 1, total: 2 },
    { event: "result", command: "report", run_id: 3 },
  ]);
});
