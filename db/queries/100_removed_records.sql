-- Which records does QuickBooks no longer have? Their rows stay, with the last payload, and are in no other answer here.
-- ¿Qué registros ya no tiene QuickBooks? Sus filas se quedan, con el último contenido, y no están en ninguna otra respuesta.
select entity, id, coalesce(payload ->> 'DocNumber', payload ->> 'DisplayName', payload ->> 'Name') as name,
       payload ->> 'TotalAmt' as total_amount, source_updated_at_utc, deleted_at_utc, deleted_seen_at_utc, deleted_by,
       deleted_run_id
from backfill.removed_record
join backfill.entity using (entity)
order by deleted_seen_at_utc desc, place, id;
