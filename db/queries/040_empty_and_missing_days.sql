-- Which days hold no record? "empty" was read and QuickBooks has none; "missing" lies between days that were read, and
-- no run has loaded it. Days that follow each other are one line.
-- ¿Qué días no tienen registros? "empty" se leyó y QuickBooks no tiene ninguno; "missing" está entre días leídos, y
-- ninguna corrida lo cargó. Los días seguidos son una sola línea.
with read as (
  select entity, date_trunc('day', window_start_utc, 'UTC') at time zone 'UTC' as day_utc, max(rows) as rows
  from backfill.run_window
  join backfill.run using (run_id)
  where run_window.state = 'loaded' and run.reads = 'by-change'
  group by 1, 2
), calendar as (
  select entity, generate_series(min(day_utc), max(day_utc), interval '1 day') as day_utc from read group by entity
), judged as (
  select entity, day_utc, case when read.rows is null then 'missing' when read.rows = 0 then 'empty' else 'full' end as state
  from calendar
  left join read using (entity, day_utc)
), numbered as (
  select *, day_utc - interval '1 day' * row_number() over (partition by entity, state order by day_utc) as stretch
  from judged
)
select entity, state, min(day_utc)::date as first_day_utc, max(day_utc)::date as last_day_utc, count(*) as days
from numbered
where state <> 'full'
group by entity, state, stretch
order by entity, first_day_utc;
