-- A payload that is replaced or removed can be kept, with the time from and to when it was held.
do $$
declare
  raw_table regclass;
begin
  for raw_table in
    select c.oid::regclass from backfill.entity join pg_class c on c.oid = to_regclass('raw.qb_' || entity)
    union
    select c.oid::regclass from pg_class c where c.oid in
      (to_regclass('raw.qb_customers'), to_regclass('raw.qb_items'), to_regclass('raw.qb_invoices'))
  loop
    execute format('alter table %s add column held_since_utc timestamptz', raw_table);
  end loop;
end
$$;
comment on column raw.qb_customers.held_since_utc is
  'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';

alter table backfill.run add column keep_versions boolean not null default false;
comment on column backfill.run.keep_versions is
  'Whether the run keeps each payload that it replaces or removes, in raw.qb_<entity>_versions.';
