create table if not exists backfill.company (
  only_row          boolean     primary key default true check (only_row),
  realm_sha256      text        not null,
  environment       text        not null check (environment in ('sandbox', 'production')),
  name              text,
  first_seen_at_utc timestamptz not null default now(),
  -- When the refresh token was issued and when it expires. Only times are kept here: the token itself is only in Mage Secrets.
  token_issued_at_utc     timestamptz,
  token_rotated_at_utc    timestamptz,
  token_idle_ends_at_utc  timestamptz,
  token_grant_ends_at_utc timestamptz
);
comment on table backfill.company is
  'The one QuickBooks company whose data this database holds. A run for another company is refused before its first write.';
comment on column backfill.company.only_row is 'Always true: the primary key that keeps this table at one row.';
comment on column backfill.company.realm_sha256 is
  'SHA-256, in hex, of Intuit''s company id (realm): enough to refuse another company, and no secret in a dump.';
comment on column backfill.company.environment is 'sandbox or production, as the secret QBO_ENV said.';
comment on column backfill.company.name is 'CompanyName as QuickBooks gave it when the company was first seen.';
comment on column backfill.company.first_seen_at_utc is 'When the first run for this company started.';
comment on column backfill.company.token_issued_at_utc is
  'When the stored refresh token was issued: the sign-in that brought it, or, for one that a person stored, the first sign-in with it.';
comment on column backfill.company.token_rotated_at_utc is
  'When a sign-in last brought a new refresh token; null while the one from the last consent is stored.';
comment on column backfill.company.token_idle_ends_at_utc is
  'When the stored refresh token dies if no run signs in before (Intuit: 100 days), as Intuit said at the last sign-in.';
comment on column backfill.company.token_grant_ends_at_utc is
  'When the consent itself ends, used or not (Intuit: five years): authorise again before. Null where Intuit did not say.';

create table if not exists backfill.run (
  run_id               bigint      generated always as identity primary key,
  entity               text        not null,
  pipeline             text        not null,
  mage_pipeline_run_id bigint,
  range_start_utc      timestamptz not null,
  range_end_utc        timestamptz not null,
  requested_end_utc    timestamptz not null,
  page_size            integer     not null check (page_size between 1 and 1000),
  max_days_per_query   integer     not null check (max_days_per_query >= 0),
  state                text        not null default 'loading'
                                   check (state in ('loading', 'fetched', 'loaded', 'complete', 'incomplete', 'abandoned')),
  attempts             integer     not null default 1,
  pages                integer     not null default 0,
  planned_count        bigint      not null,
  planned_at_utc       timestamptz not null,
  source_count         bigint,
  distinct_count       bigint,
  failure_code         text,
  failure_message      text,
  started_at_utc       timestamptz not null default now(),
  fetched_at_utc       timestamptz,
  loaded_at_utc        timestamptz,
  finished_at_utc      timestamptz,
  planned_calls        integer,
  export_ms            bigint      not null default 0,
  check (range_start_utc < range_end_utc)
);
create index if not exists run_by_range on backfill.run (entity, range_start_utc, requested_end_utc, run_id desc);
comment on table backfill.run is
  'One row a backfill of one entity over one range. A run that broke off is taken up again by the next run of the same range.';
comment on column backfill.run.run_id is 'Our own number of the run; the rows in schema raw name the run that last wrote them.';
comment on column backfill.run.entity is 'customers, items or invoices.';
comment on column backfill.run.pipeline is 'The Mage pipeline that started it.';
comment on column backfill.run.mage_pipeline_run_id is 'Mage''s id of the pipeline run that last worked on it; null outside Mage''s scheduler.';
comment on column backfill.run.range_start_utc is 'First instant of the range, included.';
comment on column backfill.run.range_end_utc is 'First instant after the range, not included.';
comment on column backfill.run.requested_end_utc is
  'The end that was asked for. Later than range_end_utc when it lay in the future: the present minute is still being written.';
comment on column backfill.run.page_size is 'MAXRESULTS of its queries.';
comment on column backfill.run.max_days_per_query is 'Most days one query may span; 0 means as wide as the range.';
comment on column backfill.run.state is
  'loading: pages are being read. fetched: all read and counted against the source. loaded: all rows in schema raw. complete or incomplete: the validator''s verdict. abandoned: started over, by resume=false or because its range reached the present more than a day ago.';
comment on column backfill.run.attempts is 'How often a loader has taken it up.';
comment on column backfill.run.pages is 'Pages staged so far; the number of the last one.';
comment on column backfill.run.planned_count is 'COUNT(*) of the range as QuickBooks answered it before the first page.';
comment on column backfill.run.planned_at_utc is 'QuickBooks'' clock at that answer: what it stamps later was edited during the run.';
comment on column backfill.run.source_count is 'COUNT(*) of the range as QuickBooks answered it after the last page.';
comment on column backfill.run.distinct_count is 'Distinct record ids this run held for the range at that moment.';
comment on column backfill.run.failure_code is 'Code of the last failure; null when the last attempt did not fail.';
comment on column backfill.run.failure_message is 'What was reported to the operator about that failure.';
comment on column backfill.run.started_at_utc is 'When the first attempt started.';
comment on column backfill.run.fetched_at_utc is 'When the last page had been read and counted.';
comment on column backfill.run.loaded_at_utc is 'When the last staged page had become rows.';
comment on column backfill.run.finished_at_utc is 'When the validator gave its verdict, or the run was abandoned.';
comment on column backfill.run.planned_calls is
  'Calls that the plan foresaw, sign-ins and repeats not included.';
