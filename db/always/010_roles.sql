-- Applied after the migrations, each time, so that tables of a new migration get their rights here.
-- There are two roles beside the owner of the tables: qbo_loader for the pipelines (the secret POSTGRES_USER), and qbo_reader
-- for people with pgAdmin. Roles belong to the whole server, so an existing role is not changed. New roles have no password
-- and cannot sign in until somebody allows it: alter role qbo_loader login password '...';
-- If the applying role may not create roles, it gets a warning and grants the rights only to existing roles.
do $$
declare
  wanted name;
begin
  foreach wanted in array array['qbo_loader', 'qbo_reader'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception
      when duplicate_object or unique_violation then
        null; -- made in the same moment by a person who sets up another database of the same server
      when insufficient_privilege then
        raise warning 'the role % is missing and % may not make roles: let an administrator run "create role %", then run db:init again',
          wanted, current_user, wanted;
    end;
  end loop;
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'qbo_loader') then
    -- Only what the statements of the programs need: they never create, alter, empty or drop a table, and never delete a row
    -- of schema raw.
    grant usage on schema raw, backfill, quickbooks to qbo_loader;
    grant select on all tables in schema raw, backfill to qbo_loader;
    grant insert, update on all tables in schema raw to qbo_loader;
    -- A version that is kept is never changed.
    execute (
      select string_agg(format('revoke update on raw.%I from qbo_loader', 'qb_' || entity || '_versions'), '; ')
      from backfill.entity
    );
    grant insert, update on
      backfill.run, backfill.run_segment, backfill.run_window, backfill.api_usage, backfill.call_slot,
      backfill.call_month, backfill.entity_lock, backfill.call_place, backfill.report, backfill.load,
      backfill.load_usage, backfill.stale_record, backfill.statement_part, backfill.entity_mark, backfill.field_seen, backfill.notice to qbo_loader;
    grant insert, delete on backfill.staged_page to qbo_loader;
    grant execute on function backfill.release_staging to qbo_loader;
    grant insert, update, delete on backfill.staged_removal to qbo_loader;
    grant insert, update, delete on backfill.run_finding to qbo_loader;
    -- The source's listing is put into a temporary table, to compare it with the records that are held.
    execute format('grant temporary on database %I to qbo_loader', current_database());
    grant insert on backfill.rejected_record, backfill.company to qbo_loader;
    -- The day of an unreadable record is known only when the days around it have been counted.
    grant update (window_start_utc, not_before_utc, not_after_utc) on backfill.rejected_record to qbo_loader;
    -- Only the operator may change the company and the limits. The loader books times.
    grant update (token_issued_at_utc, token_rotated_at_utc, token_idle_ends_at_utc, token_grant_ends_at_utc)
      on backfill.company to qbo_loader;
    grant update (paused_until_utc) on backfill.limits to qbo_loader;
    -- Rights on tables of later migrations: a new table in raw can be written at once, one in the ledger only if listed above.
    alter default privileges in schema raw grant select, insert, update on tables to qbo_loader;
    alter default privileges in schema backfill revoke insert, update on tables from qbo_loader;
    alter default privileges in schema backfill grant select on tables to qbo_loader;
  end if;

  if exists (select from pg_roles where rolname = 'qbo_reader') then
    grant usage on schema raw, backfill, quickbooks to qbo_reader;
    grant select on all tables in schema raw, backfill to qbo_reader;
    alter default privileges in schema raw grant select on tables to qbo_reader;
    alter default privileges in schema backfill grant select on tables to qbo_reader;
  end if;
end
$$;

do $$
declare
  role name;
  view text;
begin
  for role, view in
    select rolname, c.oid::regclass::text
    from pg_roles
    cross join pg_class c
    -- Somebody's table beside the views is not ours to show.
    where rolname in ('qbo_loader', 'qbo_reader') and relnamespace = 'quickbooks'::regnamespace and relkind = 'v'
      and pg_has_role(relowner, 'usage')
  loop
    execute format('grant select on %s to %I', view, role);
  end loop;
end
$$;
