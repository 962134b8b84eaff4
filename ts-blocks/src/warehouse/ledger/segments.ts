import { TransientError } from "../../errors";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** A part of the range that one sequence of queries reads; [start, seek) has been read. */
export interface Segment {
  readonly segmentNumber: number;
  readonly start: UtcInstant;
  readonly end: UtcInstant;
  readonly seek: UtcInstant;
  /** Rows of the second `seek` that were already read, if that second holds more than a page. */
  readonly tieOffset: number;
  /** Whether its days have been read before, and the source counted more records than were read. */
  readonly rereading: boolean;
}

export interface SegmentPosition {
  readonly seek: UtcInstant;
  readonly tieOffset: number;
}

/** The segments of a run that are not read to their end, in order. */
export async function openSegments(db: Db, runId: number): Promise<Segment[]> {
  const { rows } = await db.query<SegmentRow & { rereading: boolean }>(
    `select ${SEGMENT_COLUMNS},
            exists (
              select from backfill.run_window w
              where w.run_id = s.run_id and w.state = 'pending' and w.attempts > 0
                and w.window_start_utc < s.end_utc and w.window_end_utc > s.seek_utc
            ) as rereading
     from backfill.run_segment s
     where run_id = $1 and seek_utc < end_utc
     order by start_utc, segment_number`,
    [runId],
  );
  return rows.map((row) => segmentOf(row, row.rereading));
}

interface SegmentRow {
  segment_number: number;
  start_utc: UtcInstant;
  end_utc: UtcInstant;
  seek_utc: UtcInstant;
  tie_offset: number;
}

const SEGMENT_COLUMNS = "segment_number, start_utc, end_utc, seek_utc, tie_offset";

function segmentOf(row: SegmentRow, rereading: boolean): Segment {
  return {
    segmentNumber: row.segment_number,
    start: row.start_utc,
    end: row.end_utc,
    seek: row.seek_utc,
    tieOffset: row.tie_offset,
    rereading,
  };
}

/**
 * Advances a segment, and returns it as it is now: another worker may have taken its end in the meantime. The old position is
 * part of the condition, so that two readers cannot both advance it.
 */
export async function advanceSegment(db: Db, runId: number, segment: Segment, next: SegmentPosition): Promise<Segment> {
  const { rows } = await db.query<SegmentRow>(
    `update backfill.run_segment
     set seek_utc = least($5, end_utc), tie_offset = case when $5 < end_utc then $6 else 0 end
     where run_id = $1 and segment_number = $2 and seek_utc = $3 and tie_offset = $4
     returning ${SEGMENT_COLUMNS}`,
    [runId, segment.segmentNumber, segment.seek, segment.tieOffset, next.seek, next.tieOffset],
  );
  if (rows[0] !== undefined) return segmentOf(rows[0], segment.rereading);
  throw new TransientError("SEGMENT_MOVED", `Another program has read on in segment ${segment.segmentNumber}.`, {
    remedy: "Run again; the run goes on where it stopped.",
    ids: { run: runId },
  });
}

/**
 * Cuts a segment in two at an instant that its reader has not reached. One statement changes both halves, so that every
 * instant is always in one of them.
 *
 * @returns the later half; undefined if the reader was quicker.
 */
export async function splitSegment(
  db: Db,
  runId: number,
  segment: Segment,
  at: UtcInstant,
): Promise<Segment | undefined> {
  const { rows } = await db.query<SegmentRow>(
    `with cut as (
       update backfill.run_segment
       set end_utc = $3
       where run_id = $1 and segment_number = $2 and seek_utc < $3 and end_utc = $4 and end_utc > $3
       returning run_id
     )
     insert into backfill.run_segment (run_id, segment_number, start_utc, end_utc, seek_utc)
     select run_id, (select max(segment_number) + 1 from backfill.run_segment where run_id = $1), $3, $4, $3
     from cut
     returning ${SEGMENT_COLUMNS}`,
    [runId, segment.segmentNumber, at, segment.end],
  );
  return rows[0] && segmentOf(rows[0], segment.rereading);
}
