import { expect, test } from "vitest";
import { Progress } from "./progress";

function toldOf(total: number, steps: readonly number[]): string[] {
  const told: string[] = [];
  const log = { log: () => {}, metric: () => {}, progress: (done: number, all: number) => told.push(`${done}/${all}`) };
  const progress = new Progress(log, "pages", total);
  for (const done of steps) progress.at(done);
  return told;
}

const upTo = (total: number) => Array.from({ length: total }, (_, index) => index + 1);

test("long work tells how far it is twenty times, its end among them", () => {
  const told = toldOf(5_000, upTo(5_000));
  expect(told).toHaveLength(20);
  expect([told[0], told.at(-1)]).toEqual(["250/5000", "5000/5000"]);
});

test("short work tells every step", () => {
  expect(toldOf(3, upTo(3))).toEqual(["1/3", "2/3", "3/3"]);
});

test("work that goes back and does some of it again does not repeat itself", () => {
  expect(toldOf(10, [5, 3, 4, 5, 6])).toEqual(["5/10", "6/10"]);
});

test("no work at all tells nothing", () => {
  expect(toldOf(0, [0])).toEqual([]);
});
