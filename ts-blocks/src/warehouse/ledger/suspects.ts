import { type EntityName, rawTable } from "../../entities/entity";
import type { TimeRange } from "../../job/instants";
import type { Db } from "../database/connection";

/**
 * Ids of live rows that an earlier run has written and that this run did not meet.
 *
 * @param range only rows whose record lies in this range; undefined for all rows of the entity.
 */
export async function unmetRows(
  db: Db,
  entity: EntityName,
  runId: number,
  range: TimeRange | undefined,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with met as materialized (
       select distinct key.id
       from backfill.staged_page page
       cross join unnest(page.record_ids) as key (id)
       where page.run_id = $1
     )
     select kept.id
     from ${rawTable(entity)} kept
     where kept.run_id < $1 and kept.deleted_seen_at_utc is null
       and ($2::timestamptz is null or kept.source_updated_at_utc >= $2 and kept.source_updated_at_utc < $3)
       and not exists (select from met where met.id = kept.id)`,
    [runId, range?.start ?? null, range?.end ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Those of some ids for which this run has staged a copy, or for which there is a live row. */
export async function heldAmong(db: Db, entity: EntityName, runId: number, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `select distinct d.id
     from unnest($2::text[]) as d (id)
     where exists (
         select from ${rawTable(entity)} kept where kept.id = d.id and kept.deleted_seen_at_utc is null
       )
       or exists (select from backfill.staged_page page where page.run_id = $1 and d.id = any (page.record_ids))`,
    [runId, ids],
  );
  return rows.map(({ id }) => id);
}

/** Some ids that this run has met, the most recently read ones. */
export async function metLast(db: Db, runId: number, except: readonly string[], atMost: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct key.id
     from (
       select record_ids from backfill.staged_page where run_id = $1 order by page_number desc limit 1
     ) as page
     cross join unnest(page.record_ids) as key (id)
     where key.id is not null and key.id <> all ($2::text[])
     limit $3`,
    [runId, except, atMost],
  );
  return rows.map(({ id }) => id);
}

/** Ids of the live rows whose records were changed last. */
export async function newestLive(db: Db, entity: EntityName, atMost: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id
     from ${rawTable(entity)}
     where deleted_seen_at_utc is null
     order by source_updated_at_utc desc
     limit $1`,
    [atMost],
  );
  return rows.map(({ id }) => id);
}

/** How many live rows the entity has. */
export async function countLive(db: Db, entity: EntityName): Promise<number> {
  const { rows } = await db.query<{ live: number }>(
    `select (select count(*) from ${rawTable(entity)})
            - (select count(*) from ${rawTable(entity)} where deleted_seen_at_utc is not null) as live`,
  );
  return (rows[0] as { live: number }).live;
}

/** Days from which a record was deleted are no longer `complete` or `moved`, but `deleted`. */
export async function bookDeletedDays(db: Db, entity: EntityName, runId: number): Promise<void> {
  await db.query(
    `with gone as materialized (
       select record_id as id from backfill.staged_removal where run_id = $1
     ), copy as (
       select kept.source_updated_at_utc as updated_at
       from ${rawTable(entity)} kept
       join gone using (id)
       union all
       select key.updated_at
       from backfill.staged_page page
       cross join unnest(page.record_ids, page.record_updated_at_utc) as key (id, updated_at)
       join gone using (id)
       where page.run_id = $1 and exists (select from gone)
     )
     update backfill.run_window w
     set verdict = 'deleted'
     from copy
     where w.run_id = $1 and w.verdict in ('complete', 'moved')
       and copy.updated_at >= w.window_start_utc and copy.updated_at < w.window_end_utc`,
    [runId],
  );
}
