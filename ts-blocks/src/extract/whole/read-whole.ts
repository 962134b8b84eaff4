import { ENTITIES } from "../../entities/entity";
import { millisOf, SECOND_MS, type TimeRange, utcInstant } from "../../job/instants";
import type { QboClient } from "../../qbo/client";
import { Dialect } from "../../qbo/dialect";
import { bookVerdicts } from "../../warehouse/ledger/held";
import { rejectUnreadable, type UnreadableFound } from "../../warehouse/ledger/rejected";
import { markFetched } from "../../warehouse/ledger/runs";
import { lastPageNumber, stagePage } from "../../warehouse/ledger/staging";
import { bookPage, bookWhole, discardPages, type StagedWhole, stagedWhole } from "../../warehouse/ledger/whole";
import type { UsageMeter } from "../../warehouse/limits/usage";
import { bytesOf, joined, type PageRead } from "../page-read";
import { PageReader } from "../read-page";
import type { PageStaged } from "../read-segments";
import type { PageCame, Sharing } from "../sharing";
import { findRemoved, type SuspectContext } from "../suspects";
import { placeUnreadable } from "../unreadable";
import { type Condition, countParts } from "./count-parts";
import { Parts } from "./parts";
import { PARTS_AT_ONCE, readParts } from "./read-parts";

export interface WholeContext extends SuspectContext {
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  /** The one window of the run: a list that is read whole has no bounds in time. */
  readonly range: TimeRange;
  readonly pageSize: number;
  /** A COUNT(*) taken a moment ago, if the run has just begun. Then the first page needs no new count. */
  readonly planned?: number | undefined;
  /** What this entity shares with the other entities of a load. */
  readonly sharing?: Sharing | undefined;
  /** What QuickBooks accepts in the entity's statements. */
  readonly dialect?: Dialect | undefined;
  /** The parts of the list. Who has asked for them before passes them on. */
  readonly parts?: Parts | undefined;
  /** Called after each commit, so what it reports has really happened. */
  readonly onPage: (page: PageStaged) => void;
  readonly onReread: (counted: number | undefined, read: number) => void;
}

export interface WholeRead {
  readonly kind: "counts";
  /** COUNT(*) at the source. If QuickBooks does not count the entity: the number that two equal readings brought. */
  readonly source: number;
  /** Distinct records that this run holds. */
  readonly distinct: number;
  /** Always none: a list is read until it stops changing, so no record has left it and none is outside of it. */
  readonly departed: 0;
  /** `short`: after the last reading, the list still differed from its counts. */
  readonly verdict: "complete" | "short";
}

/** After this many readings, a list that still differs from its counts is reported and not read again. */
const READINGS_MAX = 5;

/** One reading from the first row to the last, between two counts. */
interface Reading {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly held: StagedWhole;
  /** Records that QuickBooks cannot render. The source's count includes them. */
  readonly unreadable: readonly UnreadableFound[];
}

/**
 * Reads a list whole and proves it. The list is proven when the source counts the same number before the first page and after
 * the last, and that many distinct records came. A list that changed during the reading is read again. If there is no count,
 * or the count differs from what comes, two readings in a row must bring the same ids, and no fewer than were counted.
 *
 * May be called on a run that broke off. Its pages are discarded, since the list may have changed after they were read.
 */
export async function readWhole(context: WholeContext): Promise<WholeRead> {
  const { qbo, entity, range, sharing, dialect = new Dialect(ENTITIES[entity]) } = context;
  const { parts = new Parts(qbo, entity, sharing) } = context;
  const conditions = await parts.of(range);
  const counted = async () => (await countParts(qbo, dialect, conditions, sharing))?.count;
  let earlier: Reading | undefined;
  let before = parts.areDates ? undefined : (context.planned ?? (await counted()));
  for (let readings = 1; ; readings++) {
    const reading = parts.areDates
      ? await readTogether({ ...context, dialect }, conditions, readings > 1)
      : await readOnce({ ...context, dialect }, conditions, before, readings > 1);
    const verdict = isProven(reading) || isRepeated(reading, earlier) ? "complete" : "short";
    if (verdict === "complete") await findRemovedFromList({ ...context, dialect });
    if (verdict === "complete" || readings === READINGS_MAX) return book(context, reading, verdict);
    context.onReread(reading.after, distinctOf(reading));
    earlier = reading;
    before = reading.after;
  }
}

/** Finds the records that the table holds and the list no longer shows. */
async function findRemovedFromList(context: WholeContext): Promise<void> {
  const { qbo, entity, pageSize, dialect } = context;
  const reader = new PageReader({ qbo, entity, pageSize, dialect });
  await findRemoved(context, reader, { range: undefined, edited: new Map(), deleted: [], unlisted: [] });
}

function distinctOf({ held, unreadable }: Reading): number {
  return held.distinct + unreadable.length;
}

function isProven(reading: Reading): boolean {
  return reading.after !== undefined && reading.before === reading.after && distinctOf(reading) === reading.after;
}

function isRepeated(reading: Reading, earlier: Reading | undefined): boolean {
  return (
    earlier !== undefined &&
    earlier.held.fingerprint === reading.held.fingerprint &&
    earlier.after === reading.after &&
    distinctOf(reading) >= (reading.after ?? 0)
  );
}

type Reader = WholeContext & { readonly dialect: Dialect };

