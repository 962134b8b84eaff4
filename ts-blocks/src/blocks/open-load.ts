import { abandonLoads, createLoad, type Load, takeUpLoad, unfinishedLoad } from "../warehouse/ledger/loads";
import type { Loading } from "./loading";

/** The load to work on: a broken-off load of the same entities and range, or else a new one. Undefined in a dry run. */
export async function openLoad({ context, job, warehouse }: Loading): Promise<Load | undefined> {
  if (job.dryRun) return undefined;
  const started = {
    pipeline: context.message.pipeline,
    magePipelineRunId: context.message.run_ids.mage_pipeline_run_id,
  };
  const { entities, range, starts } = job;
  const goesOn = starts !== undefined;
  if (job.resume) {
    const broken = await unfinishedLoad(warehouse.db, entities, range);
    if (broken !== undefined) {
      await takeUpLoad(warehouse.db, broken.loadId, started);
      return broken;
    }
  }
  return warehouse.transaction(async (db) => {
    await abandonLoads(db, entities, range, goesOn ? started.pipeline : null);
    return createLoad(db, { ...started, entities, range, goesOn });
  });
}
