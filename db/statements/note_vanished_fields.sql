-- Keeps as a notice each member that most records had and that the newest records lack. One run may read only a few records.
-- So this counts all records that were read since the member was last seen.
-- In psql, for a run of invoices:
--   \set run_id 7
--   \set entity '\'invoices\''
--   \set unseen_min 100
insert into backfill.notice (run_id, kind, path, detail)
select :run_id, 'vanished_path', field.path,
       format('in %s of %s records, and in none of the %s read since %s', field.records, field.records_until,
              record.records - field.records_until, field.last_seen_at_utc::date)
from backfill.field_seen field
join backfill.field_seen record on record.entity = field.entity and record.path = ''
where field.entity = :entity
  and 2 * field.records > field.records_until
  and record.records - field.records_until >= :unseen_min
  -- One notice for each time that the member vanishes.
  and not exists (
    select from backfill.notice before
    join backfill.run using (run_id)
    where run.entity = :entity and before.kind = 'vanished_path' and before.path = field.path
      and before.noticed_at_utc > field.last_seen_at_utc
  )
on conflict do nothing;
