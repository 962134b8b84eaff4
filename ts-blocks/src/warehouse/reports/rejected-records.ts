import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

export interface RejectedFacts {
  readonly total: number;
  readonly reasons: readonly { readonly reason: string; readonly records: number }[];
  /** The first rejected records. The text of a record stays in the database. */
  readonly first: readonly {
    readonly recordId: string | null;
    readonly day: UtcInstant | null;
    readonly page: number | null;
    readonly position: number | null;
    readonly reason: string;
    readonly detail: string;
    /** For an unreadable record: its LastUpdatedTime lies between these two, or is one of them. */
    readonly notBefore: UtcInstant | null;
    readonly notAfter: UtcInstant | null;
    /** For an unreadable record: the ids of the records before and after it. */
    readonly neighbours: { readonly before: string | null; readonly after: string | null };
  }[];
}

/** If there are more, not all are read one by one. The query in the report finds the rest. */
const SHOWN_MAX = 50;
/** As many as a log line and a failure name. */
export const NAMED_MAX = 3;
/** An Id of QuickBooks has at most 19 digits. A longer one is cut. */
const ID_CHARACTERS_MAX = 60;

/** @param shownMax how many are read one by one. */
export async function readRejected(db: Db, runId: number, shownMax: number = SHOWN_MAX): Promise<RejectedFacts> {
  const reasons = await db.query<{ reason: string; records: number }>(
    `select reason, count(*) as records
     from backfill.rejected_record
     where run_id = $1
     group by reason
     order by records desc, reason`,
    [runId],
  );
  const first = await db.query<RejectedFacts["first"][number]>(
    `select left(record_id, ${ID_CHARACTERS_MAX}) as "recordId", window_start_utc as day, page_number as page,
            position_on_page as position, reason, detail, not_before_utc as "notBefore", not_after_utc as "notAfter",
            json_build_object('before', substring(detail from 'after record (\\S+) of'),
                              'after', substring(detail from 'before record (\\S+) of')) as neighbours
     from backfill.rejected_record
     where run_id = $1
     order by rejected_record_id
     limit ${shownMax}`,
    [runId],
  );
  return {
    total: reasons.rows.reduce((sum, { records }) => sum + records, 0),
    reasons: reasons.rows,
    first: first.rows,
  };
}
