-- How many records does each table hold, of which months, and when were they last written?
-- ¿Cuántos registros tiene cada tabla, de qué meses, y cuándo se escribieron por última vez?
select entity, count(*) as records, min(source_updated_at_utc) as first_change_utc,
       max(source_updated_at_utc) as last_change_utc, max(ingested_at_utc) as last_written_utc,
       pg_size_pretty(pg_total_relation_size(('raw.qb_' || entity)::regclass)) as size
from backfill.record
join backfill.entity using (entity)
group by entity, place
order by place;
