-- Every entity of QuickBooks. The list of entities and their tables are in db/always/005_entities.sql.
create table backfill.entity (
  entity      text    primary key,
  place       integer not null,
  qbo         text    not null,
  kind        text    not null check (kind in ('list', 'transaction', 'attachment')),
  reads       text    not null check (reads in ('by-change', 'whole')),
  is_timed    boolean not null,
  cdc         text    not null check (cdc in ('yes', 'no', 'unknown')),
  leaves      text    not null check (leaves in ('deactivated', 'deleted', 'vanishes', 'never')),
  referred_as text[]  not null,
  linked_as   text[]  not null,
  name_es     text    not null
);
comment on table backfill.entity is
  'The entities that this version copies, as its registry has them; db:init writes it. The table of an entity is raw.qb_ and its name.';
comment on column backfill.entity.entity is 'The entity''s name: of its table, in the variable entities, in the ledger.';
comment on column backfill.entity.place is 'Its place in a load, counted from 1: what others refer to comes first.';
comment on column backfill.entity.qbo is 'Its name in QuickBooks'' query language.';
comment on column backfill.entity.kind is 'list, transaction or attachment: the order of a load.';
comment on column backfill.entity.reads is
  'by-change: by ranges of the last change, each day proven. whole: all rows between two equal counts, without a time filter.';
comment on column backfill.entity.is_timed is 'Whether each record has MetaData.LastUpdatedTime; where not, source_updated_at_utc may be null.';
comment on column backfill.entity.cdc is 'Whether QuickBooks'' change data capture reports its changes.';
comment on column backfill.entity.leaves is
  'What becomes of a record that a person removes: deactivated (Active false), deleted; vanishes: QuickBooks takes it away by itself; never.';
comment on column backfill.entity.referred_as is 'The members of other records that hold its id, such as CustomerRef.';
comment on column backfill.entity.linked_as is 'What LinkedTxn.TxnType calls it; its name in QuickBooks included.';
comment on column backfill.entity.name_es is 'Its name in Spanish.';

alter table backfill.run
  add column reads text not null default 'by-change' check (reads in ('by-change', 'whole'));
comment on column backfill.run.reads is
  'by-change: the range was read by the last change, day by day. whole: all rows were read, and the one window of the run stands for the list.';
comment on column backfill.run.entity is 'The entity''s name, as in backfill.entity.';
comment on column raw.qb_customers.payload_sha256 is
  'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column backfill.api_usage.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.rejected_record.entity is 'The entity''s name, as in backfill.entity.';

alter table backfill.staged_page add column filed_at_utc timestamptz;
comment on column backfill.staged_page.filed_at_utc is
  'Of a list that is read whole: the start of the window that holds its records. Null: each record belongs to the day of its LastUpdatedTime.';
comment on column backfill.staged_page.first_updated_at_utc is 'Smallest LastUpdatedTime on the page, or filed_at_utc where that is given.';
comment on column backfill.staged_page.last_updated_at_utc is 'Greatest LastUpdatedTime on the page, or filed_at_utc where that is given.';
