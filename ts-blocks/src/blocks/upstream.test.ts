import { expect, test } from "vitest";
import type { JobMessage } from "../bridge/messages";
import { entityOf, runFromUpstream } from "./upstream";

const job: JobMessage = {
  type: "job",
  protocol: 1,
  block: "exporter",
  entity: "items",
  pipeline: "qb_items_backfill",
  run_ids: { mage_pipeline_run_id: 12, mage_block_run_id: 34 },
  variables: {},
  upstream: [{ run_id: 7, dry_run: false, entity: "items", rows: 1_784 }],
};

test("a block works on the run that the block before it names", () => {
  expect(runFromUpstream(job)).toEqual({ run_id: 7, dry_run: false });
  expect(runFromUpstream({ ...job, upstream: [{ run_id: null, dry_run: true }] })).toEqual({
    run_id: null,
    dry_run: true,
  });
});

test.each([[[]], [[null]], [[{ run_id: "7", dry_run: false }]], [[{ rows: 3 }]], [["run 7"]]])(
  "a block that was started by itself, after %j, says to run the whole pipeline",
  (upstream) => {
    expect(() => runFromUpstream({ ...job, upstream })).toThrow(
      expect.objectContaining({ code: "UPSTREAM_MISSING", exitCode: 64, remedy: expect.stringContaining("qb_loader") }),
    );
  },
);

test("a pipeline that names no entity is refused, with the nearest name that is one", () => {
  expect(entityOf(job)).toBe("items");
  expect(() => entityOf({ ...job, entity: "vendros" })).toThrow(
    expect.objectContaining({
      code: "CONFIG_ENTITY",
      message: "The pipeline names 'vendros', which is no entity (did you mean vendors?).",
      remedy:
        "Set configuration.entity of the pipeline's blocks to a name of the entities page (docs/en/entities.md), such as customers.",
    }),
  );
});
