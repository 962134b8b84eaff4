-- A run is proved by counts, and by ids if counts do not settle it. The requested range and the proven range are kept apart.
alter table backfill.staged_page add column record_sync_tokens bigint[];
comment on column backfill.staged_page.record_sync_tokens is
  'SyncToken of each record, in order; null where a record has none. Null on a page of release 0.1.0.';

alter table backfill.run
  add column requested_start_utc timestamptz,
  add column proof text check (proof in ('counts', 'ids')),
  add column departed_count bigint,
  add column unread_count bigint,
  add column source_before_count bigint,
  add column source_after_count bigint,
  add column source_future_count bigint,
  add column source_untimed_count bigint;
update backfill.run set requested_start_utc = range_start_utc;
alter table backfill.run alter column requested_start_utc set not null;
drop index backfill.run_by_range;
create index run_by_range on backfill.run (entity, requested_start_utc, requested_end_utc, run_id desc);
comment on column backfill.run.requested_start_utc is
  'The start that was asked for. Earlier than that is range_start_utc where the run before was asked up to it and proven up to less.';
comment on column backfill.run.proof is
  'What settled that the run holds what QuickBooks holds. counts: COUNT(*) and the ids edited since. ids: Id, SyncToken and LastUpdatedTime of each record. Null before the proof, and for a run of release 0.1.0.';
comment on column backfill.run.departed_count is
  'Of distinct_count: records that have left the range since they were read (edited, deleted, or not listed any more).';
comment on column backfill.run.unread_count is
  'Records that were edited before they were read, so that no copy of them is held; their ids are in backfill.run_finding.';
comment on column backfill.run.source_before_count is 'Records of the entity before the range, by COUNT(*); null where it was not asked.';
comment on column backfill.run.source_after_count is 'Records of the entity after the range, by COUNT(*); null where it was not asked.';
comment on column backfill.run.source_future_count is 'Of those after the range: records with a stamp more than a day in the future.';
comment on column backfill.run.source_untimed_count is
  'Records of the entity without a time: in its COUNT(*), and before, in and after no range.';

alter table backfill.run_window
  drop constraint run_window_verdict_check,
  add constraint run_window_verdict_check check (verdict in ('complete', 'moved', 'short', 'rejected', 'deleted')),
  drop column stepped;
comment on column backfill.run_window.source_count is
  'Records of the day at the source, as it counts or lists them; null where the count of a wider range already agreed.';
comment on column backfill.run_window.verdict is
  'complete: as many records at the source as we read. moved: some have left the day since, by an edit or a deletion. rejected: a record of the day is not in schema raw, since it could not be read or kept. short: the source counts or lists other records than we read. null: not proved yet.';

create table backfill.run_finding (
  run_id                bigint      not null references backfill.run on delete cascade,
  finding               text        not null check (finding in ('missing', 'older', 'gone', 'unread')),
  record_id             text        not null,
  source_updated_at_utc timestamptz,
  primary key (run_id, finding, record_id)
);
comment on table backfill.run_finding is 'What the proof of a run found out about single records, one row a finding and record.';
comment on column backfill.run_finding.run_id is 'The run.';
comment on column backfill.run_finding.finding is
  'missing: listed by the source and not held; its day was read again. older: an older copy was held; its day was read again. gone: held, and deleted since, as change data capture says or as a question by id has shown. unread: edited before it was read; no copy is held, and its newer one lies after the range.';
comment on column backfill.run_finding.record_id is 'The record''s Id in QuickBooks.';
comment on column backfill.run_finding.source_updated_at_utc is 'Its LastUpdatedTime at the source, where that is known.';
