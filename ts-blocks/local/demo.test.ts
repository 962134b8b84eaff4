import { expect, test } from "vitest";
import type { RunSummary } from "../src/warehouse/reports/run-summary";
import { statusLine } from "./demo";

const run = (windows: number, windowsLoaded: number) =>
  ({ rows: 80, inserted: 70, updated: 5, windows, windowsLoaded }) as RunSummary;

test("how far the runs are is said once one of them has planned its days", () => {
  expect(statusLine([])).toBeUndefined();
  expect(statusLine([run(30, 12), run(30, 30)])).toBe("read 160, written 150; days 42/60");
});