/** @param wary true: a page with fewer rows than asked for is not taken for the last page. */
async function readOnce(
  context: Reader,
  conditions: readonly Condition[],
  before: number | undefined,
  wary: boolean,
): Promise<Reading> {
  const { warehouse, runId, qbo, dialect } = context;
  await warehouse.transaction((db) => discardPages(db, runId));
  const unreadable: UnreadableFound[] = [];
  for (const condition of conditions) unreadable.push(...(await readPart(context, condition, wary)));
  const after = (await countParts(qbo, dialect, conditions, context.sharing))?.count;
  return { before, after, held: await stagedWhole(warehouse.db, runId), unreadable };
}

/**
 * Reads parts that are dates, many with one request. The rows of a date do not move to another one, so the count of each part
 * comes with its page. A part that does not come so is read alone.
 */
async function readTogether(context: Reader, conditions: readonly Condition[], wary: boolean): Promise<Reading> {
  const { warehouse, runId, qbo, entity, pageSize } = context;
  await warehouse.transaction((db) => discardPages(db, runId));
  const unreadable: UnreadableFound[] = [];
  let count: number | undefined = 0;
  for (let first = 0; first < conditions.length; first += PARTS_AT_ONCE) {
    const some = conditions.slice(first, first + PARTS_AT_ONCE);
    const read = async (came?: PageCame) => {
      const parts = await readParts(qbo, entity, some, pageSize);
      const pages = parts.flatMap(({ page }) => page ?? []);
      came?.(pages.reduce((sum, page) => sum + bytesOf(page), 0));
      if (pages.length > 0) await stage(context, pages.reduce(joined));
      return parts;
    };
    const parts = await (context.sharing?.inTurn(read) ?? read());
    for (const [place, part] of parts.entries()) {
      if (part.page === undefined) unreadable.push(...(await readPart(context, some[place], wary)));
      count = count === undefined || part.count === undefined ? undefined : count + part.count;
    }
  }
  return { before: count, after: count, held: await stagedWhole(warehouse.db, runId), unreadable };
}

/** Reads and stages one part page by page. @returns its records that cannot be rendered. */
async function readPart(context: Reader, condition: Condition, wary: boolean): Promise<UnreadableFound[]> {
  const { qbo, entity, pageSize, dialect, range } = context;
  const reader = new PageReader({ qbo, entity, pageSize, dialect });
  const unreadable: UnreadableFound[] = [];
  const pages = pagesOf(reader, range, condition, wary);
  const next = async (came?: PageCame) => {
    const { value: read, done } = await pages.next();
    came?.(bytesOf(read));
    if (done || read === undefined) return false;
    await stage(context, read);
    unreadable.push(...unreadableIn(read, range));
    return true;
  };
  while (await (context.sharing?.inTurn(next) ?? next()));
  return unreadable;
}

async function* pagesOf(
  reader: PageReader,
  { start, end }: TimeRange,
  condition: Condition,
  wary: boolean,
): AsyncGenerator<PageRead> {
  let previous = "";
  for (let startPosition = 1; ; ) {
    const read = await reader.read({ from: start, until: end, startPosition, condition });
    const rows = read.keys.length + read.unreadable.length;
    const ids = read.keys.map(({ id }) => id ?? "").join(" ");
    // A source that ignores STARTPOSITION would send the same rows forever.
    if (rows === 0 || (ids !== "" && ids === previous)) return;
    yield read;
    if (rows < read.rowsAsked && !wary) return;
    startPosition += rows;
    previous = ids;
  }
}

/** A list is not read in order of time. So all that is known of such a record is that the list contains it. */
function unreadableIn(read: PageRead, range: TimeRange): UnreadableFound[] {
  const last = utcInstant(millisOf(range.end) - SECOND_MS);
  return placeUnreadable(read).map((record) => ({
    ...record,
    near: range.start,
    notBefore: range.start,
    notAfter: last,
  }));
}

async function stage(context: WholeContext, { pages }: PageRead): Promise<void> {
  const { warehouse, usage, runId, entity, range, now } = context;
  const startedAt = now();
  await usage.booking(runId, entity, (bookCalls) =>
    warehouse.transaction(async (db) => {
      for (const page of pages) {
        const pageNumber = (await lastPageNumber(db, runId)) + 1;
        await stagePage(db, runId, { ...page, segmentNumber: 1, pageNumber, filedAt: range.start });
        await bookPage(db, runId);
      }
      await bookCalls(db);
    }),
  );
  const stagingMs = now() - startedAt;
  usage.staged("page", stagingMs);
  context.onPage({
    rows: pages.reduce((sum, page) => sum + page.recordIds.length, 0),
    windows: [],
    sourceMs: pages.reduce((sum, page) => sum + page.durationMs, 0),
    stagingMs,
  });
}

/** Changes the window, its verdict and the state of the run in one transaction. */
async function book(context: WholeContext, reading: Reading, verdict: WholeRead["verdict"]): Promise<WholeRead> {
  const { warehouse, usage, runId, entity, range } = context;
  const distinct = distinctOf(reading);
  const source = reading.after ?? distinct;
  const windows = await usage.booking(runId, entity, (bookCalls) =>
    warehouse.transaction(async (db) => {
      await rejectUnreadable(db, runId, entity, reading.unreadable);
      const booked = await bookWhole(db, runId, reading.held);
      await bookVerdicts(db, runId, [{ ...range, sourceCount: reading.after ?? null, verdict }]);
      await markFetched(db, runId, { kind: "counts", source, distinct, departed: 0 });
      await bookCalls(db);
      return booked;
    }),
  );
  context.onPage({ rows: 0, windows, sourceMs: 0, stagingMs: 0 });
  return { kind: "counts", source, distinct, departed: 0, verdict };
}
