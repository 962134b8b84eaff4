import { ENTITIES, type EntityName, rawTable } from "../../entities/entity";
import type { Db } from "../database/connection";
import { memberOf, stableText } from "./members";

/** The first staged page of a run, or undefined when all have become rows. */
export async function nextStagedPage(db: Db, runId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ page_number: number | null }>(
    "select min(page_number) as page_number from backfill.staged_page where run_id = $1",
    [runId],
  );
  return rows[0]?.page_number ?? undefined;
}

const RECORD_AS_JSONB = "convert_from(r.text, 'UTF8')::jsonb";

/**
 * Turns one staged page into rows, inside Postgres: takes the page apart, sets aside what jsonb or the table cannot hold,
 * writes the rest where it is not older than what is kept, books the tallies and deletes the page. Call it in a
 * transaction, under the entity's lock: "did it exist" and "did it change" are read before the write.
 *
 * Rows at a page's edge come once more on the next page. What is written is known again by its run; what is stale or set
 * aside leaves no trace in the table, so it is told on the last staged page that holds it.
 *
 * Each record is cut out of the page by its place: its text stays to the letter (for the hash), and one that jsonb cannot
 * hold costs itself and not its page.
 */
export async function exportPage(db: Db, entity: EntityName, runId: number, pageNumber: number): Promise<void> {
  await db.query("savepoint page");
  try {
    await writePage(db, entity, runId, pageNumber, RECORD_AS_JSONB);
  } catch (error) {
    // Class 22: a value that the type cannot hold. Asking of each record first would read every page twice.
    if (!/^22/.test(String((error as { code?: unknown }).code))) throw error;
    await db.query("rollback to savepoint page");
    await writePage(
      db,
      entity,
      runId,
      pageNumber,
      `case when pg_input_is_valid(convert_from(r.text, 'UTF8'), 'jsonb') then ${RECORD_AS_JSONB} end`,
    );
  }
}

