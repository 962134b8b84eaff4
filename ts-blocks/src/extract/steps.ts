import { BackfillError } from "../errors";
import { millisOf, SECOND_MS, type TimeRange, type UtcInstant, utcInstant } from "../job/instants";
import { idsOf, joined, type PagePatience, type PageRead, type PageReader, type PageRequest } from "./read-page";
import { nextPosition, type Position } from "./seek";
import { surelyDistinct } from "./unreadable";

/** What was read, and where to go on; both go into the ledger together. */
export interface Step {
  /** Undefined when nothing came that is not held already. */
  readonly read: PageRead | undefined;
  readonly next: Position;
}

/** A stretch of time that is read in the order of last changes, and how far it has come. */
export interface Stretch extends Position {
  /** Not included. */
  readonly end: UtcInstant;
  /** With a page that fails; long by default. */
  readonly patience?: PagePatience;
  /** A page with fewer rows than asked for is taken for the last one. */
  readonly trustShort: boolean;
  /** A second that fills a page is paged through until its count agrees. */
  readonly countSeconds: boolean;
  /** Ids that are held already of a second in which an earlier attempt broke off. */
  readonly heldOf: (second: TimeRange) => Promise<readonly string[]>;
  /** Ids of the rows that were stepped over by number since time last moved on. Filled here. */
  readonly stepped: Set<string>;
}

/** How often one second is paged through until as many of its records are seen as the source counts. */
const PASSES_MAX = 30;
/** A source that shows nothing new this often shows no more: the count then says what is missing. */
const PASSES_WITHOUT_NEWS_MAX = 4;

/** Reads the next page of a stretch, or the whole of a second that fills a page and has to be counted. */
export async function* nextSteps(reader: PageReader, at: Stretch): AsyncGenerator<Step> {
  const mustCount = () => at.countSeconds || !reader.ordersTies;
  const inSecond = at.tieOffset > 0 && at.beyondSecond !== true;
  if (inSecond && mustCount()) return yield* wholeSecond(reader, at, undefined);
  // Stepping by row number stays inside its second: what a departing record shifts over is then in that second too, where
  // it is looked for.
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
    // A page that came before the count is no proof of anything: where the days did not agree before, it is read again.
    return yield* wholeSecond(reader, at, at.countSeconds || isRepeated ? undefined : read);
  }
  // Rows that a step by number brings a second time: its record is held, and time moves on by the rest of the page.
  if (isRepeated) return yield { read: undefined, next: { seek: until, tieOffset: 0 } };
  yield { read: reader.ordersTies ? read : surelyDistinct(read), next };
}

/** A page that ends in unreadable records does not say how far it reached; the record after them does. */
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
 * A second with more records than a page, from a source that orders them differently each time or that changes meanwhile:
 * paging through it once would miss some, so it is paged through until as many are seen as were counted before. Records
 * only ever leave a second of the past; when one did, it may have been among the seen, so counting starts over.
 *
 * What an earlier attempt holds of it counts as seen: where a record left between the two, the proof finds what that hides.
 *
 * @param first the page at the position, when it has been read already.
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
    const isWhole = () => seen.size + pass.unreadableSurely(before) >= count;
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
/** Once through a second, page by page. */
class Pass {
  private read: PageRead | undefined;

  /** @param offset how many of its rows have been stepped over. */
  constructor(
    private readonly second: TimeRange,
    public offset: number,
  ) {}

  add(read: PageRead): void {
    // By what came, not by what was asked for: a page may be shorter or longer than that.
    this.offset += read.keys.length + read.unreadable.length;
    this.read = this.read === undefined ? read : joined(this.read, read);
  }

  /**
   * How many of its records are unreadable. A source that shuffles them may show the same one at two places: only what
   * came in the same order before is known to be one record a place.
   */
  unreadableSurely(before: Pass | undefined): number {
    const met = this.read?.unreadable.length ?? 0;
    return met > 1 && this.order !== before?.order ? 1 : met;
  }

  /** As many of them as are surely distinct, by their neighbours. */
  unreadable(before: Pass | undefined): PageRead | undefined {
    const surely = this.unreadableSurely(before);
    if (this.read === undefined || surely === 0) return undefined;
    return { ...this.read, asked: this.second, unreadable: this.read.unreadable.slice(0, surely), pages: [] };
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
