-- Which records do others refer to that their own table does not hold? Only loaded entities are checked. Load such an entity
-- over the whole history, or look the record up in QuickBooks. SHIPPING_ITEM_ID, TAX and the like are QuickBooks' own words.
-- ¿A qué registros se refieren otros que no están en su propia tabla? Se pregunta por entidades ya cargadas. Cargue esa entidad
-- en todo el historial, o busque el registro en QuickBooks. SHIPPING_ITEM_ID, TAX y similares son palabras suyas.
with reference as materialized (
  -- Every member of a record whose name ends in Ref, at any depth.
  select record.entity as referred_by, member ->> 'key' as member, member #>> '{value,type}' as type,
         member #>> '{value,value}' as missing_id, member #>> '{value,name}' as name, record.id
  from backfill.record
  cross join jsonb_path_query(payload, 'strict $.** ? (@.type() == "object").keyvalue() ? (@.key like_regex "Ref$")') as member
  where member #>> '{value,value}' ~ '^\d+$'
), aimed as (
  select target.entity as refers_to, reference.*
  from reference
  join backfill.entity as target
    on reference.member = any (target.referred_as) or reference.member = 'EntityRef' and reference.type = any (target.linked_as)
  where exists (select from backfill.run where run.entity = target.entity and run.state in ('complete', 'incomplete'))
)
select refers_to, missing_id, min(name) as name, referred_by, member, count(distinct id) as records, min(id) as for_example
from aimed
where not exists (select from backfill.record as held where (held.entity, held.id) = (aimed.refers_to, aimed.missing_id))
group by refers_to, missing_id, referred_by, member
order by records desc, refers_to, missing_id, referred_by;