/** @param payload the expression that makes a record's jsonb; null is a record that jsonb cannot hold. */
async function writePage(
  db: Db,
  entity: EntityName,
  runId: number,
  pageNumber: number,
  payload: string,
): Promise<void> {
  const raw = rawTable(entity);
  const syncToken = memberOf(entity, "payload", "SyncToken");
  await db.query(
    `with page as materialized (
       select request, first_updated_at_utc, last_updated_at_utc
       from backfill.staged_page
       where run_id = $1 and page_number = $2
     ), body as materialized (
       -- By itself, and read once: each reading of it copies the whole page.
       select convert_to(records, 'UTF8') as records, record_ids, record_updated_at_utc, record_starts, record_bytes,
              filed_at_utc
       from backfill.staged_page
       where run_id = $1 and page_number = $2
     ), day as materialized (
       -- A window is a UTC day, clipped at the ends of the range: the day alone tells which window a record may be in.
       select (w.window_start_utc at time zone 'UTC')::date as day, w.window_start_utc, w.window_end_utc
       from page
       join backfill.run_window w
         on w.run_id = $1
        and w.window_end_utc > page.first_updated_at_utc and w.window_start_utc <= page.last_updated_at_utc
     ), record as materialized (
       -- A record belongs to the day of its own change; one of a list that was read whole, to the one window of that list.
       select r.position, r.id, r.updated_at, coalesce(body.filed_at_utc, r.updated_at) as filed_at, r.text,
              encode(sha256(${stableText(entity, "r.text")}), 'hex') as payload_sha256,
              ${payload} as payload
       from body
       cross join lateral (
         select position, id, updated_at, substr(body.records, start + 1, bytes) as text
         from unnest(body.record_ids, body.record_updated_at_utc, body.record_starts, body.record_bytes)
              with ordinality as r (id, updated_at, start, bytes, position)
       ) r
     ), judged as materialized (
       select record.position, record.id, record.updated_at, record.filed_at, record.payload_sha256,
              day.window_start_utc, day.window_end_utc,
              case when ${syncToken} ~ '^[0-9]{1,18}$' then (${syncToken})::bigint end as sync_token,
              case
                when payload is null then 'NOT_JSONB'
                when record.id is null then 'NO_ID'
                when record.updated_at is null and $4 then 'NO_LAST_UPDATED_TIME'
                when day.day is null then 'OUTSIDE_RANGE'
              end as reason
       from record
       left join day
         on day.day = (record.filed_at at time zone 'UTC')::date
        and record.filed_at >= day.window_start_utc and record.filed_at < day.window_end_utc
     ), rejected as (
       insert into backfill.rejected_record (run_id, entity, page_number, position_on_page, record_id, window_start_utc,
                                             reason, detail, record_text, request)
       select $1, $3, $2, position, judged.id, window_start_utc, reason,
              case reason
                when 'NOT_JSONB' then (pg_input_error_info(convert_from(record.text, 'UTF8'), 'jsonb')).message
                when 'NO_ID' then 'The record has no Id.'
                when 'NO_LAST_UPDATED_TIME' then 'The record has no MetaData.LastUpdatedTime with an offset.'
                else 'Its LastUpdatedTime lies outside the range that was asked for.'
              end,
              convert_from(record.text, 'UTF8'), page.request
       from judged
       join record using (position)
       cross join page
       where reason is not null and not exists (
           select from backfill.staged_page later
           where later.run_id = $1 and later.page_number > $2
             and later.first_updated_at_utc <= judged.filed_at and later.last_updated_at_utc >= judged.filed_at
             and judged.id = any (later.record_ids)
         )
       on conflict (run_id, page_number, position_on_page) do nothing
     ), copy as materialized (
       -- Reading live data can show an Id twice, and one statement may not write a row twice: the newest copy counts.
       select judged.*,
              row_number() over (
                partition by id order by updated_at desc nulls last, sync_token desc nulls last, position desc
              ) as rank,
              first_value(window_start_utc) over (
                partition by id order by updated_at desc nulls last, sync_token desc nulls last, position desc
              ) as newest_window_start_utc
       from judged
       where reason is null
     ), compared as materialized (
       select copy.*,
              kept.run_id as kept_run_id,
              kept.extract_window_start_utc as kept_window_start_utc,
              kept.payload_sha256 as kept_sha256,
              -- Written by this very run for this very day: the row was read twice, at a page's edge or by a retry.
              coalesce(kept.run_id = $1 and kept.extract_window_start_utc = copy.window_start_utc, false) as counted_before
       from copy
       left join ${raw} kept using (id)
       where rank = 1
     ), written as (
       insert into ${raw} as kept (id, payload, extract_window_start_utc, extract_window_end_utc, page_number, page_size,
                                   request_payload, source_updated_at_utc, sync_token, payload_sha256, run_id)
       select compared.id, record.payload, window_start_utc, window_end_utc, $2, (page.request ->> 'max_results')::integer,
              page.request, compared.updated_at, sync_token, compared.payload_sha256, $1
       from compared
       join record using (position)
       cross join page
       where not (counted_before and kept_sha256 = compared.payload_sha256)
       on conflict (id) do update
         set payload = excluded.payload,
             ingested_at_utc = now(),
             extract_window_start_utc = excluded.extract_window_start_utc,
             extract_window_end_utc = excluded.extract_window_end_utc,
             page_number = excluded.page_number,
             page_size = excluded.page_size,
             request_payload = excluded.request_payload,
             source_updated_at_utc = excluded.source_updated_at_utc,
             sync_token = excluded.sync_token,
             payload_sha256 = excluded.payload_sha256,
             run_id = excluded.run_id
         -- A replayed window must never bury a newer copy under an older one. Balances move without SyncToken, so a tie
         -- of both is written: at worst it is the same row once more.
         where (coalesce(kept.source_updated_at_utc, '-infinity'), coalesce(kept.sync_token, -1))
            <= (coalesce(excluded.source_updated_at_utc, '-infinity'), coalesce(excluded.sync_token, -1))
       returning id, (xmax = 0) as inserted -- xmax is 0 only on a row that this statement created
     ), event as (
       -- "in", not a join: nobody knows beforehand how many rows were written, and a planner that guesses few loops.
       select window_start_utc,
              (id in (select id from written where inserted))::integer as inserted,
              (id in (select id from written where not inserted))::integer as updated,
              (id in (select id from written where not inserted) and kept_sha256 <> payload_sha256)::integer as changed,
              (id not in (select id from written))::integer as stale,
              0 as rejected, 0 as moved_out
       from compared
       where not counted_before and (id in (select id from written) or not exists (
           select from backfill.staged_page later
           where later.run_id = $1 and later.page_number > $2
             and later.first_updated_at_utc <= compared.filed_at and later.last_updated_at_utc >= compared.filed_at
             and compared.id = any (later.record_ids)
         ))
       union all
       select kept_window_start_utc, 0, 0, 0, 0, 0, 1
       from compared
       where kept_run_id = $1 and not counted_before and id in (select id from written)
       union all
       select window_start_utc, 0, 0, 0, 1, 0, 0 from copy where rank > 1 and window_start_utc <> newest_window_start_utc
       union all
       select window_start_utc, 0, 0, 0, 0, 1, 0 from judged
       where reason is not null and not exists (
           select from backfill.staged_page later
           where later.run_id = $1 and later.page_number > $2
             and later.first_updated_at_utc <= judged.filed_at and later.last_updated_at_utc >= judged.filed_at
             and judged.id = any (later.record_ids)
         )
     ), tally as materialized (
       select window_start_utc, sum(inserted) as inserted, sum(updated) as updated, sum(changed) as changed,
              sum(stale) as stale, sum(rejected) as rejected, sum(moved_out) as moved_out
       from event
       group by 1
     ), booked as (
       update backfill.run_window w
       set inserted = w.inserted + tally.inserted,
           updated = w.updated + tally.updated,
           changed = w.changed + tally.changed,
           stale = w.stale + tally.stale,
           rejected = w.rejected + tally.rejected,
           moved_out = w.moved_out + tally.moved_out
       from tally
       where w.run_id = $1 and w.window_start_utc = tally.window_start_utc
     ), removed as (
       delete from backfill.staged_page where run_id = $1 and page_number = $2
     )
     select`,
    [runId, pageNumber, entity, ENTITIES[entity].timed !== false],
  );
}

