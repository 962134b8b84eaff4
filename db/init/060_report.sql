-- What a run's report tells beside the ledger: what the calls and the writing took, how many calls were foreseen, and the
-- report itself as it was when the run ended.
alter table backfill.run add column if not exists planned_calls integer;
alter table backfill.run add column if not exists export_ms bigint not null default 0;
comment on column backfill.run.planned_calls is
  'Calls that the plan foresaw, sign-ins and repeats not included; null for a run of an earlier version.';
comment on column backfill.run.export_ms is
  'Time Postgres took to turn staged pages into rows, in all attempts; of one that broke off, up to its last whole page.';

alter table backfill.api_usage add column if not exists limit_ms bigint not null default 0;
alter table backfill.api_usage add column if not exists source_ms bigint not null default 0;
alter table backfill.api_usage add column if not exists staging_ms bigint not null default 0;
comment on column backfill.api_usage.limit_ms is
  'Time that calls waited for their turn under backfill.limits, all workers added up.';
comment on column backfill.api_usage.source_ms is
  'Time from each request to the last byte of its answer, and the pauses before it was asked again, all workers added up.';
comment on column backfill.api_usage.staging_ms is
  'Time Postgres took to keep the answers, all workers added up.';

create table if not exists backfill.report (
  run_id      bigint      primary key references backfill.run on delete cascade,
  made_at_utc timestamptz not null default now(),
  version     text        not null,
  html        text        not null
);
comment on table backfill.report is
  'The report of a run as it was when the run last ended, in both languages: one HTML file. npm run report makes it again from the ledger; with --kept it brings this one.';
comment on column backfill.report.run_id is 'The run.';
comment on column backfill.report.made_at_utc is 'When it was made.';
comment on column backfill.report.version is 'Version of the program that made it.';
comment on column backfill.report.html is 'The whole file. It loads nothing from anywhere.';

do $$
begin
  if exists (select from pg_roles where rolname = 'qbo_loader') then
    grant insert, update on backfill.report to qbo_loader;
  end if;
end
$$;
