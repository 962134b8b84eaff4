-- Turns one staged page into rows of a raw table, books what became of each record, and deletes the page. It returns the members
-- of the page's records, for the drift register, and the times that the page spans.
-- Run it in a transaction, while no other program works on the entity: what the table holds is read before it is written. Two
-- sessions may run it at the same time for two pages that have no record in common.
-- In psql, for a page of invoices:
--   \set run_id 7
--   \set page_number 3
--   \set entity '\'invoices\''
--   \set raw_table raw.qb_invoices
--   \set versions_table raw.qb_invoices_versions
--   \set sync_token 'payload #>> \'{SyncToken}\''
--   \set stable_text r.text
--   \set timed true
--   \set careful false
--   \set too_deep '\'{}\''
with page as materialized (
  -- How the page was asked for, and the times that it spans.
  select request, first_updated_at_utc, last_updated_at_utc
  from backfill.staged_page
  where run_id = :run_id and page_number = :page_number
), body as materialized (
  -- The text of the records and the place of each in it. This is a step of its own, since each reading copies the whole text.
  select convert_to(records, 'UTF8') as records, record_ids, record_updated_at_utc, record_starts, record_bytes,
         filed_at_utc
  from backfill.staged_page
  where run_id = :run_id and page_number = :page_number
), day as materialized (
  -- The windows of the page. A window is a UTC day, clipped to the range. So the day of a record shows its window.
  select (w.window_start_utc at time zone 'UTC')::date as day, w.window_start_utc, w.window_end_utc
  from page
  join backfill.run_window w
    on w.run_id = :run_id
   and w.window_end_utc > page.first_updated_at_utc and w.window_start_utc <= page.last_updated_at_utc
), later as materialized (
  -- Later pages of the run that reach into the times of this one: they may hold some of its records once more.
  select next.first_updated_at_utc, next.last_updated_at_utc, next.record_ids
  from page
  join backfill.staged_page next
    on next.run_id = :run_id and next.page_number > :page_number
   and next.first_updated_at_utc <= page.last_updated_at_utc and next.last_updated_at_utc >= page.first_updated_at_utc
), record as materialized (
  -- Each record, cut out of the text unchanged. With :careful, a record that jsonb cannot hold has a null payload. The positions
  -- in :too_deep have a null payload too, since even the check would fail there. A record is filed under the day of its last
  -- change. A record of a list that was read whole is filed under the one window of that list.
  select r.position, r.id, r.updated_at, coalesce(body.filed_at_utc, r.updated_at) as filed_at, r.text,
         encode(sha256(:stable_text), 'hex') as payload_sha256,
         case when r.position = any ((:too_deep)::integer[]) then null
              when not :careful or pg_input_is_valid(convert_from(r.text, 'UTF8'), 'jsonb')
              then convert_from(r.text, 'UTF8')::jsonb end as payload
  from body
  cross join lateral (
    select position, id, updated_at, substr(body.records, start + 1, bytes) as text
    from unnest(body.record_ids, body.record_updated_at_utc, body.record_starts, body.record_bytes)
         with ordinality as r (id, updated_at, start, bytes, position)
  ) r
), judged as materialized (
  -- The window of each record, and the reason why the table cannot hold the record; null if it can.
  select record.position, record.id, record.updated_at, record.filed_at, record.payload_sha256,
         day.window_start_utc, day.window_end_utc,
         case when :sync_token ~ '^[0-9]{1,18}$' then (:sync_token)::bigint end as sync_token,
         case
           when payload is null then 'NOT_JSONB'
           when record.id is null then 'NO_ID'
           when record.updated_at is null and :timed then 'NO_LAST_UPDATED_TIME'
           when day.day is null then 'OUTSIDE_RANGE'
         end as reason
  from record
  left join day
    on day.day = (record.filed_at at time zone 'UTC')::date
   and record.filed_at >= day.window_start_utc and record.filed_at < day.window_end_utc
), copy as materialized (
  -- A page can show an Id twice, since records change while it is read, and one statement may not write a row twice. Rank 1 is
  -- the newest copy. SyncToken decides before the time, since the time can move back.
  select judged.*,
         row_number() over newest_first as rank,
         first_value(window_start_utc) over newest_first as newest_window_start_utc
  from judged
  where reason is null
  window newest_first as (partition by id order by sync_token desc nulls last, updated_at desc nulls last, position desc)
), compared as materialized (
  -- The newest copies beside the rows that the table holds. If this run has written the row for this day, it was read twice.
  select copy.*,
         kept.run_id as kept_run_id,
         kept.extract_window_start_utc as kept_window_start_utc,
         kept.payload_sha256 as kept_sha256,
         kept.deleted_seen_at_utc is not null as kept_removed,
         coalesce(kept.run_id = :run_id and kept.extract_window_start_utc = copy.window_start_utc, false) as counted_before
  from copy
  left join :raw_table kept using (id)
  where rank = 1
), written as (
  -- The rows that are written: new ones, and those of which the table holds no newer copy.
  insert into :raw_table as kept (id, payload, extract_window_start_utc, extract_window_end_utc, page_number, page_size,
                                  request_payload, source_updated_at_utc, sync_token, payload_sha256, run_id,
                                  held_since_utc)
  select compared.id, record.payload, window_start_utc, window_end_utc, :page_number,
         (page.request ->> 'max_results')::integer, page.request, compared.updated_at, sync_token,
         compared.payload_sha256, :run_id,
         case when (select keep_versions from backfill.run where run_id = :run_id) then now() end
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
        run_id = excluded.run_id,
        -- The same payload once more begins no new version. If versions were not kept before, it is known since its last reading.
        held_since_utc = case
          when kept.payload_sha256 <> excluded.payload_sha256 or kept.deleted_seen_at_utc is not null
          then excluded.held_since_utc
          when excluded.held_since_utc is null then kept.held_since_utc
          else coalesce(kept.held_since_utc, kept.ingested_at_utc)
        end,
        deleted_at_utc = null,
        deleted_seen_at_utc = null,
        deleted_by = null,
        deleted_run_id = null
    -- A window that is read again must never replace a newer copy by an older one. Balances change without SyncToken, so if
    -- SyncToken and time are equal, the row is written: at worst it is the same row again. LastUpdatedTime can move back while
    -- SyncToken rises. A row marked as removed becomes live again, whatever its version, if its record was asked for after it
    -- was found to be gone.
    where case
      when kept.deleted_seen_at_utc is null
      then (coalesce(kept.source_updated_at_utc, '-infinity'), coalesce(kept.sync_token, -1))
        <= (coalesce(excluded.source_updated_at_utc, '-infinity'), coalesce(excluded.sync_token, -1))
        or coalesce(kept.sync_token, -1) < coalesce(excluded.sync_token, -1)
      else (excluded.request_payload ->> 'requested_at_utc')::timestamptz > kept.deleted_seen_at_utc
    end
  returning id, (xmax = 0) as inserted -- xmax is 0 only on a row that this statement created
), outcome as not materialized (
  -- The newest copies again, and what was done with each. It uses "in" and not a join: a planner that expects few written rows
  -- would choose a nested loop. Materialized, it costs a page 3 % more time.
  select compared.*,
         id in (select id from written where inserted) as inserted,
         id in (select id from written where not inserted) as updated,
         kept_removed and id in (select id from written where not inserted) as restored
  from compared
), versions as (
  -- If the run keeps versions: the payloads that this page replaces, as the table held them before it. A payload that was marked as
  -- removed has been kept at that time, or is kept now.
  insert into :versions_table (id, held_from_utc, held_to_utc, ended_by, ended_run_id, payload, source_updated_at_utc,
                               sync_token, payload_sha256, run_id)
  select id, held_from_utc, greatest(held_to_utc, held_from_utc), ended_by, ended_run_id, payload, source_updated_at_utc,
         sync_token, payload_sha256, run_id
  from (
    select id, coalesce(kept.held_since_utc, kept.ingested_at_utc) as held_from_utc,
           case when kept_removed then kept.deleted_seen_at_utc else now() end as held_to_utc,
           case when kept_removed then 'removed' else 'replaced' end as ended_by,
           coalesce(kept.deleted_run_id, :run_id) as ended_run_id,
           kept.payload, kept.source_updated_at_utc, kept.sync_token, kept.payload_sha256, kept.run_id
    from outcome
    join :raw_table kept using (id)
    where (select keep_versions from backfill.run where run_id = :run_id)
      and updated and (kept_removed or kept_sha256 <> outcome.payload_sha256)
  ) as replaced
  on conflict (id, held_from_utc) do nothing
), left_out as materialized (
  -- Records that were not written: stale (no reason) or rejected. If a later page holds the record as well, it is booked there.
  select candidate.*
  from (
    select position, id, filed_at, updated_at, sync_token, window_start_utc, reason from judged where reason is not null
    union all
    select position, id, filed_at, updated_at, sync_token, window_start_utc, reason
    from outcome
    where not counted_before and not inserted and not updated
  ) as candidate
  where not exists (
    select from later
    where later.first_updated_at_utc <= candidate.filed_at and later.last_updated_at_utc >= candidate.filed_at
      and candidate.id = any (later.record_ids)
  )
), rejected as (
  -- The rejected records, with their text.
  insert into backfill.rejected_record (run_id, entity, page_number, position_on_page, record_id, window_start_utc,
                                        reason, detail, record_text, request)
  select :run_id, :entity, :page_number, position, left_out.id, window_start_utc, reason,
         case reason
           when 'NOT_JSONB' then case
             when position = any ((:too_deep)::integer[])
             then 'The record is nested deeper than this server can read (max_stack_depth).'
             else (pg_input_error_info(convert_from(record.text, 'UTF8'), 'jsonb')).message end
           when 'NO_ID' then 'The record has no Id.'
           when 'NO_LAST_UPDATED_TIME' then 'The record has no MetaData.LastUpdatedTime with an offset.'
           else 'Its LastUpdatedTime lies outside the range that was asked for.'
         end,
         convert_from(record.text, 'UTF8'), page.request
  from left_out
  join record using (position)
  cross join page
  where reason is not null
  on conflict (run_id, page_number, position_on_page) do nothing
), stale as (
  -- The stale copies by name, so that the validator can ask whether a newer copy of each is held. If one window has two copies of
  -- a record, the newer one is kept.
  insert into backfill.stale_record as known (run_id, record_id, window_start_utc, source_updated_at_utc, sync_token)
  select distinct on (id, window_start_utc) :run_id, id, window_start_utc, updated_at, sync_token
  from (
    select id, window_start_utc, updated_at, sync_token from left_out where reason is null
    union all
    select id, window_start_utc, updated_at, sync_token
    from copy
    where rank > 1 and window_start_utc <> newest_window_start_utc
  ) as unwritten
  order by id, window_start_utc, sync_token desc nulls last, updated_at desc nulls last
  on conflict (run_id, record_id, window_start_utc) do update
    set source_updated_at_utc = greatest(known.source_updated_at_utc, excluded.source_updated_at_utc),
        sync_token = greatest(known.sync_token, excluded.sync_token)
  returning window_start_utc, (xmax = 0) as is_new
), event as (
  -- What was done with each record, by the window in which it counts.
  select window_start_utc, inserted::integer as inserted, updated::integer as updated,
         (updated and kept_sha256 <> payload_sha256)::integer as changed, 0 as stale, 0 as rejected, 0 as moved_out,
         coalesce(restored, false)::integer as restored
  from outcome
  where not counted_before and (inserted or updated)
  union all
  select kept_window_start_utc, 0, 0, 0, 0, 0, 1, 0
  from outcome
  where kept_run_id = :run_id and not counted_before and updated
  union all
  select window_start_utc, 0, 0, 0, is_new::integer, 0, 0, 0 from stale
  union all
  select window_start_utc, 0, 0, 0, 0, 1, 0, 0 from left_out where reason is not null
), tally as materialized (
  -- The same counts, added up for each window.
  select window_start_utc, sum(inserted) as inserted, sum(updated) as updated, sum(changed) as changed,
         sum(stale) as stale, sum(rejected) as rejected, sum(moved_out) as moved_out, sum(restored) as restored
  from event
  group by 1
), turn as materialized (
  -- Sessions take turns from here to the end of their transactions, so that two of them never wait for each other's days. The
  -- counts are asked for first: what takes long is done before.
  select run_id from backfill.run where run_id = :run_id and (select count(*) from tally) >= 0 for no key update
), booked as (
  -- Updates the ledger of this run. Its id comes from "turn": then each window is looked up by its key, whatever Postgres'
  -- statistics say of the run. They know only earlier runs.
  update backfill.run_window w
  set inserted = w.inserted + tally.inserted,
      updated = w.updated + tally.updated,
      changed = w.changed + tally.changed,
      stale = w.stale + tally.stale,
      rejected = w.rejected + tally.rejected,
      moved_out = w.moved_out + tally.moved_out,
      restored = w.restored + tally.restored,
      verdict = case when tally.rejected > 0 and w.verdict is distinct from 'short' then 'rejected' else w.verdict end
  from tally
  cross join turn
  where w.run_id = turn.run_id and w.window_start_utc = tally.window_start_utc
), taken_over as (
  -- Updates the ledgers of the earlier runs whose rows this page has written again. These rows now belong to this run.
  update backfill.run_window w
  set taken_over = w.taken_over + taken.rows
  from (
    select kept_run_id, kept_window_start_utc, count(*) as rows
    from outcome
    where kept_run_id <> :run_id and updated
    group by 1, 2
  ) as taken
  cross join turn
  where w.run_id = taken.kept_run_id and w.window_start_utc = taken.kept_window_start_utc
), noted as (
  -- The ids of the records that are live again. Of a sync, also of new and changed records, until the run has a thousand of them.
  insert into backfill.run_finding (run_id, finding, record_id, source_updated_at_utc)
  select :run_id, 'restored', id, updated_at from outcome where restored
  union all
  select :run_id, case when inserted then 'new' else 'changed' end, id, updated_at
  from outcome
  where (select kind from backfill.run join backfill.load using (load_id) where run_id = :run_id) = 'sync'
    and (select count(*) from backfill.run_finding where run_id = :run_id) < 1000
    and not counted_before
    and (inserted or (updated and kept_sha256 <> payload_sha256))
  on conflict do nothing
), removed as (
  -- Deletes the page, which has become rows.
  delete from backfill.staged_page where run_id = :run_id and page_number = :page_number
  returning fields, first_updated_at_utc, last_updated_at_utc
)
-- A page that changed nothing takes its turn as well, before its members are added to the register.
select fields::text, first_updated_at_utc as "from", last_updated_at_utc as "until"
from removed
cross join turn;
