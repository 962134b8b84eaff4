import { millisOf, type UtcInstant, utcInstant } from "../job/instants";
import type { Segment } from "../warehouse/ledger/segments";

/** The page under way and one for each: with less left, a second reader would spend a call to save no time. */
const PAGES_WORTH_SHARING = 3;

/**
 * Which segment each worker reads. Who has none left takes the later half of the one with the most left, so that a busy
 * year does not keep one worker at work while the others look on.
 */
export class SegmentPool {
  private readonly waiting: Segment[];
  private stealing: Promise<unknown> = Promise.resolve();
  private readonly beingRead = new Map<number, { segment: Segment; rowsPerMs: number }>();

  /**
   * @param rowsPerMs how dense the range is on the average, until a segment has shown its own density.
   * @param split takes the later half off a segment; undefined when its reader was quicker.
   */
  constructor(
    open: readonly Segment[],
    private readonly pageSize: number,
    private readonly rowsPerMs: number,
    private readonly split: (segment: Segment, at: UtcInstant) => Promise<Segment | undefined>,
  ) {
    this.waiting = [...open];
  }

  /** The next segment to read; undefined when what is left is not worth sharing. */
  async take(): Promise<Segment | undefined> {
    let next = this.waiting.shift();
    if (next === undefined) {
      // One at a time: the number of a new segment is the next after the last one that is there.
      const stolen = this.stealing.then(() => this.steal());
      this.stealing = stolen.catch(() => undefined);
      // Somebody may have given one back meanwhile.
      next = (await stolen) ?? this.waiting.shift();
    }
    if (next !== undefined) this.beingRead.set(next.segmentNumber, { segment: next, rowsPerMs: this.rowsPerMs });
    return next;
  }

  /** A worker stops before its segment is read: somebody else goes on with it. */
  giveBack(segment: Segment): void {
    this.beingRead.delete(segment.segmentNumber);
    this.waiting.push(segment);
  }

  /** A page of `rows` records brought the segment from where it was to where it is now. */
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
      // The page under way is the victim's in any case: what is shared is what comes after it.
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