comment on column backfill.run.export_ms is
  'Time Postgres took to turn staged pages into rows, in all attempts; of one that broke off, up to its last whole page.';

create table if not exists backfill.run_segment (
  run_id         bigint      not null references backfill.run on delete cascade,
  segment_number integer     not null,
  start_utc      timestamptz not null,
  end_utc        timestamptz not null,
  seek_utc       timestamptz not null,
  tie_offset     integer     not null default 0 check (tie_offset >= 0),
  primary key (run_id, segment_number),
  check (start_utc < end_utc),
  check (seek_utc between start_utc and end_utc)
);
comment on table backfill.run_segment is
  'Which part of the range one sequence of queries covers, and how far it has come: everything in [start, seek) has been read. Advanced in the transaction that stages the page.';
comment on column backfill.run_segment.run_id is 'The run.';
comment on column backfill.run_segment.segment_number is 'Counted from 1 within the run.';
comment on column backfill.run_segment.start_utc is 'First instant of the segment.';
comment on column backfill.run_segment.end_utc is 'First instant after the segment.';
comment on column backfill.run_segment.seek_utc is 'The next query starts here; equal to end_utc when the segment is read.';
comment on column backfill.run_segment.tie_offset is
  'Rows of the one second seek_utc already read, when that second holds more rows than a page; otherwise 0.';

create table if not exists backfill.run_window (
  run_id           bigint      not null references backfill.run on delete cascade,
  window_start_utc timestamptz not null,
  window_end_utc   timestamptz not null,
  state            text        not null default 'pending' check (state in ('pending', 'fetched', 'loaded')),
  attempts         integer     not null default 0,
  pages            integer     not null default 0,
  rows             bigint      not null default 0,
  duration_ms      bigint      not null default 0,
  source_count     bigint,
  verdict          text        check (verdict in ('complete', 'moved', 'short')),
  inserted         bigint      not null default 0,
  updated          bigint      not null default 0,
  changed          bigint      not null default 0,
  stale            bigint      not null default 0,
  rejected         bigint      not null default 0,
  moved_out        bigint      not null default 0,
  stepped          boolean     not null default false,
  primary key (run_id, window_start_utc),
  check (window_start_utc < window_end_utc)
);
comment on table backfill.run_window is 'One row a UTC day of a run (first and last day clipped to the range): the ledger.';
comment on column backfill.run_window.run_id is 'The run.';
comment on column backfill.run_window.window_start_utc is 'First instant of the day, included.';
comment on column backfill.run_window.window_end_utc is 'First instant after the day, not included.';
comment on column backfill.run_window.state is
  'pending: not read yet. fetched: its pages are staged. loaded: no staged page holds a row of it any more, its rows are in schema raw.';
comment on column backfill.run_window.attempts is 'How often the day has been read in full.';
comment on column backfill.run_window.pages is 'Pages that held at least one record of the day.';
comment on column backfill.run_window.rows is 'Distinct records of the day read by this run.';
comment on column backfill.run_window.duration_ms is 'Time QuickBooks took for those pages, each page shared out by its rows.';
comment on column backfill.run_window.source_count is 'COUNT(*) of the day as QuickBooks answered it; null where the count of a wider range already agreed.';
comment on column backfill.run_window.verdict is
  'complete: the source counts as many as we read. moved: some were edited since, and their newer versions lie in a later window, or were deleted. short: the source counts more than we read. null: not counted yet.';
comment on column backfill.run_window.inserted is 'Records that schema raw did not hold before.';
comment on column backfill.run_window.updated is 'Records that schema raw held and that were written again.';
comment on column backfill.run_window.changed is 'Of the updated ones, those whose content differed.';
comment on column backfill.run_window.stale is 'Records read but not written because schema raw already held a newer copy.';
comment on column backfill.run_window.rejected is 'Records of the day that were read and went to backfill.rejected_record; unreadable ones were never read and are not in this number.';
comment on column backfill.run_window.moved_out is 'Records written in this day and, later in the same run, again in another: they were edited meanwhile.';
comment on column backfill.run_window.stepped is 'Whether rows of the day were stepped over by number (a second of more than a page, a record that cannot be rendered). Such a day is read again when records were deleted meanwhile.';

create table if not exists backfill.staged_page (
  run_id                bigint        not null references backfill.run on delete cascade,
  page_number           integer       not null,
  segment_number        integer       not null,
  request               jsonb         not null,
  row_count             integer       not null,
  duration_ms           integer       not null,
  first_updated_at_utc  timestamptz,
  last_updated_at_utc   timestamptz,
  record_ids            text[]        not null,
  record_updated_at_utc timestamptz[] not null,
  record_starts         integer[]     not null,
  record_bytes          integer[]     not null,
  envelope_head         text          not null,
  records               text          not null,
  envelope_tail         text          not null,
  staged_at_utc         timestamptz   not null default now(),
  primary key (run_id, page_number)
);
-- Pages are read once and deleted. lz4 compresses them at almost no cost. The default method takes longer than all other work
-- on a page, so a server that was built without lz4 stores them uncompressed.
do $$
begin
  alter table backfill.staged_page alter column records set compression lz4;
