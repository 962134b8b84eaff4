import { ENTITIES } from "../../entities/entity";
import type { PageAnswer } from "../../qbo/answer";
import type { Answer } from "../../qbo/call";
import type { CdcAnswer, CdcBlock } from "../../qbo/cdc";
import type { Removal } from "../../warehouse/ledger/removals";
import { heldAmong } from "../../warehouse/ledger/suspects";
import { LISTING_PAGE_SIZE } from "../listing";
import { idsOf, pageRead } from "../page-read";
import { FAR_FUTURE, PageReader } from "../read-page";
import { readThrough } from "../steps";
import { askByIds } from "../suspects";
import type { Counted, SyncContext } from "./context";
import { keepByIds } from "./keep-by-ids";
import { stageChanges } from "./stage";
import { keepRemovals } from "./unlisted";

/** Intuit's ceiling for the number of objects in an answer of changes. */
export const CDC_OBJECTS = 1_000;

/**
 * Keeps what change data capture reports about an entity.
 *
 * @param counted records changed since the start, by a COUNT(*) that was taken before.
 * @returns whether the answer names as many records. If it does not, nothing is kept.
 */
export async function keepCdc(context: SyncContext, answer: Answer<CdcAnswer>, counted: Counted): Promise<boolean> {
  const { entity, range, warehouse, runId } = context;
  const block = answer.value.blocks.get(ENTITIES[entity].qbo);
  const keys = block?.keys ?? [];
  const isSince = (at: string | undefined) => at === undefined || at >= range.start;
  if (
    ENTITIES[entity].reads === "by-change" &&
    keys.filter(({ updatedAt }) => isSince(updatedAt)).length < counted.count
  ) {
    return false;
  }
  if (block !== undefined && keys.length > 0) {
    const { fields, include } = ENTITIES[entity];
    // An answer may leave out the same fields that `*` leaves out of a page. Such records are asked for by id.
    if (fields === undefined && include === undefined) await stageChanges(context, { pages: [cdcPage(block, answer)] });
    else await keepByIds(context, idsOf({ keys }));
  }
  const stubs = (block?.deleted ?? []).flatMap(({ id, updatedAt }) => (id === undefined ? [] : [{ id, updatedAt }]));
  const held = new Set(
    await heldAmong(
      warehouse.db,
      entity,
      runId,
      stubs.map(({ id }) => id),
    ),
  );
  const gone = stubs.filter(({ id }) => held.has(id));
  if (gone.length === 0) return true;
  const removals: Removal[] = gone.map(({ id, updatedAt }) => ({
    id,
    deletedAt: updatedAt ?? null,
    seenAt: answer.requestedAt,
    by: "cdc",
  }));
  await keepRemovals(context, await believed(context, removals));
  return true;
}

/** A list's record that is named as deleted may only be inactive. So it is asked for by id. */
async function believed(context: SyncContext, removals: readonly Removal[]): Promise<readonly Removal[]> {
  const { entity, qbo, dialect } = context;
  if (ENTITIES[entity].leaves === "deleted") return removals;
  const reader = new PageReader({ qbo, entity, dialect, pageSize: LISTING_PAGE_SIZE, keysOnly: true });
  const { gone } = await askByIds(
    context,
    reader,
    removals.map(({ id }) => id),
  );
  return removals.filter(({ id }) => gone.includes(id));
}

function cdcPage(block: CdcBlock, { requestedAt, tid, durationMs }: Answer<CdcAnswer>) {
  return {
    request: {
      cdc: true,
      start_position: 1,
      max_results: CDC_OBJECTS,
      requested_at_utc: requestedAt,
      intuit_tid: tid ?? null,
    },
    durationMs,
    recordIds: block.keys.map((key) => key.id ?? null),
    recordUpdatedAt: block.keys.map((key) => key.updatedAt ?? null),
    recordSyncTokens: block.keys.map((key) => key.syncToken ?? null),
    recordStarts: block.places.map(({ start }) => start),
    recordBytes: block.places.map(({ start, end }) => end - start),
    head: block.head,
    records: block.records,
    tail: block.tail,
  };
}

/**
 * Keeps one page if it surely holds all that was asked for: it has fewer rows than a page can have, and as many as counted.
 *
 * @returns whether it holds all. If it does not, nothing is kept.
 */
export async function keepPage(
  context: SyncContext,
  answer: Answer<PageAnswer> | undefined,
  statement: string,
  maxResults: number,
  counted: Counted,
): Promise<boolean> {
  if (answer === undefined || answer.value.keys.length >= maxResults || answer.value.keys.length < counted.count)
    return false;
  const { start } = context.range;
  const read = pageRead(answer, { from: start, until: FAR_FUTURE, startPosition: 1, maxResults }, { statement });
  await stageChanges(context, read);
  return true;
}

/** Reads everything changed since the start, page by page, and keeps it. @returns whether it is as much as was counted. */
export async function readChanges(context: SyncContext, counted: Counted, wary: boolean): Promise<boolean> {
  const { qbo, entity, dialect, range, pageSize } = context;
  const reader = new PageReader({ qbo, entity, dialect, pageSize });
  const met = new Set<string>();
  let others = 0;
  for await (const { read } of readThrough(reader, { start: range.start, end: FAR_FUTURE }, wary)) {
    await stageChanges(context, read);
    for (const id of idsOf(read)) met.add(id);
    others += read.unreadable.length + read.keys.filter(({ id }) => id === undefined).length;
  }
  return met.size + others >= counted.count;
}
