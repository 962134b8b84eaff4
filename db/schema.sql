-- What the files of db/init, db/migrations and db/always make, as Postgres' catalogue tells it. For reading and comparing:
-- apply the files (npm run db:init). Written by npm run db:dump.

create schema backfill;
comment on schema backfill is 'Bookkeeping of the backfill: which company, which runs, what each read and what it proved. Safe to read at any time.';
grant usage on schema backfill to qbo_loader;
grant usage on schema backfill to qbo_reader;

create schema raw;
comment on schema raw is 'QuickBooks Online records exactly as Intuit sent them, one table an entity, one row a record. Belongs to one company.';
grant usage on schema raw to qbo_loader;
grant usage on schema raw to qbo_reader;

create table backfill.api_usage (
  run_id bigint not null,
  entity text not null,
  month_utc date not null,
  kind text not null,
  calls bigint not null default 0,
  failed bigint not null default 0,
  limit_ms bigint not null default 0,
  source_ms bigint not null default 0,
  staging_ms bigint not null default 0,
  constraint api_usage_pkey PRIMARY KEY (run_id, month_utc, kind),
  constraint api_usage_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
comment on table backfill.api_usage is 'Calls made to QuickBooks, by run, month and kind. Intuit meters successful production reads by the month.';
comment on column backfill.api_usage.run_id is 'The run.';
comment on column backfill.api_usage.entity is 'customers, items or invoices.';
comment on column backfill.api_usage.month_utc is 'First day of the month, UTC.';
comment on column backfill.api_usage.kind is 'page, count, batch, cdc, companyinfo or token.';
comment on column backfill.api_usage.calls is 'Calls that were answered as asked; a batch is one.';
comment on column backfill.api_usage.failed is 'Calls that were not: throttled, refused, cut off.';
comment on column backfill.api_usage.limit_ms is 'Time that calls waited for their turn under backfill.limits, all workers added up.';
comment on column backfill.api_usage.source_ms is 'Time from each request to the last byte of its answer, and the pauses before it was asked again, all workers added up.';
comment on column backfill.api_usage.staging_ms is 'Time Postgres took to keep the answers, all workers added up.';
grant insert, select, update on backfill.api_usage to qbo_loader;
grant select on backfill.api_usage to qbo_reader;

create table backfill.call_month (
  month_utc date not null,
  calls bigint not null,
  constraint call_month_pkey PRIMARY KEY (month_utc)
);
comment on table backfill.call_month is 'Calls taken from a month, by everything that works on this company together. A call takes itself from here before it is made, so that no more are made than calls_per_month_max allows.';
comment on column backfill.call_month.month_utc is 'First day of the month, UTC.';
comment on column backfill.call_month.calls is 'Calls started in that month, less those that QuickBooks refused, which it does not count. Each question of a batch counts as a call, since how Intuit counts them is not known. A call whose program was killed stays.';
grant insert, select, update on backfill.call_month to qbo_loader;
grant select on backfill.call_month to qbo_reader;

create table backfill.call_slot (
  per text not null,
  slot integer not null,
  used_at_utc timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint call_slot_pkey PRIMARY KEY (per, slot),
  constraint call_slot_per_check CHECK ((per = ANY (ARRAY['second'::text, 'minute'::text, 'batch'::text])))
);
comment on table backfill.call_slot is 'As many rows as calls may start in a second or a minute, and batches in a minute. A call takes a row whose last use lies that far back; there is no such row when the limit is reached, whoever used them.';
comment on column backfill.call_slot.per is 'second, minute or batch: a batch takes one of each.';
comment on column backfill.call_slot.slot is 'Counted from 1 to the limit.';
comment on column backfill.call_slot.used_at_utc is 'When a call last took it.';
grant insert, select, update on backfill.call_slot to qbo_loader;
grant select on backfill.call_slot to qbo_reader;

create table backfill.company (
  only_row boolean not null default true,
  realm_sha256 text not null,
  environment text not null,
  name text,
  first_seen_at_utc timestamp with time zone not null default now(),
  token_issued_at_utc timestamp with time zone,
  token_rotated_at_utc timestamp with time zone,
  token_idle_ends_at_utc timestamp with time zone,
  token_grant_ends_at_utc timestamp with time zone,
  constraint company_pkey PRIMARY KEY (only_row),
  constraint company_environment_check CHECK ((environment = ANY (ARRAY['sandbox'::text, 'production'::text]))),
  constraint company_only_row_check CHECK (only_row)
);
comment on table backfill.company is 'The one QuickBooks company whose data this database holds. A run for another company is refused before its first write.';
comment on column backfill.company.only_row is 'Always true: the primary key that keeps this table at one row.';
comment on column backfill.company.realm_sha256 is 'SHA-256, in hex, of Intuit''s company id (realm): enough to refuse another company, and no secret in a dump.';
comment on column backfill.company.environment is 'sandbox or production, as the secret QBO_ENV said.';
comment on column backfill.company.name is 'CompanyName as QuickBooks gave it when the company was first seen.';
comment on column backfill.company.first_seen_at_utc is 'When the first run for this company started.';
comment on column backfill.company.token_issued_at_utc is 'When the stored refresh token was issued: the sign-in that brought it, or, for one that a person stored, the first sign-in with it.';
comment on column backfill.company.token_rotated_at_utc is 'When a sign-in last brought a new refresh token; null while the one from the last consent is stored.';
comment on column backfill.company.token_idle_ends_at_utc is 'When the stored refresh token dies if no run signs in before (Intuit: 100 days), as Intuit said at the last sign-in.';
comment on column backfill.company.token_grant_ends_at_utc is 'When the consent itself ends, used or not (Intuit: five years): authorise again before. Null where Intuit did not say.';
grant insert, select on backfill.company to qbo_loader;
grant select on backfill.company to qbo_reader;
grant update on backfill.company (token_issued_at_utc) to qbo_loader;
grant update on backfill.company (token_rotated_at_utc) to qbo_loader;
grant update on backfill.company (token_idle_ends_at_utc) to qbo_loader;
grant update on backfill.company (token_grant_ends_at_utc) to qbo_loader;

create table backfill.limits (
  only_row boolean not null default true,
  calls_at_once_max integer not null default 10,
  calls_per_second_max integer not null default 10,
  calls_per_minute_max integer not null default 500,
  calls_per_month_max bigint,
  paused_until_utc timestamp with time zone not null default '-infinity'::timestamp with time zone,
  batches_per_minute_max integer not null default 40,
  constraint limits_pkey PRIMARY KEY (only_row),
  constraint limits_batches_per_minute_max_check CHECK (((batches_per_minute_max >= 1) AND (batches_per_minute_max <= 1000))),
  constraint limits_calls_at_once_max_check CHECK (((calls_at_once_max >= 1) AND (calls_at_once_max <= 100))),
  constraint limits_calls_per_minute_max_check CHECK (((calls_per_minute_max >= 1) AND (calls_per_minute_max <= 10000))),
  constraint limits_calls_per_month_max_check CHECK ((calls_per_month_max > 0)),
  constraint limits_calls_per_second_max_check CHECK (((calls_per_second_max >= 1) AND (calls_per_second_max <= 1000))),
  constraint limits_only_row_check CHECK (only_row)
);
comment on table backfill.limits is 'How hard QuickBooks may be asked, by everything that works on this company together: all pipelines, all Mage workers, all machines. Change it with a plain update; runs that are under way notice within a minute.';
comment on column backfill.limits.only_row is 'Always true: the primary key that keeps this table at one row.';
comment on column backfill.limits.calls_at_once_max is 'Calls under way at the same time. Intuit: 10 a company and app.';
comment on column backfill.limits.calls_per_second_max is 'Calls started in any second. Intuit: 10 a company and app.';
comment on column backfill.limits.calls_per_minute_max is 'Calls started in any minute. Intuit: 500 a company, all apps together.';
comment on column backfill.limits.calls_per_month_max is 'Calls in a calendar month (UTC) after which runs stop, resumably, before Intuit refuses them; null for no cap of ours. Heeded by the next call.';
comment on column backfill.limits.paused_until_utc is 'Nobody calls before then: QuickBooks has said that a limit is reached.';
comment on column backfill.limits.batches_per_minute_max is 'Batch requests started in any minute, which count as calls too. Intuit: 40 a company and app.';
grant select on backfill.limits to qbo_loader;
grant select on backfill.limits to qbo_reader;
grant update on backfill.limits (paused_until_utc) to qbo_loader;

create table backfill.rejected_record (
  rejected_record_id bigint not null generated always as identity,
  run_id bigint not null,
  entity text not null,
  page_number integer,
  position_on_page integer,
  record_id text,
  window_start_utc timestamp with time zone,
  not_before_utc timestamp with time zone,
  not_after_utc timestamp with time zone,
  reason text not null,
  detail text not null,
  record_text text,
  request jsonb,
  rejected_at_utc timestamp with time zone not null default now(),
  constraint rejected_record_pkey PRIMARY KEY (rejected_record_id),
  constraint rejected_record_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE,
  constraint rejected_record_run_id_page_number_position_on_page_key UNIQUE (run_id, page_number, position_on_page)
);
comment on table backfill.rejected_record is 'Records that QuickBooks sent and that schema raw cannot hold. A run with one of these is never complete.';
comment on column backfill.rejected_record.rejected_record_id is 'Our own number.';
comment on column backfill.rejected_record.run_id is 'The run that met it.';
comment on column backfill.rejected_record.entity is 'customers, items or invoices.';
comment on column backfill.rejected_record.page_number is 'The page it was on.';
comment on column backfill.rejected_record.position_on_page is 'Its place on that page, counted from 1.';
comment on column backfill.rejected_record.record_id is 'Its Id, where it has one.';
comment on column backfill.rejected_record.window_start_utc is 'The day of its LastUpdatedTime, where it has one; of an unreadable record, the day of its neighbour.';
comment on column backfill.rejected_record.not_before_utc is 'Of an unreadable record: its LastUpdatedTime is this one or later, by the record before it.';
comment on column backfill.rejected_record.not_after_utc is 'Of an unreadable record: its LastUpdatedTime is this one or earlier, by the record after it.';
comment on column backfill.rejected_record.reason is 'UNREADABLE: QuickBooks cannot render it, and with it no page that holds it. NOT_JSONB: holds what jsonb cannot (an escaped NUL, half a surrogate pair, a number out of range). NO_ID. NO_LAST_UPDATED_TIME. OUTSIDE_RANGE.';
comment on column backfill.rejected_record.detail is 'The same in words, with what Postgres said.';
comment on column backfill.rejected_record.record_text is 'The record as received.';
comment on column backfill.rejected_record.request is 'The request that brought it.';
comment on column backfill.rejected_record.rejected_at_utc is 'When it was rejected.';
grant insert, select on backfill.rejected_record to qbo_loader;
grant select on backfill.rejected_record to qbo_reader;

create table backfill.report (
  run_id bigint not null,
  made_at_utc timestamp with time zone not null default now(),
  version text not null,
  html text not null,
  constraint report_pkey PRIMARY KEY (run_id),
  constraint report_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
comment on table backfill.report is 'The report of a run as it was when the run last ended, in both languages: one HTML file. npm run report makes it again from the ledger; with --kept it brings this one.';
comment on column backfill.report.run_id is 'The run.';
comment on column backfill.report.made_at_utc is 'When it was made.';
comment on column backfill.report.version is 'Version of the program that made it.';
comment on column backfill.report.html is 'The whole file. It loads nothing from anywhere.';
grant insert, select, update on backfill.report to qbo_loader;
grant select on backfill.report to qbo_reader;

create table backfill.run (
  run_id bigint not null generated always as identity,
  entity text not null,
  pipeline text not null,
  mage_pipeline_run_id bigint,
  range_start_utc timestamp with time zone not null,
  range_end_utc timestamp with time zone not null,
  requested_end_utc timestamp with time zone not null,
  page_size integer not null,
  max_days_per_query integer not null,
  state text not null default 'loading'::text,
  attempts integer not null default 1,
  pages integer not null default 0,
  planned_count bigint not null,
  planned_at_utc timestamp with time zone not null,
  source_count bigint,
  distinct_count bigint,
  failure_code text,
  failure_message text,
  started_at_utc timestamp with time zone not null default now(),
  fetched_at_utc timestamp with time zone,
  loaded_at_utc timestamp with time zone,
  finished_at_utc timestamp with time zone,
  planned_calls integer,
  export_ms bigint not null default 0,
  constraint run_pkey PRIMARY KEY (run_id),
  constraint run_check CHECK ((range_start_utc < range_end_utc)),
  constraint run_max_days_per_query_check CHECK ((max_days_per_query >= 0)),
  constraint run_page_size_check CHECK (((page_size >= 1) AND (page_size <= 1000))),
  constraint run_state_check CHECK ((state = ANY (ARRAY['loading'::text, 'fetched'::text, 'loaded'::text, 'complete'::text, 'incomplete'::text, 'abandoned'::text])))
);
CREATE INDEX run_by_range ON backfill.run USING btree (entity, range_start_utc, requested_end_utc, run_id DESC);
comment on table backfill.run is 'One row a backfill of one entity over one range. A run that broke off is taken up again by the next run of the same range.';
comment on column backfill.run.run_id is 'Our own number of the run; the rows in schema raw name the run that last wrote them.';
comment on column backfill.run.entity is 'customers, items or invoices.';
comment on column backfill.run.pipeline is 'The Mage pipeline that started it.';
comment on column backfill.run.mage_pipeline_run_id is 'Mage''s id of the pipeline run that last worked on it; null outside Mage''s scheduler.';
comment on column backfill.run.range_start_utc is 'First instant of the range, included.';
comment on column backfill.run.range_end_utc is 'First instant after the range, not included.';
comment on column backfill.run.requested_end_utc is 'The end that was asked for. Later than range_end_utc when it lay in the future: the present minute is still being written.';
comment on column backfill.run.page_size is 'MAXRESULTS of its queries.';
comment on column backfill.run.max_days_per_query is 'Most days one query may span; 0 means as wide as the range.';
comment on column backfill.run.state is 'loading: pages are being read. fetched: all read and counted against the source. loaded: all rows in schema raw. complete or incomplete: the validator''s verdict. abandoned: started over by resume=false.';
comment on column backfill.run.attempts is 'How often a loader has taken it up.';
comment on column backfill.run.pages is 'Pages staged so far; the number of the last one.';
comment on column backfill.run.planned_count is 'COUNT(*) of the range as QuickBooks answered it before the first page.';
comment on column backfill.run.planned_at_utc is 'QuickBooks'' clock at that answer: what it stamps later was edited during the run.';
comment on column backfill.run.source_count is 'COUNT(*) of the range as QuickBooks answered it after the last page.';
comment on column backfill.run.distinct_count is 'Distinct record ids this run held for the range at that moment.';
comment on column backfill.run.failure_code is 'Code of the last failure; null when the last attempt did not fail.';
comment on column backfill.run.failure_message is 'What the operator was told about that failure.';
comment on column backfill.run.started_at_utc is 'When the first attempt started.';
comment on column backfill.run.fetched_at_utc is 'When the last page had been read and counted.';
comment on column backfill.run.loaded_at_utc is 'When the last staged page had become rows.';
comment on column backfill.run.finished_at_utc is 'When the validator gave its verdict, or the run was abandoned.';
comment on column backfill.run.planned_calls is 'Calls that the plan foresaw, sign-ins and repeats not included.';
comment on column backfill.run.export_ms is 'Time Postgres took to turn staged pages into rows, in all attempts; of one that broke off, up to its last whole page.';
grant insert, select, update on backfill.run to qbo_loader;
grant select on backfill.run to qbo_reader;

create table backfill.run_segment (
  run_id bigint not null,
  segment_number integer not null,
  start_utc timestamp with time zone not null,
  end_utc timestamp with time zone not null,
  seek_utc timestamp with time zone not null,
  tie_offset integer not null default 0,
  constraint run_segment_pkey PRIMARY KEY (run_id, segment_number),
  constraint run_segment_check CHECK ((start_utc < end_utc)),
  constraint run_segment_check1 CHECK (((seek_utc >= start_utc) AND (seek_utc <= end_utc))),
  constraint run_segment_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE,
  constraint run_segment_tie_offset_check CHECK ((tie_offset >= 0))
);
comment on table backfill.run_segment is 'Which part of the range one sequence of queries covers, and how far it has come: everything in [start, seek) has been read. Advanced in the transaction that stages the page.';
comment on column backfill.run_segment.run_id is 'The run.';
comment on column backfill.run_segment.segment_number is 'Counted from 1 within the run.';
comment on column backfill.run_segment.start_utc is 'First instant of the segment.';
comment on column backfill.run_segment.end_utc is 'First instant after the segment.';
comment on column backfill.run_segment.seek_utc is 'The next query starts here; equal to end_utc when the segment is read.';
comment on column backfill.run_segment.tie_offset is 'Rows of the one second seek_utc already read, when that second holds more rows than a page; otherwise 0.';
grant insert, select, update on backfill.run_segment to qbo_loader;
grant select on backfill.run_segment to qbo_reader;

create table backfill.run_window (
  run_id bigint not null,
  window_start_utc timestamp with time zone not null,
  window_end_utc timestamp with time zone not null,
  state text not null default 'pending'::text,
  attempts integer not null default 0,
  pages integer not null default 0,
  rows bigint not null default 0,
  duration_ms bigint not null default 0,
  source_count bigint,
  verdict text,
  inserted bigint not null default 0,
  updated bigint not null default 0,
  changed bigint not null default 0,
  stale bigint not null default 0,
  rejected bigint not null default 0,
  moved_out bigint not null default 0,
  stepped boolean not null default false,
  constraint run_window_pkey PRIMARY KEY (run_id, window_start_utc),
  constraint run_window_check CHECK ((window_start_utc < window_end_utc)),
  constraint run_window_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE,
  constraint run_window_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'fetched'::text, 'loaded'::text]))),
  constraint run_window_verdict_check CHECK ((verdict = ANY (ARRAY['complete'::text, 'moved'::text, 'short'::text])))
);
comment on table backfill.run_window is 'One row a UTC day of a run (first and last day clipped to the range): the ledger.';
comment on column backfill.run_window.run_id is 'The run.';
comment on column backfill.run_window.window_start_utc is 'First instant of the day, included.';
comment on column backfill.run_window.window_end_utc is 'First instant after the day, not included.';
comment on column backfill.run_window.state is 'pending: not read yet. fetched: its pages are staged. loaded: no staged page holds a row of it any more, its rows are in schema raw.';
comment on column backfill.run_window.attempts is 'How often the day has been read in full.';
comment on column backfill.run_window.pages is 'Pages that held at least one record of the day.';
comment on column backfill.run_window.rows is 'Distinct records of the day read by this run.';
comment on column backfill.run_window.duration_ms is 'Time QuickBooks took for those pages, each page shared out by its rows.';
comment on column backfill.run_window.source_count is 'COUNT(*) of the day as QuickBooks answered it; null where the count of a wider range already agreed.';
comment on column backfill.run_window.verdict is 'complete: the source counts as many as we read. moved: some were edited since, and their newer versions lie in a later window, or were deleted. short: the source counts more than we read. null: not counted yet.';
comment on column backfill.run_window.inserted is 'Records that schema raw did not hold before.';
comment on column backfill.run_window.updated is 'Records that schema raw held and that were written again.';
comment on column backfill.run_window.changed is 'Of the updated ones, those whose content differed.';
comment on column backfill.run_window.stale is 'Records read but not written because schema raw already held a newer copy.';
comment on column backfill.run_window.rejected is 'Records of the day that were read and went to backfill.rejected_record; unreadable ones were never read and are not in this number.';
comment on column backfill.run_window.moved_out is 'Records written in this day and, later in the same run, again in another: they were edited meanwhile.';
comment on column backfill.run_window.stepped is 'Whether rows of the day were stepped over by number (a second of more than a page, a record that cannot be rendered). Such a day is read again when records were deleted meanwhile.';
grant insert, select, update on backfill.run_window to qbo_loader;
grant select on backfill.run_window to qbo_reader;

