-- Rows of records that QuickBooks no longer has stay, and are marked. The range known to be whole is kept for each entity.
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
    execute format($ddl$
      alter table %1$s
        add column deleted_at_utc timestamptz,
        add column deleted_seen_at_utc timestamptz,
        add column deleted_by text check (deleted_by in ('cdc', 'sweep', 'vanished')),
        add column deleted_run_id bigint,
        add check (num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) in (0, 3));
      create index %2$I on %1$s (deleted_seen_at_utc) where deleted_seen_at_utc is not null;
    $ddl$, raw_table, (select relname from pg_class where oid = raw_table) || '_removed');
  end loop;
end
$$;
comment on column raw.qb_customers.deleted_at_utc is
  'When QuickBooks deleted the record, where it said so; null for a live record, and where nobody knows.';
comment on column raw.qb_customers.deleted_seen_at_utc is
  'When we asked the question whose answer showed that QuickBooks no longer has the record; null for a live record. The last payload stays.';
comment on column raw.qb_customers.deleted_by is
  'What showed it. cdc: change data capture named it as deleted. sweep: asked for by its id twice, and absent both times. vanished: the same, of a list whose records nobody deletes.';
comment on column raw.qb_customers.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';

create table backfill.staged_removal (
  run_id         bigint      not null references backfill.run on delete cascade,
  record_id      text        not null,
  deleted_at_utc timestamptz,
  seen_at_utc    timestamptz not null,
  deleted_by     text        not null check (deleted_by in ('cdc', 'sweep', 'vanished')),
  primary key (run_id, record_id)
);
comment on table backfill.staged_removal is
  'Records that a run found to be gone at the source, until the exporter has marked them (then deleted, in the same transaction).';
comment on column backfill.staged_removal.run_id is 'The run.';
comment on column backfill.staged_removal.record_id is 'The record''s Id in QuickBooks.';
comment on column backfill.staged_removal.deleted_at_utc is 'When QuickBooks deleted it, where it said so.';
comment on column backfill.staged_removal.seen_at_utc is 'When the question was asked whose answer showed it: a copy that was asked for later wins.';
comment on column backfill.staged_removal.deleted_by is 'cdc, sweep or vanished, as in the raw tables.';

alter table backfill.run_window add column restored bigint not null default 0;
comment on column backfill.run_window.restored is 'Of the updated ones, those that were marked as removed and are live again.';

alter table backfill.run add column removed_count bigint not null default 0;
comment on column backfill.run.removed_count is
  'Live rows that this run marked as removed, of its range and of other days; their ids are in backfill.run_finding.';

alter table backfill.run_finding
  drop constraint run_finding_finding_check,
  add constraint run_finding_finding_check
    check (finding in ('missing', 'older', 'gone', 'unread', 'edited', 'removed', 'restored'));
comment on column backfill.run_finding.finding is
  'missing: listed by the source and not held; its day was read again. older: an older copy was held; its day was read again. gone: held, and deleted since, as change data capture says or as a question by id has shown. unread: edited before it was read; no copy is held, and its newer one lies after the range. edited: an earlier run held it in the range, and it has left the range since. removed: its row is marked as removed. restored: its row was marked, and is live again.';

create table backfill.entity_mark (
  entity              text          primary key,
  covered             tstzmultirange not null,
  whole_at_utc        timestamptz,
  whole_count         bigint,
  synced_at_utc       timestamptz,
  changed_at_utc      timestamptz   not null default now()
);
comment on table backfill.entity_mark is
  'What is known to be whole, one row an entity. A run that is complete adds its range.';
comment on column backfill.entity_mark.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.entity_mark.covered is
  'All ranges of the last change that were proven complete, joined. A sync starts at the end of the last one; what lies between two of them is missing.';
comment on column backfill.entity_mark.whole_at_utc is
  'QuickBooks'' clock when it last counted the whole entity and the live rows were as many; null before the first time.';
comment on column backfill.entity_mark.whole_count is 'That number of records.';
comment on column backfill.entity_mark.synced_at_utc is 'End of the range of the last complete sync; null before the first one.';
comment on column backfill.entity_mark.changed_at_utc is 'When this row was last written.';

insert into backfill.entity_mark (entity, covered)
select entity, range_agg(tstzrange(range_start_utc, range_end_utc))
from backfill.run
where state = 'complete'
group by entity;
