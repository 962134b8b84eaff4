import { expect, test } from "vitest";
import type { JobMessage } from "../bridge/messages";
import { programName, runsFromUpstream } from "./upstream";

const job: JobMessage = {
  type: "job",
  protocol: 2,
  block: "exporter",
  entities: ["items"],
  pipeline: "qb_items_backfill",
  run_ids: { mage_pipeline_run_id: 12, mage_block_run_id: 34 },
  variables: {},
  upstream: [{ run_id: 7, dry_run: false, entity: "items", rows: 1_784 }],
};

test("a block works on the run that the block before it names", () => {
  expect(runsFromUpstream(job)).toEqual({ runIds: [7], loadId: undefined, dryRun: false });
  expect(runsFromUpstream({ ...job, upstream: [{ run_id: null, dry_run: true }] })).toEqual({
    runIds: [],
    loadId: undefined,
    dryRun: true,
  });
});

test("a block works on all runs of the load that the block before it names", () => {
  const upstream = [{ run_id: 7, run_ids: [7, 8, 9], load_id: 3, dry_run: false, failed: ["bills"] }];
  expect(runsFromUpstream({ ...job, entities: [], upstream })).toEqual({
    runIds: [7, 8, 9],
    loadId: 3,
    dryRun: false,
  });
  expect(programName("exporter", { ...job, entities: [] })).toBe("qb_exporter company");
  expect(programName("exporter", job)).toBe("qb_exporter items");
});

test.each([[[]], [[null]], [[{ run_id: "7", dry_run: false }]], [[{ rows: 3 }]], [["run 7"]]])(
  "a block that was started by itself, after %j, says to run the whole pipeline",
  (upstream) => {
    expect(() => runsFromUpstream({ ...job, upstream })).toThrow(
      expect.objectContaining({ code: "UPSTREAM_MISSING", exitCode: 64, remedy: expect.stringContaining("qb_loader") }),
    );
  },
);
