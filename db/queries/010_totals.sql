-- How many records does each table hold, of which months, and when were they last written?
-- ¿Cuántos registros tiene cada tabla, de qué meses, y cuándo se escribieron por última vez?
select 'customers' as entity, count(*) as records, min(source_updated_at_utc) as first_change_utc,
       max(source_updated_at_utc) as last_change_utc, max(ingested_at_utc) as last_written_utc,
       pg_size_pretty(pg_total_relation_size('raw.qb_customers')) as size
from raw.qb_customers
union all
select 'items', count(*), min(source_updated_at_utc), max(source_updated_at_utc), max(ingested_at_utc),
       pg_size_pretty(pg_total_relation_size('raw.qb_items'))
from raw.qb_items
union all
select 'invoices', count(*), min(source_updated_at_utc), max(source_updated_at_utc), max(ingested_at_utc),
       pg_size_pretty(pg_total_relation_size('raw.qb_invoices'))
from raw.qb_invoices;
