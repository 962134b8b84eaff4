-- Is every time kept in UTC? Each line should say 0 (the first: UTC).
-- ¿Están todas las horas en UTC? Cada línea debe decir 0 (la primera: UTC).
with record as (
  -- The record inside, where it is wrapped in the name of its type: {"Bill": {…}}.
  select coalesce(payload -> 'MetaData', jsonb_path_query_first(payload, '$.*.MetaData')) ->> 'LastUpdatedTime' as last_updated,
         source_updated_at_utc, extract_window_start_utc, extract_window_end_utc, entity.reads
  from backfill.record
  join backfill.entity using (entity)
)
select 'time zone of this session' as question, current_setting('timezone') as answer
union all
select 'records whose instant differs from MetaData.LastUpdatedTime',
       count(*) filter (where date_trunc('second', last_updated::timestamptz) is distinct from source_updated_at_utc)::text
from record
union all
select 'records outside the day that they are booked in',
       count(*) filter (where source_updated_at_utc < extract_window_start_utc or source_updated_at_utc >= extract_window_end_utc)::text
from record
where reads = 'by-change'
union all
select 'days longer than 24 hours',
       count(*) filter (where extract_window_end_utc - extract_window_start_utc > interval '24 hours')::text
from record
where reads = 'by-change'
union all
select 'time columns without a time zone', count(*)::text
from information_schema.columns
where table_schema in ('raw', 'backfill') and data_type = 'timestamp without time zone';