create table backfill.schema_version (
  version integer not null,
  file text not null,
  applied_at_utc timestamp with time zone not null default now(),
  program text not null,
  constraint schema_version_pkey PRIMARY KEY (version)
);
comment on table backfill.schema_version is 'Which files of db/migrations this database has had, one row a file; version 0 is the schema of db/init. A program works with its own version only.';
comment on column backfill.schema_version.version is 'Number of the file; 0 for db/init.';
comment on column backfill.schema_version.file is 'The file.';
comment on column backfill.schema_version.applied_at_utc is 'When it was applied.';
comment on column backfill.schema_version.program is 'Version of the program that applied it.';
grant select on backfill.schema_version to qbo_loader;
grant select on backfill.schema_version to qbo_reader;

create table backfill.staged_page (
  run_id bigint not null,
  page_number integer not null,
  segment_number integer not null,
  request jsonb not null,
  row_count integer not null,
  duration_ms integer not null,
  first_updated_at_utc timestamp with time zone,
  last_updated_at_utc timestamp with time zone,
  record_ids text[] not null,
  record_updated_at_utc timestamp with time zone[] not null,
  record_starts integer[] not null,
  record_bytes integer[] not null,
  envelope_head text not null,
  records text not null,
  envelope_tail text not null,
  staged_at_utc timestamp with time zone not null default now(),
  constraint staged_page_pkey PRIMARY KEY (run_id, page_number),
  constraint staged_page_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
CREATE INDEX staged_page_by_time ON backfill.staged_page USING btree (run_id, last_updated_at_utc);
comment on table backfill.staged_page is 'Pages as received, until the exporter has turned them into rows (then deleted, in the same transaction). envelope_head || records || envelope_tail is the body to the letter.';
comment on column backfill.staged_page.run_id is 'The run.';
comment on column backfill.staged_page.page_number is 'Counted from 1 within the run.';
comment on column backfill.staged_page.segment_number is 'The segment it belongs to.';
comment on column backfill.staged_page.request is 'How it was asked for: statement, position, when, Intuit''s trace id. Becomes raw.*.request_payload.';
comment on column backfill.staged_page.row_count is 'Records on the page.';
comment on column backfill.staged_page.duration_ms is 'From the request to the last byte of its answer.';
comment on column backfill.staged_page.first_updated_at_utc is 'Smallest LastUpdatedTime on the page.';
comment on column backfill.staged_page.last_updated_at_utc is 'Greatest LastUpdatedTime on the page.';
comment on column backfill.staged_page.record_ids is 'Id of each record, in order; null where a record has none.';
comment on column backfill.staged_page.record_updated_at_utc is 'LastUpdatedTime of each record, in order; null where a record has none.';
comment on column backfill.staged_page.record_starts is 'Where each record starts in records, in bytes of UTF-8, counted from 0.';
comment on column backfill.staged_page.record_bytes is 'How many bytes of UTF-8 each record is long.';
comment on column backfill.staged_page.envelope_head is 'The body up to the array of records.';
comment on column backfill.staged_page.records is 'The array of records, as received.';
comment on column backfill.staged_page.envelope_tail is 'The body after the array of records.';
comment on column backfill.staged_page.staged_at_utc is 'When it was staged.';
grant delete, insert, select on backfill.staged_page to qbo_loader;
grant select on backfill.staged_page to qbo_reader;

create table raw.qb_customers (
  id text not null,
  payload jsonb not null,
  ingested_at_utc timestamp with time zone not null default now(),
  extract_window_start_utc timestamp with time zone not null,
  extract_window_end_utc timestamp with time zone not null,
  page_number integer not null,
  page_size integer not null,
  request_payload jsonb not null,
  source_updated_at_utc timestamp with time zone not null,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_customers_pkey PRIMARY KEY (id),
  constraint qb_customers_check CHECK ((extract_window_start_utc < extract_window_end_utc))
);
CREATE INDEX qb_customers_by_run_window ON raw.qb_customers USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_customers_by_source_updated_at ON raw.qb_customers USING btree (source_updated_at_utc);
comment on table raw.qb_customers is 'One row per QuickBooks Customer, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_customers.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_customers.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_customers.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_customers.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_customers.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_customers.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_customers.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_customers.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_customers.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_customers.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_customers.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8).';
comment on column raw.qb_customers.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select, update on raw.qb_customers to qbo_loader;
grant select on raw.qb_customers to qbo_reader;

create table raw.qb_invoices (
  id text not null,
  payload jsonb not null,
  ingested_at_utc timestamp with time zone not null default now(),
  extract_window_start_utc timestamp with time zone not null,
  extract_window_end_utc timestamp with time zone not null,
  page_number integer not null,
  page_size integer not null,
  request_payload jsonb not null,
  source_updated_at_utc timestamp with time zone not null,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_invoices_pkey PRIMARY KEY (id),
  constraint qb_invoices_check CHECK ((extract_window_start_utc < extract_window_end_utc))
);
CREATE INDEX qb_invoices_by_run_window ON raw.qb_invoices USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_invoices_by_source_updated_at ON raw.qb_invoices USING btree (source_updated_at_utc);
comment on table raw.qb_invoices is 'One row per QuickBooks Invoice, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_invoices.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_invoices.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_invoices.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_invoices.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_invoices.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_invoices.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_invoices.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_invoices.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_invoices.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_invoices.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_invoices.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8).';
comment on column raw.qb_invoices.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select, update on raw.qb_invoices to qbo_loader;
grant select on raw.qb_invoices to qbo_reader;

create table raw.qb_items (
  id text not null,
  payload jsonb not null,
  ingested_at_utc timestamp with time zone not null default now(),
  extract_window_start_utc timestamp with time zone not null,
  extract_window_end_utc timestamp with time zone not null,
  page_number integer not null,
  page_size integer not null,
  request_payload jsonb not null,
  source_updated_at_utc timestamp with time zone not null,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_items_pkey PRIMARY KEY (id),
  constraint qb_items_check CHECK ((extract_window_start_utc < extract_window_end_utc))
);
CREATE INDEX qb_items_by_run_window ON raw.qb_items USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_items_by_source_updated_at ON raw.qb_items USING btree (source_updated_at_utc);
comment on table raw.qb_items is 'One row per QuickBooks Item, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_items.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_items.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_items.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_items.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_items.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_items.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_items.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_items.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_items.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_items.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_items.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8).';
comment on column raw.qb_items.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select, update on raw.qb_items to qbo_loader;
grant select on raw.qb_items to qbo_reader;

-- on tables that are added to schema backfill
grant select on every new table to qbo_loader;
grant select on every new table to qbo_reader;

-- on tables that are added to schema raw
grant insert, select, update on every new table to qbo_loader;
grant select on every new table to qbo_reader;
