-- Records that were read but not written are kept by name, and each row belongs to exactly one run.
create table backfill.stale_record (
  run_id                bigint      not null references backfill.run on delete cascade,
  record_id             text        not null,
  window_start_utc      timestamptz not null,
  source_updated_at_utc timestamptz,
  sync_token            bigint,
  primary key (run_id, record_id, window_start_utc)
);
comment on table backfill.stale_record is
  'Copies of records that a run has read and not written, because schema raw held a newer one. The validator asks whether it does.';
comment on column backfill.stale_record.run_id is 'The run.';
comment on column backfill.stale_record.record_id is 'The record''s Id in QuickBooks.';
comment on column backfill.stale_record.window_start_utc is 'The day that the copy was read for.';
comment on column backfill.stale_record.source_updated_at_utc is 'MetaData.LastUpdatedTime of the copy that was not written; null where it has none.';
comment on column backfill.stale_record.sync_token is 'SyncToken of that copy; null where it has none.';

alter table backfill.run_window
  add column taken_over bigint not null default 0,
  add column unreadable bigint not null default 0;
comment on column backfill.run_window.taken_over is
  'Rows of the day that a later run has written again: they are that run''s now. The table holds inserted + updated - moved_out - taken_over rows of the day that name this run.';
comment on column backfill.run_window.rejected is
  'Records of the day that were read and went to backfill.rejected_record; unreadable ones were never read and are not in this number.';
comment on column backfill.run_window.unreadable is
  'Records of the day that QuickBooks counts and cannot render: never read, and named in backfill.rejected_record. rows and unreadable together are what QuickBooks has.';
comment on column backfill.run_window.stale is
  'Records read but not written because schema raw already held a newer copy; backfill.stale_record names them.';
comment on column backfill.run_window.verdict is
  'complete: as many records at the source as we read. moved: some have left the day since, by an edit or a deletion. rejected: a record of the day is not in schema raw, since it could not be read or kept. short: the source counts or lists other records than we read. null: not proved yet.';

-- For existing runs: if a run lacks rows today and a later run of the entity has rows, the later run has taken them over.
do $$
declare
  entity record;
begin
  for entity in
    select distinct run.entity as name from backfill.run
    where to_regclass(format('raw.%I', 'qb_' || run.entity)) is not null
  loop
    execute format($sql$
      with kept as (
        select run_id, extract_window_start_utc as window_start_utc, count(*) as rows from raw.%1$I group by 1, 2
      )
      update backfill.run_window w
      set taken_over = w.inserted + w.updated - w.moved_out - found.rows
      from (
        select w.run_id, w.window_start_utc, coalesce(kept.rows, 0) as rows
        from backfill.run_window w
        join backfill.run using (run_id)
        left join kept using (run_id, window_start_utc)
        where run.entity = %2$L
      ) as found
      where (w.run_id, w.window_start_utc) = (found.run_id, found.window_start_utc)
        and w.inserted + w.updated - w.moved_out > found.rows
        and w.run_id < (select max(run_id) from kept)
    $sql$, 'qb_' || entity.name, entity.name);
  end loop;
end
$$;
update backfill.run_window w
set unreadable = r.records
from (
  select run_id, window_start_utc, count(*) as records
  from backfill.rejected_record
  where reason = 'UNREADABLE'
  group by 1, 2
) as r
where (w.run_id, w.window_start_utc) = (r.run_id, r.window_start_utc);
update backfill.run_window set verdict = 'rejected' where verdict in ('complete', 'moved') and rejected + unreadable > 0;