exception
  when feature_not_supported then alter table backfill.staged_page alter column records set storage external;
end
$$;
create index if not exists staged_page_by_time on backfill.staged_page (run_id, last_updated_at_utc);
comment on table backfill.staged_page is
  'Pages as received, until the exporter has turned them into rows (then deleted, in the same transaction). envelope_head || records || envelope_tail is the body to the letter.';
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

create table if not exists backfill.rejected_record (
  rejected_record_id bigint      generated always as identity primary key,
  run_id             bigint      not null references backfill.run on delete cascade,
  entity             text        not null,
  page_number        integer,
  position_on_page   integer,
  record_id          text,
  window_start_utc   timestamptz,
  not_before_utc     timestamptz,
  not_after_utc      timestamptz,
  reason             text        not null,
  detail             text        not null,
  record_text        text,
  request            jsonb,
  rejected_at_utc    timestamptz not null default now(),
  unique (run_id, page_number, position_on_page)
);
comment on table backfill.rejected_record is
  'Records that QuickBooks sent and that schema raw cannot hold. A run with one of these is never complete.';
comment on column backfill.rejected_record.rejected_record_id is 'Our own number.';
comment on column backfill.rejected_record.run_id is 'The run that met it.';
comment on column backfill.rejected_record.entity is 'customers, items or invoices.';
comment on column backfill.rejected_record.page_number is 'The page it was on.';
comment on column backfill.rejected_record.position_on_page is 'Its place on that page, counted from 1.';
comment on column backfill.rejected_record.record_id is 'Its Id, where it has one.';
comment on column backfill.rejected_record.window_start_utc is 'The day of its LastUpdatedTime, where it has one; of an unreadable record, the day of its neighbour.';
comment on column backfill.rejected_record.not_before_utc is 'Of an unreadable record: its LastUpdatedTime is this one or later, by the record before it.';
comment on column backfill.rejected_record.not_after_utc is 'Of an unreadable record: its LastUpdatedTime is this one or earlier, by the record after it.';
comment on column backfill.rejected_record.reason is
  'UNREADABLE: QuickBooks cannot render it, and with it no page that holds it. NOT_JSONB: holds what jsonb cannot (an escaped NUL, half a surrogate pair, a number out of range). NO_ID. NO_LAST_UPDATED_TIME. OUTSIDE_RANGE.';
comment on column backfill.rejected_record.detail is 'The same in words, with what Postgres said.';
comment on column backfill.rejected_record.record_text is 'The record as received.';
comment on column backfill.rejected_record.request is 'The request that brought it.';
comment on column backfill.rejected_record.rejected_at_utc is 'When it was rejected.';

create table if not exists backfill.api_usage (
  run_id     bigint  not null references backfill.run on delete cascade,
  entity     text    not null,
  month_utc  date    not null,
  kind       text    not null,
  calls      bigint  not null default 0,
  failed     bigint  not null default 0,
  limit_ms   bigint  not null default 0,
  source_ms  bigint  not null default 0,
  staging_ms bigint  not null default 0,
  primary key (run_id, month_utc, kind)
);
comment on table backfill.api_usage is 'Calls made to QuickBooks, by run, month and kind. Intuit meters successful production reads by the month.';
comment on column backfill.api_usage.run_id is 'The run.';
comment on column backfill.api_usage.entity is 'customers, items or invoices.';
comment on column backfill.api_usage.month_utc is 'First day of the month, UTC.';
comment on column backfill.api_usage.kind is 'page, count, companyinfo or token.';
comment on column backfill.api_usage.calls is 'Calls that were answered as asked.';
comment on column backfill.api_usage.failed is 'Calls that were not: throttled, refused, cut off.';
comment on column backfill.api_usage.limit_ms is
  'Time that calls waited for their turn under backfill.limits, all workers added up.';
comment on column backfill.api_usage.source_ms is
  'Time from each request to the last byte of its answer, and the pauses before it was asked again, all workers added up.';
comment on column backfill.api_usage.staging_ms is
  'Time Postgres took to keep the answers, all workers added up.';

create table if not exists backfill.report (
  run_id      bigint      primary key references backfill.run on delete cascade,
  made_at_utc timestamptz not null default now(),
  version     text        not null,
  html        text        not null
);
comment on table backfill.report is
  'The report of a run as it was when the run last ended, in both languages: one HTML file. npm run report makes it again from the ledger; with --kept it brings this one.';
comment on column backfill.report.run_id is 'The run.';
comment on column backfill.report.made_at_utc is 'When it was made.';
comment on column backfill.report.version is 'Version of the program that made it.';
comment on column backfill.report.html is 'The whole file. It loads nothing from anywhere.';
