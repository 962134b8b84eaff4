-- Gives the disk of the staging table back. Deleted rows leave their room in the table (2.4 GB after a million invoices), and
-- only truncate or vacuum full gives that room back to the disk. The loader may not truncate tables. So this function does it
-- for the loader, and only when no run has a page in the table.
create function backfill.release_staging(least_bytes bigint) returns bigint
language plpgsql
security definer
set search_path = pg_catalog
as $$
declare
  held bigint := pg_total_relation_size('backfill.staged_page');
begin
  if held < least_bytes then
    return 0;
  end if;
  -- No page may come in between the look and the truncation. Nobody waits for it: the next run tries again.
  lock table backfill.staged_page in access exclusive mode nowait;
  if exists (select from backfill.staged_page) then
    return 0;
  end if;
  truncate backfill.staged_page;
  return held - pg_total_relation_size('backfill.staged_page');
exception
  when lock_not_available then
    return 0;
end
$$;
comment on function backfill.release_staging is
  'Gives the disk of backfill.staged_page back when it takes at least that many bytes and holds no page. Returns the bytes given back.';
revoke execute on function backfill.release_staging from public;
