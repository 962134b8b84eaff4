-- Which ranges hold no record? "empty" was read and QuickBooks has none; "missing" lies between ranges that are proven, and
-- no complete run has read it. From and until are exact to the second, because a day may be proven in part.
-- ¿Qué rangos no tienen registros? "empty" se leyó y QuickBooks no tiene ninguno; "missing" está entre rangos probados, y
-- ninguna corrida completa lo leyó. Desde y hasta van al segundo: un día puede estar probado en parte.
with day as (
  select entity, tstzrange(window_start_utc, window_end_utc) as span, rows > 0 as is_filled
  from backfill.run_window
  join backfill.run using (run_id)
  where run.state = 'complete' and run.reads = 'by-change'
), known as (
  select entity, range_agg(span) as proven, coalesce(range_agg(span) filter (where is_filled), '{}') as filled
  from day
  group by entity
), no_record as (
  select entity, 'missing' as state, unnest(tstzmultirange(range_merge(proven)) - proven) as span from known
  union all
  select entity, 'empty', unnest(proven - filled) from known
)
select entity, state, lower(span) as from_utc, upper(span) as until_utc, upper(span) - lower(span) as length
from no_record
order by entity, from_utc;
