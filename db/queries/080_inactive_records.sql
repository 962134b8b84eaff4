-- Which customers and items are inactive in QuickBooks? It hides them unless asked, so a count there is often lower.
-- ¿Qué clientes y artículos están inactivos en QuickBooks? Los oculta si no se piden, así que allí un conteo suele ser menor.
select 'customers' as entity, id, payload ->> 'DisplayName' as name, source_updated_at_utc
from raw.qb_customers
where payload -> 'Active' = 'false'
union all
select 'items', id, payload ->> 'Name', source_updated_at_utc
from raw.qb_items
where payload -> 'Active' = 'false'
order by entity, name;
