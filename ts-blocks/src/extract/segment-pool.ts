import { millisOf, type UtcInstant, utcInstant } from "../job/instants";
import type { Segment } from "../warehouse/ledger/segments";

/** The page under way, and one page for each of two readers. With fewer left, a second reader costs a call and saves no time. */
const PAGES_WORTH_SHARING = 3;

/**
 * Decides which segment each worker reads. A worker without a segment takes the later half of the segment with the most left,
 * so that one busy year does not keep a single worker busy while the others have nothing to do.
 */
export class SegmentPool {
  private readonly waiting: Segment[];
  private stealing: Promise<unknown> = Promise.resolve();
  private readonly beingRead = new Map<number, { segment: Segment; rowsPerMs: number }>();

  /**
   * @param rowsPerMs average density of the range, used until a segment has shown its own density.
   * @param split takes the later half off a segment; undefined if the segment's reader was quicker.
   */
  constructor(
    open: readonly Segment[],
    private readonly pageSize: number,
    private readonly rowsPerMs: number,
    private readonly split: (segment: Segment, at: UtcInstant) => Promise<Segment | undefined>,
  ) {
    this.waiting = [...open];
  }

  /** The next segment to read; undefined if what is left is not worth sharing. */
  async take(): Promise<Segment | undefined> {
    let next = this.waiting.shift();
    if (next === undefined) {
      // One at a time: the number of a new segment is one more than the last existing number.
      const stolen = this.stealing.then(() => this.steal());
      this.stealing = stolen.catch(() => undefined);
      // Another worker may have given a segment back in the meantime.
      next = (await stolen) ?? this.waiting.shift();
    }
    if (next !== undefined) this.beingRead.set(next.segmentNumber, { segment: next, rowsPerMs: this.rowsPerMs });
    return next;
  }

  /** A worker stops before its segment is read to the end. Another worker continues it. */
  giveBack(segment: Segment): void {
    this.beingRead.delete(segment.segmentNumber);
    this.waiting.push(segment);
  }

  /** A page of `rows` records moved the segment from its earlier position to its present one. */
  moved(now: Segment, rows: number): void {
    const known = this.beingRead.get(now.segmentNumber);
    if (known === undefined) return;
    if (now.seek >= now.end) {
      this.beingRead.delete(now.segmentNumber);
      return;
    }
    const passedMs = millisOf(now.seek) - millisOf(known.segment.seek);
    this.beingRead.set(now.segmentNumber, {
      segment: now,
      rowsPerMs: passedMs > 0 ? rows / passedMs : known.rowsPerMs,
    });
  }

  private async steal(): Promise<Segment | undefined> {
    const victims = [...this.beingRead.values()]
      .map(({ segment, rowsPerMs }) => ({
        segment,
        rows: (millisOf(segment.end) - millisOf(segment.seek)) * rowsPerMs,
      }))
      .filter(({ rows }) => rows >= PAGES_WORTH_SHARING * this.pageSize)
      .sort((a, b) => b.rows - a.rows);
    for (const { segment, rows } of victims) {
      // The reader keeps the page that is under way. Only what comes after that page is shared.
      const inFlight = this.pageSize / rows;
      const middle =
        millisOf(segment.seek) + (millisOf(segment.end) - millisOf(segment.seek)) * (inFlight + (1 - inFlight) / 2);
      const later = await this.split(segment, utcInstant(middle));
      if (later === undefined) continue;
      const known = this.beingRead.get(segment.segmentNumber);
      if (known !== undefined) known.segment = { ...known.segment, end: later.start };
      return later;
    }
    return undefined;
  }
}
