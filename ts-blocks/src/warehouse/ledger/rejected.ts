import type { EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import { takeTurn } from "./turn";

/** A record that the source cannot render. */
export interface UnreadableFound {
  /** Its LastUpdatedTime lies between these two, or is one of them. */
  readonly notBefore: UtcInstant;
  readonly notAfter: UtcInstant;
  /** A time in its day, as near to its own time as is known. */
  readonly near: UtcInstant;
  readonly detail: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * Whether the unreadable records of two places may be the same records. They may be if their bounds overlap by more than the
 * second of a neighbour that stands between them, or if the bounds of one lie within those of the other.
 */
const mayBe = (one: string, other: string) =>
  `((${one}.not_before_utc < ${other}.not_after_utc and ${other}.not_before_utc < ${one}.not_after_utc)
    or (${one}.not_before_utc >= ${other}.not_before_utc and ${one}.not_after_utc <= ${other}.not_after_utc)
    or (${one}.not_before_utc <= ${other}.not_before_utc and ${one}.not_after_utc >= ${other}.not_after_utc))`;

/**
 * Books the unreadable records of one read, each once for the run. A record that may lie at the place of an earlier one is
 * the same record, met again at a page's edge or when its day is read again. If this read met more records at one place than
 * are booked there, only the surplus is new.
 */
export async function rejectUnreadable(
  db: Db,
  runId: number,
  entity: EntityName,
  records: readonly UnreadableFound[],
): Promise<void> {
  if (records.length === 0) return;
  // If a segment is shared while its page is under way, two workers may meet the same record.
  await takeTurn(db, runId);
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

/** An unreadable record whose time lies between two days. It is booked under the day of a neighbour. */
export interface UnplacedRecord {
  readonly rejectedRecordId: number;
  /** Start of the day under which it is booked. */
  readonly bookedOn: UtcInstant;
  /** Its LastUpdatedTime lies between these two, or is one of them. */
  readonly notBefore: UtcInstant;
  readonly notAfter: UtcInstant;
}

/** Unreadable records of a run whose neighbours lie in different days. */
export async function unplacedRecords(db: Db, runId: number): Promise<UnplacedRecord[]> {
  const { rows } = await db.query<UnplacedRecord>(
    `select rejected_record_id as "rejectedRecordId", window_start_utc as "bookedOn", not_before_utc as "notBefore",
            not_after_utc as "notAfter"
     from backfill.rejected_record
     where run_id = $1 and reason = 'UNREADABLE'
       and date_trunc('day', not_before_utc, 'UTC') < date_trunc('day', not_after_utc, 'UTC')
     order by not_before_utc, rejected_record_id`,
    [runId],
  );
  return rows;
}

/** Books unreadable records under the days in which they were found to lie. */
export async function bookPlaces(
  db: Db,
  runId: number,
  places: readonly { readonly rejectedRecordId: number; readonly day: UtcInstant }[],
): Promise<void> {
  if (places.length === 0) return;
  await db.query(
    `with moved as (
       update backfill.rejected_record r
       set window_start_utc = w.window_start_utc,
           not_before_utc = greatest(r.not_before_utc, w.window_start_utc),
           not_after_utc = least(r.not_after_utc, w.window_end_utc - interval '1 second')
       from unnest($2::bigint[], $3::timestamptz[]) as place (rejected_record_id, day_utc)
       join backfill.run_window w on w.run_id = $1 and w.window_start_utc = place.day_utc
       join backfill.rejected_record booked on booked.rejected_record_id = place.rejected_record_id
       where r.rejected_record_id = place.rejected_record_id
       returning booked.window_start_utc as from_utc, w.window_start_utc as to_utc
     ), change as (
       select window_start_utc, sum(records) as records
       from (select from_utc, -1 from moved union all select to_utc, 1 from moved) as side (window_start_utc, records)
       group by 1
     )
     update backfill.run_window w
     set unreadable = w.unreadable + change.records
     from change
     where w.run_id = $1 and w.window_start_utc = change.window_start_utc`,
    [runId, places.map((place) => place.rejectedRecordId), places.map(({ day }) => day)],
  );
}
