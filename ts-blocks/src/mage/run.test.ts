import { expect, test, vi } from "vitest";
import type { PipelineRun } from "./api";
import { failureOf, MageQueueRaceError, watchRun } from "./run";

const fakeClock = () => {
  let nowMs = 0;
  return {
    now: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
};
const run = (status: PipelineRun["status"], block = "running"): PipelineRun => ({
  id: 7,
  pipeline_uuid: "qb_items_backfill",
  status,
  block_runs: [{ id: 42, block_uuid: "qb_loader", status: block }],
});

test("a block that stays in Mage's queue for 20 seconds is reported as a race in Mage", async () => {
  const api = { getRun: async () => run("running", "queued") };
  const watched = watchRun(api, 7, { timeoutMs: 600_000, clock: fakeClock() });
  await expect(watched).rejects.toThrow(MageQueueRaceError);
  await expect(watched).rejects.toThrow("Mage queue race: block_run 42 has been QUEUED for 20 s (qb_loader)");
});

test("a block that waits for its turn and then runs is not reported as a race", async () => {
  const states = [...Array(19).fill("queued"), "running", ...Array(19).fill("queued")];
  const api = {
    getRun: async () => (states.length > 0 ? run("running", states.shift()) : run("completed", "completed")),
  };
  expect((await watchRun(api, 7, { timeoutMs: 600_000, clock: fakeClock() })).status).toBe("completed");
});

test("a run that fails is reported with the sentence of the block that failed", async () => {
  const failed = run("failed", "failed");
  failed.block_runs = [
    { ...failed.block_runs[0], metrics: { error: { error: "The month is spent.\nTraceback" } } } as never,
  ];
  const over = await watchRun({ getRun: async () => failed }, 7, { timeoutMs: 1_000, clock: fakeClock() });
  expect(failureOf(over)).toBe("The month is spent.");
});

test("one bad answer of Mage does not end the wait, five in a row do", async () => {
  const getRun = vi.fn().mockRejectedValueOnce(new Error("busy")).mockResolvedValueOnce(run("completed"));
  await watchRun({ getRun }, 7, { timeoutMs: 60_000, clock: fakeClock() });
  expect(getRun).toHaveBeenCalledTimes(2);

  const dead = vi.fn().mockRejectedValue(new Error("gone"));
  await expect(watchRun({ getRun: dead }, 7, { timeoutMs: 60_000, clock: fakeClock() })).rejects.toThrow("gone");
  expect(dead).toHaveBeenCalledTimes(5);
});

test("a run that never ends is left with the advice to cancel it", async () => {
  const watched = watchRun({ getRun: async () => run("running") }, 7, { timeoutMs: 60_000, clock: fakeClock() });
  await expect(watched).rejects.toThrow("run 7 was not over after 60 s; cancel it in Mage");
});
