-- Which records are inactive in QuickBooks? Its pages hide them, so a count there is often lower.
-- ¿Qué registros están inactivos en QuickBooks? Sus páginas los ocultan, así que allí un conteo suele ser menor.
select entity, id, coalesce(payload ->> 'DisplayName', payload ->> 'Name') as name,
       source_updated_at_utc
from backfill.record
where payload -> 'Active' = 'false'
order by entity, name;
