-- Adds the members of a page's records to the drift register. If an earlier run has read the entity, new members and new types
-- are kept as notices. Run it in the transaction that turns the page into rows, after write_page, which returns the members: so
-- sessions that write pages side by side take turns at the register.
-- In psql, for a page of invoices:
--   \set run_id 7
--   \set fields '\'[{"path": "", "types": ["object"], "records": 1, "example": "12"}]\''
--   \set entity '\'invoices\''
with seen as materialized (
  select field.path, field.types, field.records, field.example
  from jsonb_to_recordset((:fields)::jsonb) as field (path text, types text[], records bigint, example text)
), record as materialized (
  -- The records themselves: how many have been read by now, and whether an earlier run has read some.
  select seen.records + coalesce(known.records, 0) as read_until_now, known.first_run_id < :run_id as read_before
  from seen
  left join backfill.field_seen known on known.entity = :entity and known.path = ''
  where seen.path = ''
), noticed as (
  insert into backfill.notice (run_id, kind, path, detail)
  -- A field that runs only asked for was in no record so far.
  select :run_id, case when known.path is null or known.types <@ '{asked,refused}' then 'new_path' else 'new_type' end, seen.path,
         format('%s%s in %s of %s records of a page, for example %s', array_to_string(seen.types, ', '),
                ', before ' || array_to_string(known.types, ', '), seen.records, page_records.records,
                coalesce(seen.example, 'one without an id'))
  from record
  cross join (select records from seen where path = '') as page_records
  cross join seen
  left join backfill.field_seen known on known.entity = :entity and known.path = seen.path
  where record.read_before and (known.path is null or not known.types @> seen.types)
  on conflict do nothing
)
insert into backfill.field_seen as known (entity, path, types, records, records_until, example_id, first_run_id, last_run_id)
select :entity, seen.path, seen.types, seen.records, record.read_until_now, seen.example, :run_id, :run_id
from seen
cross join record
on conflict (entity, path) do update
set types = (select array_agg(distinct type order by type) from unnest(known.types || excluded.types) as type),
    records = known.records + excluded.records,
    records_until = excluded.records_until,
    -- An entry of a field that was only asked for has none.
    example_id = coalesce(known.example_id, excluded.example_id),
    last_run_id = excluded.last_run_id,
    last_seen_at_utc = now();
