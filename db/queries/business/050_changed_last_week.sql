-- What changed in QuickBooks in the last seven days? The newest first. A record that was made in these days is new.
-- ¿Qué cambió en QuickBooks en los últimos siete días? Lo más reciente primero. Un registro creado en estos días es nuevo.
select source_updated_at_utc as changed_at, entity, id,
       coalesce(payload ->> 'DisplayName', payload ->> 'Name', payload ->> 'DocNumber') as name,
       quickbooks.as_timestamptz(payload #> '{MetaData,CreateTime}') >= now() - interval '7 days' as new
from backfill.record
where source_updated_at_utc >= now() - interval '7 days'
order by changed_at desc, entity, id;
