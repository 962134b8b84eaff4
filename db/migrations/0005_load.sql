-- One start of a pipeline is a load. The runs of its entities belong to the load.
create table backfill.load (
  load_id              bigint      generated always as identity primary key,
  kind                 text        not null default 'backfill' check (kind in ('backfill', 'sync')),
  pipeline             text        not null,
  mage_pipeline_run_id bigint,
  entities             text[]      not null check (cardinality(entities) > 0),
  range_start_utc      timestamptz not null,
  range_end_utc        timestamptz not null,
  state                text        not null default 'running' check (state in ('running', 'complete', 'incomplete', 'abandoned')),
  attempts             integer     not null default 1,
  failures             jsonb       not null default '[]',
  started_at_utc       timestamptz not null default now(),
  finished_at_utc      timestamptz,
  check (range_start_utc < range_end_utc)
);
create index load_by_range on backfill.load (range_start_utc, range_end_utc, load_id desc);
comment on table backfill.load is
  'One row a load: one or more entities over one range, read by one program. A load that broke off is taken up again by the next start with the same entities and range.';
comment on column backfill.load.load_id is 'Our own number of the load.';
comment on column backfill.load.kind is 'backfill: a range. sync: what has changed since.';
comment on column backfill.load.pipeline is 'The Mage pipeline that started it.';
comment on column backfill.load.mage_pipeline_run_id is 'Mage''s id of the pipeline run that last worked on it; null outside Mage''s scheduler.';
comment on column backfill.load.entities is 'Names of the entities, as in backfill.entity, in the order of the load.';
comment on column backfill.load.range_start_utc is 'First instant that was asked for.';
comment on column backfill.load.range_end_utc is 'First instant after what was asked for; the runs end earlier where it lay in the future.';
comment on column backfill.load.state is
  'running: not every entity has its verdict. complete: each entity is complete, or the company does not have it. incomplete: at least one is not. abandoned: started over by resume=false.';
comment on column backfill.load.attempts is 'How often a loader has taken it up.';
comment on column backfill.load.failures is 'Entities that the last attempt could not read: entity, code and message of each.';
comment on column backfill.load.started_at_utc is 'When the first attempt started.';
comment on column backfill.load.finished_at_utc is 'When the validator gave its verdict, or the load was abandoned.';

alter table backfill.run add column load_id bigint references backfill.load on delete set null;
create index run_by_load on backfill.run (load_id);
comment on column backfill.run.load_id is 'The load that it belongs to; null for a run of release 0.1.0.';

create table backfill.load_usage (
  load_id   bigint not null references backfill.load on delete cascade,
  month_utc date   not null,
  kind      text   not null,
  calls     bigint not null default 0,
  failed    bigint not null default 0,
  limit_ms  bigint not null default 0,
  source_ms bigint not null default 0,
  primary key (load_id, month_utc, kind)
);
comment on table backfill.load_usage is
  'Calls that a load made for its entities together, such as counts in batches and sign-ins; those for one entity are in backfill.api_usage.';
comment on column backfill.load_usage.load_id is 'The load.';
comment on column backfill.load_usage.month_utc is 'First day of the month, UTC.';
comment on column backfill.load_usage.kind is 'batch, cdc, count, companyinfo or token.';
comment on column backfill.load_usage.calls is 'Calls that were answered as asked; a batch is one.';
comment on column backfill.load_usage.failed is 'Calls that were not: throttled, refused, cut off.';
comment on column backfill.load_usage.limit_ms is 'Time that calls waited for their turn under backfill.limits.';
comment on column backfill.load_usage.source_ms is 'Time from each request to the last byte of its answer, and the pauses before it was asked again.';
