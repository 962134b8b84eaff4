-- A sync reads what has changed since the mark, and counts everything.
alter table backfill.run
  drop constraint run_reads_check,
  add constraint run_reads_check check (reads in ('by-change', 'whole', 'changes')),
  add column whole_at_utc timestamptz,
  add column whole_count bigint;
comment on column backfill.run.reads is
  'by-change: the range was read by the last change, day by day. whole: all rows were read, and the one window of the run stands for the list. changes: a sync; what has changed since the mark was read, and the one window of the run stands for all of it.';
comment on column backfill.run.whole_at_utc is
  'QuickBooks'' clock when it counted the whole entity and the live rows were as many; null where the run did not ask.';
comment on column backfill.run.whole_count is 'That number of records.';
