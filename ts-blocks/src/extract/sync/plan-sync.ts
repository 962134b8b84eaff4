import { ENTITIES, type EntityName } from "../../entities/entity";
import { FREE_READS_PER_MONTH } from "../../job/budget";
import type { SyncJob } from "../../job/sync-job";
import { BATCH_ITEMS_MAX } from "../../qbo/batch";
import { LISTING_PAGE_SIZE } from "../listing";
import { IDS_AT_ONCE } from "../read-page";
import { CDC_OBJECTS } from "./changes";
import type { Counted } from "./context";
import { hasPlainPages, isCounted, keyPagesOf } from "./questions";
import { type ToRead, waysOf } from "./ways";

/** Entities that are read in one way, and how many of their records are read, as far as QuickBooks has counted them. */
export interface PlannedWay {
  readonly entities: readonly EntityName[];
  readonly records: number;
}

/** What a sync would read now, and what it would cost. Sign-ins and repeated calls are not included. */
export interface SyncPlan {
  readonly byCdc: PlannedWay;
  readonly byChange: PlannedWay;
  readonly whole: PlannedWay;
  /** Compared with the table record by record. */
  readonly compared: PlannedWay;
  /** Entities that are counted whole as the proof. */
  readonly proven: number;
  readonly calls: number;
  /** What counts against the month's limit: each question of a batch. */
  readonly reads: number;
  /** Share of the month's free 500,000 reads, 0 to 1. */
  readonly monthShare: number;
}

/** What is known before a sync reads. */
export interface SyncKnown {
  /** Whether everything is counted at the end. */
  readonly proves: boolean;
  /** Entities that are counted whole at the start, so that an outage is noticed. */
  readonly witnesses: readonly EntityName[];
  /** Lists that are counted at the start because it is not known yet whether QuickBooks counts them. */
  readonly neverCounted: readonly EntityName[];
  /** Live rows of each entity. */
  readonly live: ReadonlyMap<EntityName, number>;
  readonly job: Pick<SyncJob, "pageSize" | "sweep">;
}

/** A list that is read page by page is counted once more after its last page. */
const COUNTS_OF_A_LIST = 1;

/** @param counted what QuickBooks has counted: changed records, or all records of a list that is read whole. */
export function planSync(
  all: readonly ToRead[],
  counted: ReadonlyMap<EntityName, Counted>,
  { proves, witnesses, neverCounted, live, job }: SyncKnown,
): SyncPlan {
  const changed = (entity: EntityName) => counted.get(entity)?.count ?? 0;
  const recordsOf = (some: readonly ToRead[], of = changed) => some.reduce((sum, { entity }) => sum + of(entity), 0);
  const ways = waysOf(all, changed, job.sweep === "full");
  const isTooMuch = recordsOf(ways.byCdc) >= CDC_OBJECTS;
  const byCdc = isTooMuch ? [] : ways.byCdc;
  const keyPages = ways.byKeys.flatMap(({ entity }) => keyPagesOf(entity, changed(entity))).length;
  // A batch of one page is no batch.
  const together = ways.together.length + keyPages > 1 ? [...ways.together, ...ways.byKeys] : [];
  const pagesTogether = together.length === 0 ? 0 : ways.together.length + keyPages;
  const alone = all.filter((one) => ![...byCdc, ...together, ...ways.nothing].includes(one));
  const compared = all.filter(
    ({ entity, thorough }) =>
      ENTITIES[entity].reads === "by-change" && (job.sweep === "full" || (thorough && job.sweep !== "off")),
  );
  const proven = all.filter(({ entity }) => ENTITIES[entity].asked === undefined).length;
  const asked = all.filter(({ entity }) => isCounted(entity)).length + witnesses.length + neverCounted.length;

  const pagesOf = ({ entity }: ToRead) =>
    Math.floor((counted.has(entity) ? changed(entity) : (live.get(entity) ?? 0)) / job.pageSize) + 1;
  const callsAlone = (one: ToRead) =>
    ENTITIES[one.entity].reads === "whole" ? pagesOf(one) + COUNTS_OF_A_LIST : pagesOf(one);
  const byId = byCdc.filter(({ entity }) => !hasPlainPages(entity));
  const single =
    (ways.byCdc.length > 0 ? 1 : 0) +
    sum(byId, ({ entity }) => Math.ceil(changed(entity) / IDS_AT_ONCE)) +
    sum(alone, callsAlone) +
    sum(compared, ({ entity }) => Math.floor((live.get(entity) ?? 0) / LISTING_PAGE_SIZE) + 1);
  const batched = [asked, pagesTogether, proves || isTooMuch ? proven : 0, compared.length];
  const reads = single + batched.reduce((total, questions) => total + questions, 0);
  const named = (some: readonly ToRead[], of?: typeof changed): PlannedWay => ({
    entities: some.map(({ entity }) => entity),
    records: recordsOf(some, of),
  });
  const others = [...together, ...alone];
  return {
    byCdc: named(byCdc),
    byChange: named(others.filter(({ entity }) => ENTITIES[entity].reads === "by-change")),
    whole: named(others.filter(({ entity }) => ENTITIES[entity].reads === "whole")),
    compared: named(compared, (entity) => live.get(entity) ?? 0),
    proven: proves || isTooMuch ? proven : 0,
    calls: single + batched.reduce((total, questions) => total + Math.ceil(questions / BATCH_ITEMS_MAX), 0),
    reads,
    monthShare: reads / FREE_READS_PER_MONTH,
  };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
