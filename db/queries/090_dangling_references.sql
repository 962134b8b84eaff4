-- Which customers and items do invoices name that their own tables do not hold? Load those entities over the whole
-- history, or look the record up in QuickBooks. SHIPPING_ITEM_ID and the like are QuickBooks' own, and no items.
-- ¿Qué clientes y artículos nombran las facturas que no están en sus tablas? Cargue esas entidades en todo el historial,
-- o busque el registro en QuickBooks. SHIPPING_ITEM_ID y similares son de QuickBooks, y no son artículos.
with reference as (
  select 'customer' as refers_to, payload #>> '{CustomerRef,value}' as id, payload #>> '{CustomerRef,name}' as name, id as invoice
  from raw.qb_invoices
  union all
  select 'item', line #>> '{SalesItemLineDetail,ItemRef,value}', line #>> '{SalesItemLineDetail,ItemRef,name}', invoice.id
  from raw.qb_invoices as invoice
  cross join jsonb_array_elements(
    case when jsonb_typeof(payload -> 'Line') = 'array' then payload -> 'Line' else '[]' end
  ) as line
)
select refers_to, reference.id as missing_id, min(name) as name, count(distinct invoice) as invoices, min(invoice) as for_example
from reference
where reference.id ~ '^\d+$'
  and not exists (select from raw.qb_customers where refers_to = 'customer' and qb_customers.id = reference.id)
  and not exists (select from raw.qb_items where refers_to = 'item' and qb_items.id = reference.id)
group by refers_to, reference.id
order by invoices desc, missing_id;
