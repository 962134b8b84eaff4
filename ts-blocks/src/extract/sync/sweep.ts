import { ENTITIES } from "../../entities/entity";
import { DAY_MS, millisOf, type TimeRange, utcInstant } from "../../job/instants";
import { utcDayWindows } from "../../job/windows";
import type { PageAnswer } from "../../qbo/answer";
import type { Answer } from "../../qbo/call";
import { liveAfter } from "../../warehouse/ledger/live-rows";
import { type Differing, SweepTables } from "../../warehouse/ledger/sweep-tables";

import { coveringStretches, differingDays } from "../differing-days";
import { LISTING_PAGE_SIZE } from "../listing";
import { FAR_FUTURE, PageReader } from "../read-page";
import { readThrough } from "../steps";
import type { Counted, SyncContext } from "./context";
import { countsDiffer } from "./counts-differ";
import { keepByIds } from "./keep-by-ids";
import { PAGE_MAX } from "./questions";
import { settleUnlisted } from "./unlisted";

const EPOCH = utcInstant(0);

export interface Swept {
  /** Records that the table lacked, or held in an older version, and that were therefore read. */
  readonly read: number;
}

interface Settled extends Swept {
  /** Records that were not listed and exist. */
  readonly alive: readonly string[];
  /** Records that were listed, or existed when they were asked for, and were deleted before they could be read. */
  readonly gone: readonly string[];
}

/**
 * Finds where the source and the table differ, by the counts of days or by comparing every record. Records that the table
 * lacks or holds in an older version are read. Records that the source does not list are asked for by id.
 */
export async function sweep(context: SyncContext, full: boolean): Promise<Swept> {
  const { warehouse, qbo, entity, dialect, runId } = context;
  const reader = new PageReader({ qbo, entity, dialect, pageSize: LISTING_PAGE_SIZE, keysOnly: true });
  const tables = await SweepTables.open(warehouse, entity, runId);
  try {
    const parts = full ? [{ start: EPOCH, end: FAR_FUTURE }] : await differingParts(context, reader, tables);
    for (const part of parts) await list(reader, tables, part, full);
    const { read } = await settle(context, await tables.compare(parts));
    return { read };
  } finally {
    tables.close();
  }
}

/**
 * Compares a list that is too long to be read whole each time: by the keys of all its records, which came in one answer. Records
 * that differ are read.
 *
 * @returns whether the keys are all there: as many as were counted before, and room for more. If not, nothing is kept.
 */
export async function compareKeys(
  context: SyncContext,
  pages: readonly (Answer<PageAnswer> | undefined)[],
  { count }: Counted,
): Promise<boolean> {
  const { warehouse, entity, runId } = context;
  const keys = pages.flatMap((page) => page?.value.keys ?? []);
  const ids = new Set(keys.map(({ id }) => id));
  const isWhole = pages.every((page) => page !== undefined) && (pages.at(-1)?.value.keys.length ?? 0) < PAGE_MAX;
  if (!isWhole || ids.has(undefined) || ids.size !== keys.length || ids.size < count) return false;
  const tables = await SweepTables.open(warehouse, entity, runId);
  try {
    await tables.add(keys);
    const { alive, gone } = await settle(context, await tables.compare([{ start: EPOCH, end: FAR_FUTURE }]));
    const listed = ids.size + alive.length - gone.length;
    const live = await liveAfter(warehouse.db, context);
    // A removal does not take effect where this machine's clock was set back after the row was read.
    if (live !== listed) throw await countsDiffer(context, listed, live);
    return true;
  } finally {
    tables.close();
  }
}

/** Reads what the table lacks or holds in an older version, and asks by id for what the source does not list. */
async function settle(context: SyncContext, { missing, unlisted }: Differing): Promise<Settled> {
  const alive = await settleUnlisted(context, unlisted);
  const wanted = [...new Set([...missing, ...alive])];
  const gone = await keepByIds(context, wanted);
  return { read: wanted.length - gone.length, alive, gone };
}

/** Stretches of days whose counts at the source and here differ. The time before and after all held days is counted too. */
async function differingParts(context: SyncContext, reader: PageReader, tables: SweepTables): Promise<TimeRange[]> {
  const known = await tables.days();
  const [first, last] = [[...known.keys()][0], [...known.keys()].at(-1)];
  if (first === undefined || last === undefined) return [{ start: EPOCH, end: FAR_FUTURE }];
  const span = {
    start: utcInstant(Date.parse(first)),
    end: utcInstant(Math.max(Date.parse(last), millisOf(context.range.end)) + DAY_MS),
  };
  const days = utcDayWindows(span);
  const outside = [
    { start: EPOCH, end: span.start },
    { start: span.end, end: FAR_FUTURE },
  ];
  const { counts } = await reader.counts(outside);
  const differing = await differingDays(days, { count: (parts) => reader.counts(parts), known: async () => known });
  const within = days.filter(({ start }) => differing.has(start));
  return [
    ...outside.filter((_, place) => counts[place] !== 0),
    ...coveringStretches(within, days, known, LISTING_PAGE_SIZE),
  ];
}

async function list(reader: PageReader, tables: SweepTables, part: TimeRange, wary: boolean): Promise<void> {
  for await (const { read } of readThrough(reader, part, wary)) await tables.add(read.keys);
}

/** Whether ranges of the last change can be swept for an entity. */
export function canSweep(entity: SyncContext["entity"]): boolean {
  return ENTITIES[entity].reads === "by-change";
}
