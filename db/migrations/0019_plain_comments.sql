-- The comments that were hard to read, in plain sentences. Only comments change.
comment on schema raw is
  'QuickBooks Online records exactly as Intuit sent them, one table for each entity, one row for each record. Belongs to one company.';
comment on column raw.qb_customers.deleted_at_utc is
  'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_customers.deleted_seen_at_utc is
  'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_customers.deleted_by is
  'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';

comment on column backfill.api_usage.calls is 'Answered calls; a batch is one call.';
comment on column backfill.api_usage.failed is 'Calls that were throttled, refused or cut off.';
comment on column backfill.load_usage.calls is 'Answered calls; a batch is one call.';
comment on column backfill.load_usage.failed is 'Calls that were throttled, refused or cut off.';

comment on table backfill.call_month is
  'Calls of each month, counted for all programs that work on this company. Each call is counted before it is made, so that there are never more than calls_per_month_max.';
comment on column backfill.call_month.calls is
  'Calls started in that month, without those that QuickBooks refused. Each question of a batch counts as one call, because it is not known how Intuit counts them. A call of a killed program stays counted.';
comment on table backfill.call_place is
  'One row for each call that may run at the same time. A call takes a row that belongs to no living session.';
comment on table backfill.call_slot is
  'One row for each call that may start within a second or a minute, and for each batch that may start within a minute. A call takes a row that was not used within that time. If there is no such row, the limit is reached and the call waits.';
comment on column backfill.call_slot.used_at_utc is
  'When a call last took the row. A time in the future is ignored: the clock was set back.';
comment on table backfill.limits is
  'Limits of calls to QuickBooks, shared by all programs that work on this company: all pipelines, all Mage workers, all machines. Change a limit with an update. Runs in progress use the new value within a minute.';
comment on column backfill.limits.calls_at_once_max is 'Calls that may run at the same time. Intuit: 10 for a company and app.';
comment on column backfill.limits.calls_per_second_max is 'Calls that may start in any second. Intuit: 10 for a company and app.';
comment on column backfill.limits.calls_per_minute_max is 'Calls that may start in any minute. Intuit: 500 for a company, all apps together.';
comment on column backfill.limits.calls_per_month_max is
  'Calls that may start in a calendar month (UTC). Runs then stop before Intuit refuses them, and can be continued. Null: no cap of ours. The next call uses a changed value.';
comment on column backfill.limits.batches_per_minute_max is
  'Batch requests that may start in any minute; each counts as a call, too. Intuit: 40 for a company and app.';
comment on column backfill.limits.paused_until_utc is
  'No program calls before this time, because QuickBooks said that a limit is reached. A time more than a quarter of an hour ahead is ignored.';

comment on column backfill.company.token_issued_at_utc is
  'When the stored refresh token was issued. For a token that a person stored: the first sign-in with it.';
comment on column backfill.company.token_idle_ends_at_utc is
  'When the stored refresh token expires if no run signs in before (Intuit: 100 days), as Intuit said at the last sign-in.';
comment on column backfill.company.token_grant_ends_at_utc is
  'When the consent itself ends, used or not (Intuit: five years). Authorise again before then. Null if Intuit did not say.';

comment on column backfill.entity.entity is 'The entity''s name, used for its table, in the variable entities and in the ledger.';
comment on column backfill.entity.place is 'The entity''s position in a load, counted from 1. Entities that others refer to come first.';
comment on column backfill.entity.leaves is
  'How a record leaves. deactivated: Active becomes false. deleted: a person deletes it. vanishes: QuickBooks removes it by itself. never: it stays.';
comment on column backfill.entity_lock.session is
  'Number of the session in Postgres (pid in pg_stat_activity); null when no program works on the entity.';
comment on column backfill.entity_lock.session_started_at_utc is
  'When the session started. Postgres uses a number again later, so number and start together identify the session.';
comment on column backfill.entity_lock.since_utc is 'When the program began to work on the entity.';
comment on table backfill.entity_mark is 'What is known to be whole, one row for each entity. Each complete run adds its range.';
comment on column backfill.entity_mark.covered is
  'All ranges of the last change that were proven complete, joined. A sync starts at the end of the last range. What lies between two ranges is missing.';
comment on column backfill.entity_mark.whole_at_utc is
  'QuickBooks'' clock when it last counted the whole entity and the count was that of the live rows; null before the first time.';
comment on column backfill.entity_mark.whole_count is 'The number of records in that count.';
comment on column backfill.field_seen.path is
  'The path of the member, with arrays folded: Line[].Amount. Empty for the record itself. Also the parameter include, when a run asked for it.';
comment on column backfill.field_seen.types is
  'JSON types of the member: array, boolean, null, number, object, string. Also asked or refused, if a run asked for the field by name and QuickBooks gave or refused it. For the record itself also unavailable, if QuickBooks said that the company does not have the entity.';
comment on table backfill.notice is 'Observations of a run that are not failures, for a person to read.';

comment on column backfill.load.attempts is 'How often a loader has worked on it.';
comment on table backfill.run is
  'One row for each backfill of one entity over one range. The next run of the same range continues an interrupted run.';
comment on column backfill.run.attempts is 'How often a loader has worked on it.';
comment on column backfill.run.requested_start_utc is
  'The requested start. range_start_utc is earlier if the run before was requested up to this start but proven only up to an earlier time.';
comment on column backfill.run.planned_at_utc is
  'QuickBooks'' clock at that answer. A record with a later time was edited during the run.';
comment on column backfill.run.planned_calls is 'Calls that the plan expected, without sign-ins and repeats.';
comment on column backfill.run.export_ms is
  'Time Postgres took to turn staged pages into rows, in all attempts. An interrupted attempt counts up to its last complete page.';
comment on column backfill.run.source_future_count is
  'Those of the records after the range whose time is more than a day in the future.';
comment on column backfill.run.source_untimed_count is
  'Records of the entity without a time. COUNT(*) of the entity includes them, and no range does.';
comment on column backfill.run.whole_at_utc is
  'QuickBooks'' clock when it counted the whole entity and the count was that of the live rows; null if the run did not ask.';
comment on column backfill.run.whole_count is 'The number of records in that count.';
comment on table backfill.run_finding is
  'What a run found out about single records, in its proof or, for a sync, as new and changed. One row for each finding and record.';
comment on table backfill.run_segment is
  'The part of the range that one sequence of queries reads, and its position: everything in [start, seek) has been read. The transaction that stages a page also moves the position.';
comment on column backfill.run_segment.tie_offset is
  'Rows of the second seek_utc that were already read, if that second holds more rows than a page; otherwise 0.';
comment on table backfill.run_window is
  'The ledger: one row for each UTC day of a run (first and last day clipped to the range).';
comment on column backfill.run_window.duration_ms is
  'Time QuickBooks took for those pages. The time of a page that holds several days is divided by rows.';
comment on column backfill.run_window.taken_over is
  'Rows of the day that a later run has written again, so that they now belong to that run. The table holds inserted + updated - moved_out - taken_over rows of the day that name this run.';
comment on table backfill.schema_version is
  'The files of db/migrations that were applied to this database, one row for each file; version 0 is the schema of db/init. A program works only with its own version.';
comment on table backfill.staged_page is
  'Pages as received, until the exporter turns them into rows and deletes them, in the same transaction. envelope_head || records || envelope_tail is exactly the received body.';
comment on column backfill.staged_removal.seen_at_utc is
  'When the question was asked whose answer showed it. A copy that was requested later is newer.';
comment on table backfill.stale_record is
  'Copies of records that a run has read and not written, because schema raw held a newer one. The validator checks that it does.';
