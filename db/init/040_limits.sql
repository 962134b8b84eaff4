create table if not exists backfill.limits (
  only_row             boolean     primary key default true check (only_row),
  calls_at_once_max    integer     not null default 10 check (calls_at_once_max between 1 and 100),
  calls_per_second_max integer     not null default 10 check (calls_per_second_max between 1 and 1000),
  calls_per_minute_max integer     not null default 500 check (calls_per_minute_max between 1 and 10000),
  calls_per_month_max  bigint      check (calls_per_month_max > 0),
  paused_until_utc     timestamptz not null default '-infinity'
);
insert into backfill.limits default values on conflict do nothing;
comment on table backfill.limits is
  'How hard QuickBooks may be asked, by everything that works on this company together: all pipelines, all Mage workers, all machines. Change it with a plain update; runs that are under way notice within a minute.';
comment on column backfill.limits.only_row is 'Always true: the primary key that keeps this table at one row.';
comment on column backfill.limits.calls_at_once_max is 'Calls under way at the same time. Intuit: 10 a company and app.';
comment on column backfill.limits.calls_per_second_max is 'Calls started in any second. Intuit: 10 a company and app.';
comment on column backfill.limits.calls_per_minute_max is 'Calls started in any minute. Intuit: 500 a company, all apps together.';
comment on column backfill.limits.calls_per_month_max is
  'Calls in a calendar month (UTC) after which runs stop, resumably, before Intuit refuses them; null for no cap of ours. Heeded by the next call.';
comment on column backfill.limits.paused_until_utc is 'Nobody calls before then: QuickBooks has said that a limit is reached.';

create table if not exists backfill.call_slot (
  per         text        not null check (per in ('second', 'minute')),
  slot        integer     not null,
  used_at_utc timestamptz not null default '-infinity',
  primary key (per, slot)
);
comment on table backfill.call_slot is
  'As many rows as calls may start in a second or a minute. A call takes a row whose last use lies that far back; there is no such row when the limit is reached, by any program.';
comment on column backfill.call_slot.per is 'second or minute.';
comment on column backfill.call_slot.slot is 'Counted from 1 to the limit.';
comment on column backfill.call_slot.used_at_utc is 'When a call last took it.';

create table if not exists backfill.call_month (
  month_utc date   primary key,
  calls     bigint not null
);
comment on table backfill.call_month is
  'Calls taken from a month, by everything that works on this company together. A call takes itself from here before it is made, so that no more are made than calls_per_month_max allows.';
comment on column backfill.call_month.month_utc is 'First day of the month, UTC.';
comment on column backfill.call_month.calls is
  'Calls started in that month, less those that QuickBooks refused, which it does not count. A call whose program was killed stays.';
