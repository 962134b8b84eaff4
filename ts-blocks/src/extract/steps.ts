import { BackfillError } from "../errors";
import { millisOf, SECOND_MS, type TimeRange, type UtcInstant, utcInstant } from "../job/instants";
import { idsOf, joined, type PagePatience, type PageRead, type PageRequest } from "./page-read";
import type { PageReader } from "./read-page";
import { nextPosition, type Position } from "./seek";
import { surelyDistinct } from "./unreadable";

/** What was read, and where to continue. Both are written to the ledger together. */
export interface Step {
  /** Undefined if all records that came are held already. */
  readonly read: PageRead | undefined;
  readonly next: Position;
}

/** A stretch of time that is read in the order of last changes, and the position that the reading has reached. */
export interface Stretch extends Position {
  /** Not included. */
  readonly end: UtcInstant;
  /** How long a page of this stretch may keep failing; long by default. */
  readonly patience?: PagePatience;
  /** Whether a page with fewer rows than asked for is taken for the last page. */
  readonly trustShort: boolean;
  /** Whether a second that fills a page is paged through until its count agrees. */
  readonly countSeconds: boolean;
  /** Ids held already of the second in which an earlier attempt broke off. */
  readonly heldOf: (second: TimeRange) => Promise<readonly string[]>;
  /** Ids of the rows that were stepped over by row number since the time last advanced. Filled in this file. */
  readonly stepped: Set<string>;
}

/** How often one second is paged through to see as many of its records as the source counts. */
const PASSES_MAX = 30;
/** A source that has shown nothing new this often will show no more. The count then says how many records are missing. */
const PASSES_WITHOUT_NEWS_MAX = 4;

/** Reads the next page of a stretch, or the whole of a second that fills a page and has to be counted. */
export async function* nextSteps(reader: PageReader, at: Stretch): AsyncGenerator<Step> {
  const mustCount = () => at.countSeconds || !reader.ordersTies;
  const inSecond = at.tieOffset > 0 && at.beyondSecond !== true;
  if (inSecond && mustCount()) return yield* wholeSecond(reader, at, undefined);
  // Stepping by row number stays inside one second. If a record leaves that second, the rows that shift are in the same
  // second, and are looked for there.
  const until = inSecond ? earlierOf(secondAfter(at.seek), at.end) : at.end;
  const { read, isLast } = await readKnown(reader, {
    from: at.seek,
    until,
    startPosition: at.tieOffset + 1,
    patience: at.patience,
  });
  if (at.tieOffset === 0) at.stepped.clear();
  const isRepeated = at.tieOffset > 0 && read.keys.length > 0 && idsOf(read).every((id) => at.stepped.has(id));
  for (const id of idsOf(read)) at.stepped.add(id);
  if (isRepeated) reader.doubtTies();
  const next = isLast ? { seek: until, tieOffset: 0 } : positionAfter(at, until, read);
  const nextInSecond = next.tieOffset > 0 && next.beyondSecond !== true;
  if ((inSecond || nextInSecond) && mustCount()) {
    // A page that was read before the count proves nothing. Where days disagreed before, the page is read again.
    return yield* wholeSecond(reader, at, at.countSeconds || isRepeated ? undefined : read);
  }
  // A step by row number may bring rows a second time. Their records are held, and the rest of the page advances the time.
  if (isRepeated) return yield { read: undefined, next: { seek: until, tieOffset: 0 } };
  yield { read: reader.ordersTies ? read : surelyDistinct(read), next };
}

/** A page that was read, and the position in time from which it was asked for. */
export interface ReadFrom {
  readonly read: PageRead;
  readonly seek: UtcInstant;
}

/**
 * Reads a range from its start to its end. The caller keeps no position, so after a failure the reading must start over.
 *
 * @param wary true: a page with fewer rows than asked for is not taken for the last page, and a second that fills a page is
 *   counted.
 */
export async function* readThrough(reader: PageReader, range: TimeRange, wary: boolean): AsyncGenerator<ReadFrom> {
  let at: Stretch = {
    seek: range.start,
    tieOffset: 0,
    end: range.end,
    trustShort: !wary,
    countSeconds: wary,
    heldOf: async () => [],
    stepped: new Set(),
  };
  while (at.seek < at.end) {
    for await (const { read, next } of nextSteps(reader, at)) {
      if (read !== undefined) yield { read, seek: at.seek };
      at = { ...at, beyondSecond: false, ...next };
    }
  }
}

