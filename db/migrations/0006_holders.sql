-- Which session works on an entity, and which sessions hold the places for calls under way. These are rows and not advisory
-- locks: a role that may only read cannot write them, and the rows show who holds what.
create table backfill.entity_lock (
  entity                 text        primary key,
  session                integer,
  session_user_id        oid,
  session_started_at_utc timestamptz,
  program                text,
  since_utc              timestamptz
);
comment on table backfill.entity_lock is
  'Which program works on an entity now: one at a time. A row whose session has ended is free, whatever it says.';
comment on column backfill.entity_lock.entity is 'The entity.';
comment on column backfill.entity_lock.session is 'Number of the session in Postgres (pid in pg_stat_activity); null when nobody works on it.';
comment on column backfill.entity_lock.session_user_id is 'The session''s user, by its number in pg_roles: a name may be a secret of the operator.';
comment on column backfill.entity_lock.session_started_at_utc is 'When the session started: a number is used again one day.';
comment on column backfill.entity_lock.program is 'What the program calls itself, such as qb_loader invoices.';
comment on column backfill.entity_lock.since_utc is 'Since when it works on it.';

create table backfill.call_place (
  place                  integer     primary key,
  session                integer,
  session_user_id        oid,
  session_started_at_utc timestamptz
);
comment on table backfill.call_place is
  'As many rows as calls may be under way at once. A call takes a row that no living session has.';
comment on column backfill.call_place.place is 'Counted from 1 to the limit.';
comment on column backfill.call_place.session is 'Number of the session in Postgres; null when the place is free.';
comment on column backfill.call_place.session_user_id is 'The session''s user, by its number in pg_roles: a name may be a secret of the operator.';
comment on column backfill.call_place.session_started_at_utc is 'When the session started.';

-- Whether the session still exists. The start of another user's session is hidden; then number and user must be enough.
create function backfill.is_alive(session integer, user_id oid, started_at_utc timestamptz) returns boolean
language sql volatile parallel restricted
return exists (
  select from pg_stat_activity a
  where a.pid = session and a.usesysid = user_id and a.datname = current_database()
    and (a.backend_start = started_at_utc or a.backend_start is null)
);
comment on function backfill.is_alive is 'Whether the session that took a lock or a place is still there.';

-- If a clock is set back, calls must not wait for it.
comment on column backfill.limits.paused_until_utc is
  'Nobody calls before then: QuickBooks has said that a limit is reached. A moment more than a quarter of an hour ahead does not count.';
comment on column backfill.call_slot.used_at_utc is
  'When a call last took it. A moment that has not come yet does not count: the clock was set back.';
