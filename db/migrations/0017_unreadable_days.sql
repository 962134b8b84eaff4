-- A record that cannot be rendered is booked on its own day, which is found by counting the days between its neighbours.
comment on column backfill.rejected_record.window_start_utc is
  'The day of its LastUpdatedTime, where it has one; of an unreadable record, the day whose count showed it, or else the day of its neighbour.';
