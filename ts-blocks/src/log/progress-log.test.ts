import { expect, test } from "vitest";
import { ProgressLog } from "./progress-log";

function saidOf(total: number, steps: readonly number[]): string[] {
  const said: string[] = [];
  const log = { log: () => {}, metric: () => {}, progress: (done: number, all: number) => said.push(`${done}/${all}`) };
  const progress = new ProgressLog(log, "pages", total);
  for (const done of steps) progress.at(done);
  return said;
}

const upTo = (total: number) => Array.from({ length: total }, (_, index) => index + 1);

test("long work reports its progress twenty times, including its end", () => {
  const said = saidOf(5_000, upTo(5_000));
  expect(said).toHaveLength(20);
  expect([said[0], said.at(-1)]).toEqual(["250/5000", "5000/5000"]);
});

test("short work reports every step", () => {
  expect(saidOf(3, upTo(3))).toEqual(["1/3", "2/3", "3/3"]);
});

test("work that goes back and repeats a part does not report that part again", () => {
  expect(saidOf(10, [5, 3, 4, 5, 6])).toEqual(["5/10", "6/10"]);
});

test("no work reports nothing", () => {
  expect(saidOf(0, [0])).toEqual([]);
});
