-- Every file in this folder may be run again at any time, in the order of its number: it creates what is missing and
-- leaves rows alone. Plain SQL only, no psql commands: the compose file's service `database`, the local stack and
-- `npm run db:init` all apply the same files.
create schema if not exists raw;
comment on schema raw is
  'QuickBooks Online records exactly as Intuit sent them, one table an entity, one row a record. Belongs to one company.';

create schema if not exists backfill;
comment on schema backfill is
  'Bookkeeping of the backfill: which company, which runs, what each read and what it proved. Safe to read at any time.';
