import { type BackfillError, ContractError, TransientError } from "../errors";
import { DAY_MS, millisOf, type UtcInstant, utcInstant } from "../job/instants";
import { nextUtcMidnight } from "../job/windows";
import { TOO_LONG } from "../qbo/call-errors";
import type { Warehouse } from "../warehouse/database/connection";
import { advanceSegment, openSegments, type Segment, splitSegment } from "../warehouse/ledger/segments";
import { bookPages, type FetchedWindow } from "../warehouse/ledger/staging";
import { bookUnanswered } from "../warehouse/ledger/unanswered-days";
import type { PagePatience } from "./page-read";
import type { PageReader } from "./read-page";
import type { SegmentPool } from "./segment-pool";

/** With more unanswered days than this, the other days of a run are of no use: the source is waited for, or the run ends. */
const UNANSWERED_DAYS_MAX = 31;

/** Failures that the records of the requested stretch may have caused. */
const OF_A_STRETCH = new Set(["QBO_UNAVAILABLE", "QBO_REFUSED", "QBO_ANSWER_SHAPE", TOO_LONG]);

/**
 * narrowing: the source answers outside of this stretch. So the stretch is halved until the single days that the source does
 * not return are known. day: such a day is asked for once more, with patience. down: the source answers nowhere, and is
 * waited for.
 */
type Doubt = "narrowing" | "day" | "down";

export interface NarrowingContext {
  readonly warehouse: Warehouse;
  readonly runId: number;
  readonly onUnansweredDay: (day: UtcInstant, why: string) => void;
  readonly onWindows: (windows: readonly FetchedWindow[]) => void;
}

/**
 * Finds the days that the source does not return, whatever the reason, and leaves them out, so that the other days can be
 * loaded and get their verdicts. When a page fails, any day of its segment may be the cause. So the segment is cut in two at a midnight,
 * and the half that fails is cut again. For five years this takes eleven cuts.
 */
export class Narrowing {
  private readonly doubts = new Map<number, Doubt>();
  private unansweredDays = 0;

  constructor(
    private readonly context: NarrowingContext,
    private readonly reader: PageReader,
    private readonly pool: SegmentPool,
  ) {}

  patienceWith({ segmentNumber }: Segment): PagePatience {
    const doubt = this.doubts.get(segmentNumber);
    if (doubt === "down") return "long";
    return doubt === "narrowing" ? "brief" : "short";
  }

  /**
   * Decides what to do with a segment whose page failed.
   *
   * @returns the segment in its new state. Read on from there.
   * @throws the error itself, with the stretch in its ids, if the stretch is not the cause.
   */
  async after(error: unknown, at: Segment): Promise<Segment> {
    if (!isOfAStretch(error)) throw error;
    const doubt = this.doubts.get(at.segmentNumber);
    const isDay = at.end <= nextUtcMidnight(at.seek);
    if (doubt === "down" || (isDay && this.unansweredDays === UNANSWERED_DAYS_MAX))
      throw error.at({ window: stretchName(at) });
    if (doubt === "narrowing" && isDay) return this.doubted(at, "day");
    if (doubt !== "narrowing" && !(await this.reader.answersBeside(at))) return this.doubted(at, "down");
    return isDay ? this.leave(at, error) : this.halve(at);
  }

  private doubted(segment: Segment, doubt: Doubt): Segment {
    this.doubts.set(segment.segmentNumber, doubt);
    return segment;
  }

  private async halve(at: Segment): Promise<Segment> {
    const { warehouse, runId } = this.context;
    const later = await splitSegment(warehouse.db, runId, at, middleOf(at));
    if (later === undefined) return this.asItIsNow(at);
    this.pool.moved({ ...at, end: later.start }, 0);
    this.pool.giveBack(this.doubted(later, "narrowing"));
    return this.doubted({ ...at, end: later.start }, "narrowing");
  }

  /** Another worker may have taken the end of the segment in the meantime. */
  private async asItIsNow(at: Segment): Promise<Segment> {
    const open = await openSegments(this.context.warehouse.db, this.context.runId);
    return open.find(({ segmentNumber }) => segmentNumber === at.segmentNumber) ?? { ...at, seek: at.end };
  }

  private async leave(at: Segment, error: BackfillError): Promise<Segment> {
    const { warehouse, runId, onUnansweredDay, onWindows } = this.context;
    this.unansweredDays++;
    const { moved, windows } = await warehouse.transaction(async (db) => {
      await bookUnanswered(db, runId, at.seek, error.message);
      const read = await advanceSegment(db, runId, at, { seek: at.end, tieOffset: 0 });
      return { moved: read, windows: await bookPages(db, runId, { pages: 0, start: at.seek, end: read.seek }) };
    });
    this.pool.moved(moved, 0);
    onUnansweredDay(at.seek, error.message);
    onWindows(windows);
    return moved;
  }
}

function isOfAStretch(error: unknown): error is BackfillError {
  return (error instanceof ContractError || error instanceof TransientError) && OF_A_STRETCH.has(error.code);
}

function stretchName({ seek, end }: Segment): string {
  return `${seek}/${end}`;
}

/** The midnight nearest to the middle of what is left. At least one midnight lies in what is left. */
function middleOf({ seek, end }: Segment): UtcInstant {
  const middle = (millisOf(seek) + millisOf(end)) / 2;
  const midnight = utcInstant(Math.floor(middle / DAY_MS) * DAY_MS);
  return midnight > seek ? midnight : nextUtcMidnight(seek);
}