/** A page that ends in unreadable records does not show which time it reached. The next readable record shows it. */
async function readKnown(reader: PageReader, request: PageRequest): Promise<{ read: PageRead; isLast: boolean }> {
  let read = await reader.read(request);
  while (read.unreadable.at(-1)?.place === read.keys.length) {
    const rows = read.keys.length + read.unreadable.length;
    const after = await reader.read({ ...request, startPosition: request.startPosition + rows });
    if (after.keys.length + after.unreadable.length === 0) return { read, isLast: true };
    read = joined(read, after);
  }
  return { read, isLast: false };
}

/**
 * Reads a second that has more records than a page. The source may order these records differently each time, or they may
 * change, so paging through once could miss some. The second is paged through until as many records are seen as were counted
 * before. Records can only leave a second of the past. When one leaves, it may be one of those seen, so counting starts over.
 *
 * Records that an earlier attempt holds count as seen. If a record left between the two attempts, the proof finds the error.
 *
 * @param first the page at the position, if it has been read already.
 */
async function* wholeSecond(reader: PageReader, at: Stretch, first: PageRead | undefined): AsyncGenerator<Step> {
  const second = { start: at.seek, end: secondAfter(at.seek) };
  const held = new Set(at.tieOffset > 0 ? await at.heldOf(second) : []);
  let seen = new Set(held);
  let pass = new Pass(second, at.tieOffset);
  let before: Pass | undefined;
  let isNews = false;
  const take = (read: PageRead): Step => {
    pass.add(read);
    isNews = idsOf(read).some((id) => !held.has(id));
    for (const id of idsOf(read)) {
      held.add(id);
      seen.add(id);
    }
    const next = { seek: at.seek, tieOffset: pass.offset };
    return { read: isNews ? { ...read, unreadable: [] } : undefined, next };
  };
  if (first !== undefined) yield take(first);
  let counted: number | undefined;
  let idlePasses = 0;
  for (let passes = 1; passes <= PASSES_MAX; passes++) {
    const { count } = await reader.count(second);
    if (counted !== undefined && count !== counted) seen = new Set();
    counted = count;
    const isWhole = () => seen.size + pass.unreadableAtLeast(before) >= count;
    idlePasses++;
    while (pass.offset < count && !isWhole()) {
      const read = await reader.read({
        from: second.start,
        until: second.end,
        startPosition: pass.offset + 1,
        patience: at.patience,
      });
      if (read.keys.length + read.unreadable.length === 0) break;
      yield take(read);
      if (isNews) idlePasses = 0;
    }
    if (isWhole() || passes === PASSES_MAX || idlePasses >= PASSES_WITHOUT_NEWS_MAX) break;
    before = pass;
    pass = new Pass(second, 0);
  }
  yield { read: pass.unreadable(before), next: { seek: second.end, tieOffset: 0 } };
}

/** Goes once through a second, page by page. */
class Pass {
  private read: PageRead | undefined;

  /** @param offset how many rows of the second have been stepped over. */
  constructor(
    private readonly second: TimeRange,
    public offset: number,
  ) {}

  add(read: PageRead): void {
    // By the number of rows that came, not by the number asked for: a page may be shorter or longer.
    this.offset += read.keys.length + read.unreadable.length;
    this.read = this.read === undefined ? read : joined(this.read, read);
  }

  /**
   * How many records of the second are unreadable, at the least. A source that shuffles records may show the same one at two places. Two
   * places count as two records only if everything came in the same order in the pass before.
   */
  unreadableAtLeast(before: Pass | undefined): number {
    const met = this.read?.unreadable.length ?? 0;
    return met > 1 && this.order !== before?.order ? 1 : met;
  }

  /** The unreadable records that are surely distinct, as their neighbours show. */
  unreadable(before: Pass | undefined): PageRead | undefined {
    const distinct = this.unreadableAtLeast(before);
    if (this.read === undefined || distinct === 0) return undefined;
    return { ...this.read, asked: this.second, unreadable: this.read.unreadable.slice(0, distinct), pages: [] };
  }

  private get order(): string {
    return JSON.stringify([
      this.offset,
      this.read?.keys.map(({ id }) => id),
      this.read?.unreadable.map((r) => r.place),
    ]);
  }
}

function positionAfter(at: Stretch, until: UtcInstant, read: PageRead): Position {
  try {
    const size = { asked: read.rowsAsked, unreadable: read.unreadable.length, trustShort: at.trustShort };
    return nextPosition(at, until, read.keys, size);
  } catch (error) {
    throw error instanceof BackfillError ? error.at({ intuit_tid: read.tid ?? null }) : error;
  }
}

function secondAfter(instant: UtcInstant): UtcInstant {
  return utcInstant(millisOf(instant) + SECOND_MS);
}

function earlierOf(one: UtcInstant, other: UtcInstant): UtcInstant {
  return one < other ? one : other;
}
