-- The files of this folder are the schema of release 0.1.0, applied once, in the order of their numbers. They are closed: a
-- later change is a file in db/migrations (docs/en/architecture.md, "Change the schema"). Plain SQL only, no psql commands.
-- They use `if not exists`, since a database may have the tables and not yet backfill.schema_version.
create schema if not exists raw;
comment on schema raw is
  'QuickBooks Online records exactly as Intuit sent them, one table an entity, one row a record. Belongs to one company.';

create schema if not exists backfill;
comment on schema backfill is
  'Bookkeeping of the backfill: which company, which runs, what each read and what it proved. Safe to read at any time.';

create table if not exists backfill.schema_version (
  version        integer     primary key,
  file           text        not null,
  applied_at_utc timestamptz not null default now(),
  program        text        not null
);
comment on table backfill.schema_version is
  'Which files of db/migrations this database has had, one row a file; version 0 is the schema of db/init. A program works with its own version only.';
comment on column backfill.schema_version.version is 'Number of the file; 0 for db/init.';
comment on column backfill.schema_version.file is 'The file.';
comment on column backfill.schema_version.applied_at_utc is 'When it was applied.';
comment on column backfill.schema_version.program is 'Version of the program that applied it.';
