-- How many records does each UTC day hold now, and how many did the last run of that day count?
-- The two differ if a record was edited since: it then belongs to the later day of its last change.
-- Lists that are read whole have no days.
-- ¿Cuántos registros tiene ahora cada día UTC, y cuántos contó la última corrida de ese día?
-- Difieren donde un día posterior se llevó un registro: fue editado, y está donde está su último cambio.
-- Las listas que se leen enteras no tienen días.
with held as (
  select entity, extract_window_start_utc as day_utc, count(*) as records
  from backfill.record
  join backfill.entity using (entity)
  where entity.reads = 'by-change'
  group by 1, 2
), counted as (
  select distinct on (entity, window_start_utc) entity, window_start_utc as day_utc, rows, verdict, run_id
  from backfill.run_window
  join backfill.run using (run_id)
  where run_window.state <> 'pending' and run.reads = 'by-change'
  order by entity, window_start_utc, run_id desc
)
select entity, day_utc, coalesce(held.records, 0) as records_now, counted.rows as records_read, counted.verdict,
       counted.run_id as last_run
from held
full join counted using (entity, day_utc)
where coalesce(held.records, 0) > 0 or counted.rows > 0
order by entity, day_utc;
