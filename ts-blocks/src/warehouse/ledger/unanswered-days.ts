import type { UtcInstant, Window } from "../../job/instants";
import type { Db } from "../database/connection";
import { takeTurn } from "./turn";

/** A day that the source did not return, or only in part. */
export interface UnansweredDay extends Window {
  /** The source's answer instead of the day. */
  readonly why: string;
}

/** Call it in the transaction that advances the segment. @param at an instant of the day. */
export async function bookUnanswered(db: Db, runId: number, at: UtcInstant, why: string): Promise<void> {
  await takeTurn(db, runId);
  await db.query(
    `update backfill.run_window
     set failure_message = $3
     where run_id = $1 and window_start_utc <= $2 and window_end_utc > $2`,
    [runId, at, why],
  );
}

/** The unanswered days of a run, in order. */
export async function unansweredDays(db: Db, runId: number): Promise<UnansweredDay[]> {
  const { rows } = await db.query<UnansweredDay>(
    `select window_start_utc as start, window_end_utc as "end", failure_message as why
     from backfill.run_window
     where run_id = $1 and failure_message is not null
     order by window_start_utc`,
    [runId],
  );
  return rows;
}
