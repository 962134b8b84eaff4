-- What did the last two runs of each entity read, write and prove, side by side, for the same days?
-- A day that only one of them has read has nulls for the other.
-- ¿Qué leyeron, escribieron y probaron las dos últimas corridas de cada entidad, lado a lado, para los mismos días?
-- Un día que solo una de ellas leyó tiene nulos para la otra.
with ranked as (
  select run_id, entity, row_number() over (partition by entity order by run_id desc) as place from backfill.run
), day as (
  select entity, place, ranked.run_id, window_start_utc, rows, inserted, updated, changed, verdict
  from ranked
  join backfill.run_window using (run_id)
  where place <= 2
), newer as (select * from day where place = 1), older as (select * from day where place = 2)
select entity, window_start_utc as day_utc,
       older.run_id as run_before, older.rows as rows_before, older.inserted as inserted_before, older.verdict as verdict_before,
       newer.run_id as run_after, newer.rows as rows_after, newer.inserted as inserted_after, newer.updated as updated_after,
       newer.changed as changed_after, newer.verdict as verdict_after,
       newer.rows - older.rows as difference
from newer
full join older using (entity, window_start_utc)
where newer.rows > 0 or older.rows > 0
order by entity, window_start_utc;
