-- From when to when is each entity known to be whole, and which ranges lie between and were never proven (gaps)?
-- whole_at_utc: when QuickBooks last counted the whole entity and the number was that of the live rows.
-- ¿Desde cuándo y hasta cuándo se sabe que cada entidad está completa, y qué rangos intermedios nunca se probaron (gaps)?
-- whole_at_utc: entonces QuickBooks contó la entidad entera, y las filas vivas eran las mismas.
select entity, lower(covered) as from_utc, upper(covered) as to_utc,
       nullif(tstzmultirange(range_merge(covered)) - covered, '{}') as gaps, whole_at_utc, whole_count, synced_at_utc
from backfill.entity_mark
join backfill.entity using (entity)
order by place;
