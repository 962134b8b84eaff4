import { type EntityName, rawTable, versionsTable } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** What showed that a record is gone: change data capture, its absence when asked for by id, or its absence from a list. */
export type RemovedBy = "cdc" | "sweep" | "vanished";

/** A record that QuickBooks no longer has. */
export interface Removal {
  readonly id: string;
  /** When it was deleted, if QuickBooks says so. */
  readonly deletedAt: UtcInstant | null;
  /** When the question was asked whose answer showed that the record is gone. */
  readonly seenAt: UtcInstant;
  readonly by: RemovedBy;
}

/**
 * Keeps for the exporter which records are gone. What the run has kept earlier about a record stays.
 *
 * @returns of how many records this is news.
 */
export async function stageRemovals(db: Db, runId: number, removals: readonly Removal[]): Promise<number> {
  if (removals.length === 0) return 0;
  const { rowCount } = await db.query(
    `insert into backfill.staged_removal (run_id, record_id, deleted_at_utc, seen_at_utc, deleted_by)
     select $1, r.*
     from unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[]) as r
     on conflict (run_id, record_id) do nothing`,
    [
      runId,
      removals.map(({ id }) => id),
      removals.map(({ deletedAt }) => deletedAt),
      removals.map(({ seenAt }) => seenAt),
      removals.map(({ by }) => by),
    ],
  );
  return rowCount ?? 0;
}

/**
 * Marks the rows of the records that a run found to be gone. If a copy of the record was asked for later than that, the record
 * exists. If the run keeps versions, it keeps their payloads. Call it in a transaction, when all pages of the run are rows.
 *
 * @returns how many rows it marked.
 */
export async function markRemoved(db: Db, entity: EntityName, runId: number): Promise<number> {
  const { rows } = await db.query<{ removed: number }>(
    `with gone as (
       delete from backfill.staged_removal where run_id = $1 returning *
     ), marked as (
       update ${rawTable(entity)} kept
       set deleted_at_utc = gone.deleted_at_utc, deleted_seen_at_utc = gone.seen_at_utc, deleted_by = gone.deleted_by,
           deleted_run_id = $1
       from gone
       where kept.id = gone.record_id and kept.deleted_seen_at_utc is null
         and coalesce((kept.request_payload ->> 'requested_at_utc')::timestamptz, '-infinity') <= gone.seen_at_utc
       returning kept.id, kept.source_updated_at_utc
     ), noted as (
       insert into backfill.run_finding (run_id, finding, record_id, source_updated_at_utc)
       select $1, 'removed', id, source_updated_at_utc from marked
       on conflict do nothing
     ), versions as (
       insert into ${versionsTable(entity)} (id, held_from_utc, held_to_utc, ended_by, ended_run_id, payload,
                                             source_updated_at_utc, sync_token, payload_sha256, run_id)
       select id, coalesce(held_since_utc, ingested_at_utc), greatest(now(), held_since_utc, ingested_at_utc), 'removed', $1, payload, kept.source_updated_at_utc,
              sync_token, payload_sha256, run_id
       from marked
       join ${rawTable(entity)} kept using (id)
       where (select keep_versions from backfill.run where run_id = $1)
       on conflict (id, held_from_utc) do nothing
     ), booked as (
       update backfill.run set removed_count = removed_count + (select count(*) from marked) where run_id = $1
     )
     select count(*) as removed from marked`,
    [runId],
  );
  return (rows[0] as { removed: number }).removed;
}
