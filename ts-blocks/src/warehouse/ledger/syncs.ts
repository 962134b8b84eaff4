import { type EntityName, rawTable } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/** Ends every sync of some entities that broke off. The next sync reads from the mark, which has not moved. */
export async function abandonSyncs(db: Db, entities: readonly EntityName[]): Promise<void> {
  await db.query(
    `with broken as (
       update backfill.run
       set state = 'abandoned', finished_at_utc = now()
       where entity = any ($1::text[]) and state in ('loading', 'fetched', 'loaded')
         and load_id in (select load_id from backfill.load where kind = 'sync')
       returning run_id
     ), pages as (
       delete from backfill.staged_page where run_id in (select run_id from broken)
     )
     delete from backfill.staged_removal where run_id in (select run_id from broken)`,
    [entities],
  );
  await db.query(
    `update backfill.load l
     set state = 'abandoned', finished_at_utc = now()
     where kind = 'sync' and state = 'running'
       and not exists (
         select from backfill.run r where r.load_id = l.load_id and r.state in ('loading', 'fetched', 'loaded')
       )`,
  );
}

/** Entities for which QuickBooks' last answer was that the company does not have them, and from when on they were asked for. */
export async function unavailableAmong(
  db: Db,
  entities: readonly EntityName[],
): Promise<ReadonlyMap<EntityName, UtcInstant>> {
  const { rows } = await db.query<{ entity: EntityName; start: UtcInstant }>(
    `select entity, start
     from (
       select distinct on (entity) entity, state, range_start_utc as start
       from backfill.run
       where entity = any ($1::text[]) and state in ('complete', 'incomplete', 'unavailable')
       order by entity, run_id desc
     ) as newest
     where state = 'unavailable'`,
    [entities],
  );
  return new Map(rows.map(({ entity, start }) => [entity, start]));
}

/**
 * How many live rows the entity will have when the run's pages are rows and its removals are marked. A removal has no effect
 * if a copy of the record was asked for after the removal was seen, and a copy brings no marked row back unless it was. Where a
 * clock was set back, that differs from the order in which the two were found.
 */
export async function liveAfter(db: Db, entity: EntityName, runId: number): Promise<number> {
  const { rows } = await db.query<{ live: number }>(
    `with staged as materialized (
       select key.id, max((page.request ->> 'requested_at_utc')::timestamptz) as asked_at
       from backfill.staged_page page
       cross join unnest(page.record_ids) as key (id)
       where page.run_id = $1 and key.id is not null
       group by key.id
     ), removal as materialized (
       select r.record_id as id
       from backfill.staged_removal r
       left join staged on staged.id = r.record_id
       left join ${rawTable(entity)} kept on kept.id = r.record_id
       where r.run_id = $1
         and coalesce(greatest(staged.asked_at, (kept.request_payload ->> 'requested_at_utc')::timestamptz) <= r.seen_at_utc, true)
     )
     select (select count(*) from ${rawTable(entity)})
            - (select count(*) from ${rawTable(entity)} where deleted_seen_at_utc is not null)
            + (select count(*) from staged
               where not exists (select from removal where removal.id = staged.id)
                 and not exists (
                   select from ${rawTable(entity)} kept
                   where kept.id = staged.id
                     and (kept.deleted_seen_at_utc is null or kept.deleted_seen_at_utc >= staged.asked_at)
                 ))
            - (select count(*) from removal
               join ${rawTable(entity)} kept using (id)
               where kept.deleted_seen_at_utc is null) as live`,
    [runId],
  );
  return (rows[0] as { live: number }).live;
}

/**
 * Whether the table is older or newer than the ledger, as after a restore of one of them from a backup. The newest run whose
 * rows no later run has written again must have some in the table. A record that was marked as removed must still be marked,
 * or must have been written later. No row may name an unknown run.
 */
export async function isFromAnotherBackup(db: Db, entity: EntityName): Promise<boolean> {
  const { rows } = await db.query<{ differs: boolean }>(
    `with writer as (
       select r.run_id
       from backfill.run r
       join backfill.run_window w using (run_id)
       -- Only runs that came to their end: an abandoned one may have written a part, and is read again.
       where r.entity = $1 and r.state in ('complete', 'incomplete') and w.inserted + w.updated > 0
       group by r.run_id
       having sum(w.inserted + w.updated - w.moved_out - w.taken_over) > 0
       order by r.run_id desc
       limit 1
     ), remover as (
       select run_id, started_at_utc from backfill.run where entity = $1 and removed_count > 0 order by run_id desc limit 1
     )
     select exists (
              select from writer where not exists (select from ${rawTable(entity)} kept where kept.run_id = writer.run_id)
            )
            or exists (
              select
              from remover
              join backfill.run_finding found using (run_id)
              join ${rawTable(entity)} kept on kept.id = found.record_id
              where found.finding = 'removed' and kept.deleted_seen_at_utc is null
                and kept.ingested_at_utc < remover.started_at_utc
            )
            or exists (
              select from ${rawTable(entity)} kept
              where kept.run_id > coalesce((select max(run_id) from backfill.run), 0)
            ) as differs`,
    [entity],
  );
  return (rows[0] as { differs: boolean }).differs;
}

/** Books that the source counted the whole entity, and that the number of live rows will be the same. */
export async function bookWholeCount(db: Db, runId: number, whole: { at: UtcInstant; count: number }): Promise<void> {
  await db.query("update backfill.run set whole_at_utc = $2, whole_count = $3 where run_id = $1", [
    runId,
    whole.at,
    whole.count,
  ]);
}
