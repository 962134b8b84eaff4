import { ENTITIES, type EntityName } from "../entities/entity";
import { afterMark } from "../extract/after-mark";
import { DAY_MS, millisOf, type UtcInstant } from "../job/instants";
import type { SyncJob } from "../job/sync-job";
import type { Warehouse } from "../warehouse/database/connection";
import type { Mark } from "../warehouse/ledger/marks";
import { fromAnotherBackup } from "../warehouse/ledger/syncs";

/** Change data capture looks back 30 days. One day less is safe in every time zone. */
const CDC_MS_MAX = 29 * DAY_MS;
const PROOF_AGE_MS_MAX = (20 / 24) * DAY_MS;

/** How an entity of a sync must be read, as its mark and its table show. */
export interface JudgedMark {
  readonly mark: Mark;
  /** From when on its changes are read. */
  readonly start: UtcInstant;
  /** True when the mark is too old for change data capture, or when the table is from another backup than the ledger. */
  readonly thorough: boolean;
  readonly fromBackup: boolean;
}

/** From when on the changes of an entity are read. */
export function startOf(mark: Mark, { start }: SyncJob): UtcInstant {
  const fromMark = afterMark(mark);
  return start !== undefined && start < fromMark ? start : fromMark;
}

/** Exchange rates are never counted, nor are lists that QuickBooks does not count. So they are never known to be whole. */
function canBeCounted(entity: EntityName, uncounted: ReadonlySet<EntityName>): boolean {
  return ENTITIES[entity].asked === undefined && !uncounted.has(entity);
}

/** @returns the marks, judged, and whether everything is counted at the end. */
export async function judgeMarks(
  warehouse: Warehouse,
  job: SyncJob,
  marks: readonly Mark[],
  { sourceNow, uncounted }: { readonly sourceNow: UtcInstant; readonly uncounted: ReadonlySet<EntityName> },
): Promise<{ readonly judged: readonly JudgedMark[]; readonly proves: boolean }> {
  const isOld = (at: UtcInstant | null) => at === null || millisOf(sourceNow) - millisOf(at) > PROOF_AGE_MS_MAX;
  const restored = await fromAnotherBackup(
    warehouse.db,
    marks.map(({ entity }) => entity),
  );
  const judged = marks.map((mark): JudgedMark => {
    const start = startOf(mark, job);
    const fromBackup = restored.has(mark.entity);
    const thorough = fromBackup || millisOf(sourceNow) - millisOf(start) > CDC_MS_MAX;
    return { mark, start, thorough, fromBackup };
  });
  const proves =
    job.prove === "always" ||
    job.sweep === "full" ||
    judged.some(({ thorough }) => thorough) ||
    (job.prove === "auto" && marks.some(({ entity, wholeAt }) => canBeCounted(entity, uncounted) && isOld(wholeAt)));
  return { judged, proves };
}
