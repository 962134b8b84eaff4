import { type BackfillError, ContractError, TransientError } from "../errors";
import { DAY_MS, millisOf, type UtcInstant, utcInstant } from "../job/instants";
import { nextUtcMidnight } from "../job/windows";
import { TOO_LONG } from "../qbo/call-errors";
import type { Warehouse } from "../warehouse/database/connection";
import { advanceSegment, openSegments, type Segment, splitSegment } from "../warehouse/ledger/segments";
import { bookPages, type FetchedWindow } from "../warehouse/ledger/staging";
import { bookUnread } from "../warehouse/ledger/unread-days";
import type { PagePatience, PageReader } from "./read-page";
import type { SegmentPool } from "./segment-pool";

/** A run that leaves more days than these unread says nothing of use: then the source is waited for, or the run ends. */
const UNREAD_DAYS_MAX = 31;

/** What may be the fault of what lies in the stretch that was asked for. */
const OF_A_STRETCH = new Set(["QBO_UNAVAILABLE", "QBO_REFUSED", "QBO_ANSWER_SHAPE", TOO_LONG]);

/**
 * narrowing: the source answers beside this stretch, so it is halved until single days are known that it does not give out.
 * day: such a day is asked for once more with patience. down: the source answers nowhere, and is waited for.
 */
type Doubt = "narrowing" | "day" | "down";

export interface NarrowingContext {
  readonly warehouse: Warehouse;
  readonly runId: number;
  readonly onUnread: (day: UtcInstant, why: string) => void;
  readonly onWindows: (windows: readonly FetchedWindow[]) => void;
}

/**
 * Finds the days that the source does not give out, whatever the reason, and leaves them unread: the other days load and are
 * judged. A page that fails may be any of a segment's days, so the segment is cut in two at a midnight, and so is the half
 * that fails again: of five years, eleven times.
 */
export class Narrowing {
  private readonly doubts = new Map<number, Doubt>();
  private unread = 0;

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
   * Decides what to do about a segment whose page failed.
   *
   * @returns the segment as it is now; read on from there.
   * @throws the error itself where it is not the stretch's, with the stretch in its ids.
   */
  async after(error: unknown, at: Segment): Promise<Segment> {
    if (!isOfAStretch(error)) throw error;
    const doubt = this.doubts.get(at.segmentNumber);
    const isDay = at.end <= nextUtcMidnight(at.seek);
    if (doubt === "down" || (isDay && this.unread === UNREAD_DAYS_MAX)) throw error.at({ window: stretchOf(at) });
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

  /** Another worker has taken its end off meanwhile. */
  private async asItIsNow(at: Segment): Promise<Segment> {
    const open = await openSegments(this.context.warehouse.db, this.context.runId);
    return open.find(({ segmentNumber }) => segmentNumber === at.segmentNumber) ?? { ...at, seek: at.end };
  }

  private async leave(at: Segment, error: BackfillError): Promise<Segment> {
    const { warehouse, runId, onUnread, onWindows } = this.context;
    this.unread++;
    const { moved, windows } = await warehouse.transaction(async (db) => {
      await bookUnread(db, runId, at.seek, error.message);
      const read = await advanceSegment(db, runId, at, { seek: at.end, tieOffset: 0 });
      return { moved: read, windows: await bookPages(db, runId, { pages: 0, start: at.seek, end: read.seek }) };
    });
    this.pool.moved(moved, 0);
    onUnread(at.seek, error.message);
    onWindows(windows);
    return moved;
  }
}

function isOfAStretch(error: unknown): error is BackfillError {
  return (error instanceof ContractError || error instanceof TransientError) && OF_A_STRETCH.has(error.code);
}

function stretchOf({ seek, end }: Segment): string {
  return `${seek}/${end}`;
}

/** The midnight nearest to the middle of what is left; what is left reaches over one at least. */
function middleOf({ seek, end }: Segment): UtcInstant {
  const middle = (millisOf(seek) + millisOf(end)) / 2;
  const midnight = utcInstant(Math.floor(middle / DAY_MS) * DAY_MS);
  return midnight > seek ? midnight : nextUtcMidnight(seek);
}
