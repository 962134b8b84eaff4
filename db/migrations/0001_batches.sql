-- Counts are asked in batches: the limits of batches, and how many calls of the month a batch counts for.
alter table backfill.limits
  add column batches_per_minute_max integer not null default 40 check (batches_per_minute_max between 1 and 1000);
comment on column backfill.limits.batches_per_minute_max is
  'Batch requests started in any minute, which count as calls too. Intuit: 40 a company and app.';

alter table backfill.call_slot
  drop constraint call_slot_per_check,
  add constraint call_slot_per_check check (per in ('second', 'minute', 'batch'));
comment on table backfill.call_slot is
  'As many rows as calls may start in a second or a minute, and batches in a minute. A call takes a row whose last use lies that far back; there is no such row when the limit is reached, by any program.';
comment on column backfill.call_slot.per is 'second, minute or batch: a batch takes one of each.';

comment on column backfill.call_month.calls is
  'Calls started in that month, less those that QuickBooks refused, which it does not count. Each question of a batch counts as a call, since how Intuit counts them is not known. A call whose program was killed stays.';
comment on column backfill.api_usage.kind is 'page, count, batch, cdc, companyinfo or token.';
comment on column backfill.api_usage.calls is 'Calls that were answered as asked; a batch is one.';
