import type { EntityName } from "../job/entity";
import type { UtcInstant } from "../job/instants";
import type { Db } from "./connection";

/** A record that the source cannot render. */
export interface UnreadableFound {
  /** A time in its day, as near as is known. */
  readonly near: UtcInstant;
  /** What is known of its place, in words: whatever has one of these neighbours is the same record, found again. */
  readonly neighbours: readonly string[];
  readonly detail: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** Books records that the source cannot render, each once a run. */
export async function rejectUnreadable(
  db: Db,
  runId: number,
  entity: EntityName,
  records: readonly UnreadableFound[],
): Promise<void> {
  for (const { near, neighbours, detail, request } of records) {
    await db.query(
      `insert into backfill.rejected_record (run_id, entity, window_start_utc, reason, detail, request)
       select $1, $2, w.window_start_utc, 'UNREADABLE', $5, $6
       from backfill.run_window w
       where w.run_id = $1 and $3::timestamptz >= w.window_start_utc and $3 < w.window_end_utc
         and not exists (
           select from backfill.rejected_record r
           cross join unnest($4::text[]) as neighbour
           where r.run_id = $1 and r.reason = 'UNREADABLE' and position(neighbour in r.detail) > 0
         )`,
      [runId, entity, near, neighbours, detail, JSON.stringify(request)],
    );
  }
}
