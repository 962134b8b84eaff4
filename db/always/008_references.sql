-- The references in the records of schema raw, and whether the records they name are held. Created again at each db:init.
-- A reference is a member whose name ends in Ref, the Entity of a line, or a link between transactions.
create or replace view backfill.reference as
select record.entity, record.id, member ->> 'key' as member,
       coalesce(member #>> '{value,type}', member #>> '{value,Type}') as kind,
       coalesce(member #>> '{value,value}', member #>> '{value,EntityRef,value}') as value
from backfill.record
cross join jsonb_path_query(
  payload, 'strict $.** ? (@.type() == "object").keyvalue() ? (@.key like_regex "Ref$|^Entity$" && @.value.type() == "object")'
) as member
-- A reference inside of an Entity belongs to that Entity and is not counted again.
where not (member ->> 'key' = 'EntityRef' and member #> '{value,type}' is null)
union all
select record.entity, record.id, 'LinkedTxn', link ->> 'TxnType', link ->> 'TxnId'
from backfill.record
cross join lateral (
  select jsonb_path_query(payload, '$.LinkedTxn[*]')
  union all
  select jsonb_path_query(payload, '$.Line[*].LinkedTxn[*]')
) as part (link);
comment on view backfill.reference is
  'Every reference in every record, one row each. It reads all records: mind the time on a large company.';
comment on column backfill.reference.entity is 'The entity of the record that refers.';
comment on column backfill.reference.id is 'The record that refers.';
comment on column backfill.reference.member is 'The member that holds the reference: CustomerRef, or LinkedTxn for a link.';
comment on column backfill.reference.kind is 'What QuickBooks says that the reference means, where it says so: Vendor, Invoice.';
comment on column backfill.reference.value is 'The id that is referred to.';

create or replace view backfill.reference_state as
with counted as materialized (
  select entity, member, kind, value, count(*) as times, min(id) as example
  from backfill.reference
  group by entity, member, kind, value
), aimed as (
  select counted.*, coalesce(target.entity, case when member = 'ParentRef' then counted.entity end) as refers_to
  from counted
  left join backfill.entity as target
    on counted.member = any (target.referred_as)
    or counted.member in ('EntityRef', 'Entity', 'LinkedTxn')
       and exists (select from unnest(target.linked_as) as name where lower(name) = lower(counted.kind))
), judged as (
  select aimed.*,
         case
           when exists (select from backfill.record as held where (held.entity, held.id) = (aimed.refers_to, aimed.value))
             then 'resolves'
           -- The value is a word of QuickBooks, such as TAX or SHIPPING_ITEM_ID, or names something that is not an entity.
           when refers_to is null or value !~ '^\d+$' then 'never'
           when not exists (
             select from backfill.run where run.entity = aimed.refers_to and run.state in ('complete', 'incomplete')
           ) then 'not loaded'
           else 'orphan'
         end as state
  from aimed
)
select entity, member, refers_to, state, sum(times) as times, count(distinct value) as ids,
       (array_agg(value order by length(value), value))[1:20] as first_ids, min(example) as example
from judged
group by entity, member, refers_to, state;
comment on view backfill.reference_state is
  'Whether what records refer to is held, by member: counts, the first ids, and a record that refers. It reads all records.';
comment on column backfill.reference_state.entity is 'The entity of the records that refer.';
comment on column backfill.reference_state.member is 'The member that holds the references: CustomerRef, or LinkedTxn for links.';
comment on column backfill.reference_state.refers_to is 'The entity that is referred to; null where it is none.';
comment on column backfill.reference_state.state is
  'resolves: the record is held. never: a word of QuickBooks, or something that is no entity. not loaded: that entity was never loaded. orphan: the entity was loaded, and the record is not held.';
comment on column backfill.reference_state.times is 'How many references there are.';
comment on column backfill.reference_state.ids is 'How many different ids they name.';
comment on column backfill.reference_state.first_ids is 'Up to twenty of these ids.';
comment on column backfill.reference_state.example is 'The Id of a record that refers.';
