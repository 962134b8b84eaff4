import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import { type RunSummary, readRunSummary } from "./run-summary";

/** The run of exactly the same range that ended before this one, and a comparison with this one. */
export interface PreviousRun {
  readonly before: RunSummary;
  readonly now: RunSummary;
  /** Days for which this run read another number of records. */
  readonly daysThatDiffer: number;
  readonly firstDays: readonly { readonly day: UtcInstant; readonly before: number; readonly now: number }[];
}

const SHOWN_MAX = 50;

export async function readPreviousRun(db: Db, runId: number): Promise<PreviousRun | undefined> {
  const { rows } = await db.query<{ runId: number }>(
    `select earlier.run_id as "runId"
     from backfill.run this
     join backfill.run earlier
       on earlier.entity = this.entity and earlier.range_start_utc = this.range_start_utc
      and earlier.requested_end_utc = this.requested_end_utc and earlier.run_id < this.run_id
      and earlier.state in ('complete', 'incomplete')
     where this.run_id = $1
     order by earlier.run_id desc
     limit 1`,
    [runId],
  );
  const earlier = rows[0];
  if (earlier === undefined) return undefined;
  const days = await db.query<{ day: UtcInstant; before: number; now: number; days: number }>(
    `select window_start_utc as day, before, now, count(*) over () as days
     from (
       -- The days are grouped and not joined, for the reason that stands in windows.ts.
       select window_start_utc, max(rows) filter (where run_id = $2) as before, max(rows) filter (where run_id = $1) as now
       from backfill.run_window
       where run_id in ($1, $2)
       group by 1
     ) as pair
     where before <> now
     order by 1
     limit ${SHOWN_MAX}`,
    [runId, earlier.runId],
  );
  return {
    before: await readRunSummary(db, earlier.runId),
    now: await readRunSummary(db, runId),
    daysThatDiffer: days.rows[0]?.days ?? 0,
    firstDays: days.rows.map(({ day, before, now }) => ({ day, before, now })),
  };
}
