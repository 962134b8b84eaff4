-- If QuickBooks does not return a day, only that day is left unread. QuickBooks' answer is kept with the day.
alter table backfill.run_window add column failure_message text;
comment on column backfill.run_window.failure_message is
  'Why the day, or a part of it, could not be read: QuickBooks answered for other days, and not for this one. Such a day is short. null: it was read.';
comment on column backfill.rejected_record.reason is
  'UNREADABLE: QuickBooks cannot render it, and with it no page that holds it. NOT_JSONB: holds what jsonb cannot (an escaped NUL, half a surrogate pair, a number out of range, more levels than the server reads). NO_ID. NO_LAST_UPDATED_TIME. OUTSIDE_RANGE.';
