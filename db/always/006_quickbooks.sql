-- Schema quickbooks: the records as typed views. The functions here turn a member of a payload into a value. A member that is
-- absent or has another shape becomes null, so that no record makes a view fail. The views follow in 007_views.sql.
create schema if not exists quickbooks;
comment on schema quickbooks is
  'The records of schema raw as typed views, made again at each db:init. Names of views and columns as the dbt package fivetran/dbt_quickbooks reads them.';

do $$
declare
  foreign_relation text;
begin
  select string_agg(relname, ', ' order by relname) into foreign_relation
  from pg_class
  where relnamespace = 'quickbooks'::regnamespace and relkind in ('r', 'p', 'm', 'f');
  if foreign_relation is not null then
    raise exception 'schema quickbooks holds tables of another origin: %', foreign_relation
      using hint = 'Rename that schema (alter schema quickbooks rename to ...), then run db:init again; nothing was changed.';
  end if;
end
$$;

-- Each function is one expression, so Postgres can put the expression into the query instead of the call.
create or replace function quickbooks.as_text(member jsonb) returns text
language sql immutable parallel safe
return case when jsonb_typeof(member) in ('string', 'number', 'boolean') then member #>> '{}' end;
comment on function quickbooks.as_text is 'A text, or a number or a truth value as text; null for all else.';

create or replace function quickbooks.as_numeric(member jsonb) returns numeric
language sql immutable parallel safe
return case
  when jsonb_typeof(member) = 'number' then member::numeric
  when member #>> '{}' ~ '^-?\d{1,30}(\.\d{1,30})?$' then (member #>> '{}')::numeric
end;
comment on function quickbooks.as_numeric is 'A number, or a text that is one; null for all else.';

create or replace function quickbooks.as_boolean(member jsonb) returns boolean
language sql immutable parallel safe
return case member #>> '{}' when 'true' then true when 'false' then false end;
comment on function quickbooks.as_boolean is 'A truth value, or a text that is one; null for all else.';

create or replace function quickbooks.as_date(member jsonb) returns date
language sql stable parallel safe
return case
  when member #>> '{}' ~ '^\d{4}-\d{2}-\d{2}' and pg_input_is_valid(left(member #>> '{}', 10), 'date')
  then left(member #>> '{}', 10)::date
end;
comment on function quickbooks.as_date is 'The day that a text begins with, as it is written there; null for all else.';

create or replace function quickbooks.as_timestamptz(member jsonb) returns timestamptz
language sql stable parallel safe
return case
  when member #>> '{}' ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$'
   and pg_input_is_valid(member #>> '{}', 'timestamptz')
  then (member #>> '{}')::timestamptz
end;
comment on function quickbooks.as_timestamptz is
  'The instant of a text with its time zone; null for all else, so for a time that names no zone.';

create or replace function quickbooks.as_array(member jsonb) returns jsonb
language sql immutable parallel safe
return case when jsonb_typeof(member) = 'array' then member end;
comment on function quickbooks.as_array is 'An array; null for all else.';
