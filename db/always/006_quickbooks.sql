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
  where relnamespace = 'quickbooks'::regnamespace and relkind in ('r', 'p', 'm', 'f')
    -- Once the schema is ours, other tables may stand beside the views.
    and to_regprocedure('quickbooks.as_text(jsonb)') is null;
  if foreign_relation is not null then
    raise exception 'schema quickbooks holds tables of another origin: %', foreign_relation
      using hint = 'Rename that schema (alter schema quickbooks rename to ...), then run db:init again; nothing was changed.';
  end if;
end
$$;

-- A function that is one expression costs no call: Postgres puts the expression into the query. There a member that the function
-- names twice is worked out twice, which is cheap in a payload that is unpacked. A condition may meet one that is not, and
-- dates and instants are what conditions are about: their functions are called and so work out their member once.
create or replace function quickbooks.unpacked(payload jsonb) returns jsonb
language sql immutable parallel safe
return payload || '{}';
comment on function quickbooks.unpacked is
  'The payload, no longer compressed: what reads several members of it does not unpack it for each. Unpacking takes longer than all else that a view does.';

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
language plpgsql stable parallel safe strict
as $$
declare
  day text := left(member #>> '{}', 10);
begin
  if day ~ '^\d{4}-\d{2}-\d{2}$' and pg_input_is_valid(day, 'date') then
    return day;
  end if;
  return null;
end
$$;
comment on function quickbooks.as_date is 'The day that a text begins with, as it is written there; null for all else.';

create or replace function quickbooks.as_timestamptz(member jsonb) returns timestamptz
language plpgsql stable parallel safe strict
as $$
declare
  instant text := member #>> '{}';
begin
  if instant ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$'
     and pg_input_is_valid(instant, 'timestamptz') then
    return instant;
  end if;
  return null;
end
$$;
comment on function quickbooks.as_timestamptz is
  'The instant of a text with its time zone; null for all else, so for a time that names no zone.';

create or replace function quickbooks.as_array(member jsonb) returns jsonb
language sql immutable parallel safe
return case when jsonb_typeof(member) = 'array' then member end;
comment on function quickbooks.as_array is 'An array; null for all else.';
