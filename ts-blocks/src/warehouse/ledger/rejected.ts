import type { EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** A record that the source cannot render. */
export interface UnreadableFound {
  /** Its LastUpdatedTime lies between these two, or is one of them. */
  readonly notBefore: UtcInstant;
  readonly notAfter: UtcInstant;
  /** A time in its day, as near as is known. */
  readonly near: UtcInstant;
  readonly detail: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * Whether what was met at one place may be what was met at another: their bounds overlap by more than the second of a
 * neighbour that stands between the two, or the ones lie within the others.
 */
const mayBe = (one: string, other: string) =>
  `((${one}.not_before_utc < ${other}.not_after_utc and ${other}.not_before_utc < ${one}.not_after_utc)
    or (${one}.not_before_utc >= ${other}.not_before_utc and ${one}.not_after_utc <= ${other}.not_after_utc)
    or (${one}.not_before_utc <= ${other}.not_before_utc and ${one}.not_after_utc >= ${other}.not_after_utc))`;

/**
 * Books the unreadable records of one read, each once a run. One that may lie where an earlier read found one is the same,
 * met again at a page's edge or when its day is read again; of several in one place, as many are new as this read met
 * beyond those that are booked there.
 */
export async function rejectUnreadable(
  db: Db,
  runId: number,
  entity: EntityName,
  records: readonly UnreadableFound[],
): Promise<void> {
  if (records.length === 0) return;
  // One at a time: where a segment is shared while its page is under way, two workers may meet the same record.
  await db.query("select from backfill.run where run_id = $1 for update", [runId]);
  await db.query(
    `with found as (
       select *
       from unnest($3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::jsonb[]) with ordinality
         as f (near_utc, not_before_utc, not_after_utc, detail, request, nth)
     ), booked as (
       insert into backfill.rejected_record (run_id, entity, window_start_utc, not_before_utc, not_after_utc, reason, detail,
                                             request)
       select $1, $2, w.window_start_utc, f.not_before_utc, f.not_after_utc, 'UNREADABLE', f.detail, f.request
       from found f
       join backfill.run_window w
         on w.run_id = $1 and f.near_utc >= w.window_start_utc and f.near_utc < w.window_end_utc
       where (
         select count(*)
         from found g
         where g.nth <= f.nth and ${mayBe("g", "f")}
       ) > (
         select count(*)
         from backfill.rejected_record r
         where r.run_id = $1 and r.reason = 'UNREADABLE' and ${mayBe("r", "f")}
       )
       returning window_start_utc
     )
     update backfill.run_window w
     set unreadable = w.unreadable + b.records
     from (select window_start_utc, count(*) as records from booked group by 1) as b
     where w.run_id = $1 and w.window_start_utc = b.window_start_utc`,
    [
      runId,
      entity,
      records.map((record) => record.near),
      records.map((record) => record.notBefore),
      records.map((record) => record.notAfter),
      records.map((record) => record.detail),
      records.map((record) => JSON.stringify(record.request)),
    ],
  );
}
