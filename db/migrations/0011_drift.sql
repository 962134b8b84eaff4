-- The drift register: which members the records of an entity have had, with which types, and since when. The notices of a run:
-- a member that is new, has another type or has vanished, and references to records that are not held.
alter table backfill.staged_page add column fields jsonb not null default '[]';
comment on column backfill.staged_page.fields is
  'The members of the page''s records: path, types, in how many records, the id of one. The exporter adds them to backfill.field_seen.';

create table backfill.field_seen (
  entity            text        not null,
  path              text        not null,
  types             text[]      not null,
  records           bigint      not null,
  records_until     bigint      not null,
  example_id        text,
  first_run_id      bigint      not null,
  last_run_id       bigint      not null,
  first_seen_at_utc timestamptz not null default now(),
  last_seen_at_utc  timestamptz not null default now(),
  primary key (entity, path)
);
comment on table backfill.field_seen is
  'The members that records of an entity have had. Counted as they are read: a record that is read again counts again.';
comment on column backfill.field_seen.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.field_seen.path is
  'The member, its holders before it and arrays folded: Line[].Amount. Empty for the record itself.';
comment on column backfill.field_seen.types is
  'Its JSON types: array, boolean, null, number, object, string. Of the record itself also unavailable, where QuickBooks said that the company does not have the entity.';
comment on column backfill.field_seen.records is 'In how many records it was.';
comment on column backfill.field_seen.records_until is 'How many records of the entity had been read when it was seen last.';
comment on column backfill.field_seen.example_id is 'The Id of a record that has it.';
comment on column backfill.field_seen.first_run_id is 'The run that saw it first.';
comment on column backfill.field_seen.last_run_id is 'The run that saw it last.';
comment on column backfill.field_seen.first_seen_at_utc is 'When it was seen first.';
comment on column backfill.field_seen.last_seen_at_utc is 'When it was seen last.';

create table backfill.notice (
  run_id         bigint      not null references backfill.run,
  kind           text        not null check (kind in ('new_path', 'new_type', 'vanished_path', 'orphans')),
  path           text        not null,
  detail         text        not null,
  noticed_at_utc timestamptz not null default now(),
  primary key (run_id, kind, path)
);
comment on table backfill.notice is 'What a run noticed that is no failure, and that somebody may want to know.';
comment on column backfill.notice.run_id is 'The run, in backfill.run.';
comment on column backfill.notice.kind is
  'new_path: a member that no record had before. new_type: a member with a JSON type that it did not have before. vanished_path: a member that most records had, and the last hundred or more have not. orphans: references to records that are not held.';
comment on column backfill.notice.path is 'The member, as in backfill.field_seen; of references, the name of the member that refers.';
comment on column backfill.notice.detail is 'Types, counts and ids, for people to read.';
comment on column backfill.notice.noticed_at_utc is 'When it was noticed.';
