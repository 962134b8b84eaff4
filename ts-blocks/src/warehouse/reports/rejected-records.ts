import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

export interface RejectedFacts {
  readonly total: number;
  readonly reasons: readonly { readonly reason: string; readonly records: number }[];
  /** The first of them; the record's own text stays in the database. */
  readonly first: readonly {
    readonly recordId: string | null;
    readonly day: UtcInstant | null;
    readonly page: number | null;
    readonly position: number | null;
    readonly reason: string;
    readonly detail: string;
  }[];
}

/** More than these are not read one by one; the query in the report brings the rest. */
const SHOWN_MAX = 50;

export async function readRejected(db: Db, runId: number): Promise<RejectedFacts> {
  const reasons = await db.query<{ reason: string; records: number }>(
    `select reason, count(*) as records
     from backfill.rejected_record
     where run_id = $1
     group by reason
     order by records desc, reason`,
    [runId],
  );
  const first = await db.query<RejectedFacts["first"][number]>(
    `select record_id as "recordId", window_start_utc as day, page_number as page, position_on_page as position, reason, detail
     from backfill.rejected_record
     where run_id = $1
     order by rejected_record_id
     limit ${SHOWN_MAX}`,
    [runId],
  );
  return {
    total: reasons.rows.reduce((sum, { records }) => sum + records, 0),
    reasons: reasons.rows,
    first: first.rows,
  };
}