/** Books as loaded every day of which no staged page can hold a row any more, and the run when that is all of them. */
export async function bookLoadedWindows(db: Db, runId: number): Promise<void> {
  await db.query(
    `update backfill.run_window w
     set state = 'loaded'
     where w.run_id = $1 and w.state = 'fetched'
       and not exists (
         select from backfill.staged_page p
         where p.run_id = $1 and p.last_updated_at_utc >= w.window_start_utc and p.first_updated_at_utc < w.window_end_utc
       )`,
    [runId],
  );
  await db.query(
    `update backfill.run r
     set state = 'loaded', loaded_at_utc = now()
     where r.run_id = $1 and r.state = 'fetched'
       and not exists (select from backfill.run_window w where w.run_id = $1 and w.state <> 'loaded')
       and not exists (select from backfill.staged_page p where p.run_id = $1)`,
    [runId],
  );
}

/** Adds to the time that turning pages into rows has taken. */
export async function bookExportTime(db: Db, runId: number, ms: number): Promise<void> {
  await db.query("update backfill.run set export_ms = export_ms + $2 where run_id = $1", [runId, Math.round(ms)]);
}

export interface ExportTotals {
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly stale: number;
  readonly rejected: number;
  /** Rows of the entity's table after the run, from every run. */
  readonly total: number;
}

/** The run's counters in all, as the ledger has them. */
export async function exportTotals(db: Db, entity: EntityName, runId: number): Promise<ExportTotals> {
  const { rows } = await db.query<ExportTotals>(
    `select coalesce(sum(inserted), 0)::bigint as inserted, coalesce(sum(updated), 0)::bigint as updated,
            coalesce(sum(changed), 0)::bigint as changed, coalesce(sum(stale), 0)::bigint as stale,
            (select count(*) from backfill.rejected_record where run_id = $1) as rejected,
            (select count(*) from ${rawTable(entity)}) as total
     from backfill.run_window
     where run_id = $1`,
    [runId],
  );
  return rows[0] as ExportTotals;
}
