-- A sync keeps the ids of what it found new and changed, beside those that it found removed and restored.
alter table backfill.run_finding
  drop constraint run_finding_finding_check,
  add constraint run_finding_finding_check
    check (finding in ('missing', 'older', 'gone', 'unread', 'edited', 'removed', 'restored', 'new', 'changed'));
comment on column backfill.run_finding.finding is
  'missing: listed by the source and not held; its day was read again. older: an older copy was held; its day was read again. gone: held, and deleted since, as change data capture says or as a question by id has shown. unread: edited before it was read; no copy is held, and its newer one lies after the range. edited: an earlier run held it in the range, and it has left the range since. removed: its row is marked as removed. restored: its row was marked, and is live again. new, changed: of a sync, a row that it inserted, or whose content it replaced; of the first thousand or so records of a run.';
