-- What the files of db/init, db/migrations and db/always make, as Postgres' catalogue tells it. For reading and comparing:
-- apply the files (npm run db:init). Written by npm run db:dump.

create schema backfill;
comment on schema backfill is 'Bookkeeping of the backfill: which company, which runs, what each read and what it proved. Safe to read at any time.';
grant usage on schema backfill to qbo_loader;
grant usage on schema backfill to qbo_reader;

create schema quickbooks;
comment on schema quickbooks is 'The records of schema raw as typed views, made again at each db:init. Names of views and columns as the dbt package fivetran/dbt_quickbooks reads them.';
grant usage on schema quickbooks to qbo_loader;
grant usage on schema quickbooks to qbo_reader;

create schema raw;
comment on schema raw is 'QuickBooks Online records exactly as Intuit sent them, one table for each entity, one row for each record. Belongs to one company.';
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
comment on column backfill.api_usage.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.api_usage.month_utc is 'First day of the month, UTC.';
comment on column backfill.api_usage.kind is 'page, count, batch, cdc, companyinfo or token.';
comment on column backfill.api_usage.calls is 'Answered calls; a batch is one call.';
comment on column backfill.api_usage.failed is 'Calls that were throttled, refused or cut off.';
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
comment on table backfill.call_month is 'Calls of each month, counted for all programs that work on this company. Each call is counted before it is made, so that there are never more than calls_per_month_max.';
comment on column backfill.call_month.month_utc is 'First day of the month, UTC.';
comment on column backfill.call_month.calls is 'Calls started in that month, without those that QuickBooks refused. Each question of a batch counts as one call, because it is not known how Intuit counts them. A call of a killed program stays counted.';
grant insert, select, update on backfill.call_month to qbo_loader;
grant select on backfill.call_month to qbo_reader;

create table backfill.call_place (
  place integer not null,
  session integer,
  session_user_id oid,
  session_started_at_utc timestamp with time zone,
  constraint call_place_pkey PRIMARY KEY (place)
);
comment on table backfill.call_place is 'One row for each call that may run at the same time. A call takes a row that belongs to no living session.';
comment on column backfill.call_place.place is 'Counted from 1 to the limit.';
comment on column backfill.call_place.session is 'Number of the session in Postgres; null when the place is free.';
comment on column backfill.call_place.session_user_id is 'The session''s user, by its number in pg_roles: a name may be a secret of the operator.';
comment on column backfill.call_place.session_started_at_utc is 'When the session started.';
grant insert, select, update on backfill.call_place to qbo_loader;
grant select on backfill.call_place to qbo_reader;

create table backfill.call_slot (
  per text not null,
  slot integer not null,
  used_at_utc timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint call_slot_pkey PRIMARY KEY (per, slot),
  constraint call_slot_per_check CHECK ((per = ANY (ARRAY['second'::text, 'minute'::text, 'batch'::text])))
);
comment on table backfill.call_slot is 'One row for each call that may start within a second or a minute, and for each batch that may start within a minute. A call takes a row that was not used within that time. If there is no such row, the limit is reached and the call waits.';
comment on column backfill.call_slot.per is 'second, minute or batch: a batch takes one of each.';
comment on column backfill.call_slot.slot is 'Counted from 1 to the limit.';
comment on column backfill.call_slot.used_at_utc is 'When a call last took the row. A time in the future is ignored: the clock was set back.';
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
comment on column backfill.company.token_issued_at_utc is 'When the stored refresh token was issued. For a token that a person stored: the first sign-in with it.';
comment on column backfill.company.token_rotated_at_utc is 'When a sign-in last brought a new refresh token; null while the one from the last consent is stored.';
comment on column backfill.company.token_idle_ends_at_utc is 'When the stored refresh token expires if no run signs in before (Intuit: 100 days), as Intuit said at the last sign-in.';
comment on column backfill.company.token_grant_ends_at_utc is 'When the consent itself ends, used or not (Intuit: five years). Authorise again before then. Null if Intuit did not say.';
grant insert, select on backfill.company to qbo_loader;
grant select on backfill.company to qbo_reader;
grant update on backfill.company (token_issued_at_utc) to qbo_loader;
grant update on backfill.company (token_rotated_at_utc) to qbo_loader;
grant update on backfill.company (token_idle_ends_at_utc) to qbo_loader;
grant update on backfill.company (token_grant_ends_at_utc) to qbo_loader;

create table backfill.entity (
  entity text not null,
  place integer not null,
  qbo text not null,
  kind text not null,
  reads text not null,
  is_timed boolean not null,
  cdc text not null,
  leaves text not null,
  referred_as text[] not null,
  linked_as text[] not null,
  name_es text not null,
  constraint entity_pkey PRIMARY KEY (entity),
  constraint entity_cdc_check CHECK ((cdc = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
  constraint entity_kind_check CHECK ((kind = ANY (ARRAY['list'::text, 'transaction'::text, 'attachment'::text]))),
  constraint entity_leaves_check CHECK ((leaves = ANY (ARRAY['deactivated'::text, 'deleted'::text, 'vanishes'::text, 'never'::text]))),
  constraint entity_reads_check CHECK ((reads = ANY (ARRAY['by-change'::text, 'whole'::text])))
);
comment on table backfill.entity is 'The entities that this version copies, as its registry has them; db:init writes it. The table of an entity is raw.qb_ and its name.';
comment on column backfill.entity.entity is 'The entity''s name, used for its table, in the variable entities and in the ledger.';
comment on column backfill.entity.place is 'The entity''s position in a load, counted from 1. Entities that others refer to come first.';
comment on column backfill.entity.qbo is 'Its name in QuickBooks'' query language.';
comment on column backfill.entity.kind is 'list, transaction or attachment: the order of a load.';
comment on column backfill.entity.reads is 'by-change: by ranges of the last change, each day proven. whole: all rows between two equal counts, without a time filter.';
comment on column backfill.entity.is_timed is 'Whether each record has MetaData.LastUpdatedTime; where not, source_updated_at_utc may be null.';
comment on column backfill.entity.cdc is 'Whether QuickBooks'' change data capture reports its changes.';
comment on column backfill.entity.leaves is 'How a record leaves. deactivated: Active becomes false. deleted: a person deletes it. vanishes: QuickBooks removes it by itself. never: it stays.';
comment on column backfill.entity.referred_as is 'The members of other records that hold its id, such as CustomerRef.';
comment on column backfill.entity.linked_as is 'What LinkedTxn.TxnType calls it; its name in QuickBooks included.';
comment on column backfill.entity.name_es is 'Its name in Spanish.';
grant select on backfill.entity to qbo_loader;
grant select on backfill.entity to qbo_reader;

create table backfill.entity_lock (
  entity text not null,
  session integer,
  session_user_id oid,
  session_started_at_utc timestamp with time zone,
  program text,
  since_utc timestamp with time zone,
  constraint entity_lock_pkey PRIMARY KEY (entity)
);
comment on table backfill.entity_lock is 'Which program works on an entity now: one at a time. A row whose session has ended is free, whatever it says.';
comment on column backfill.entity_lock.entity is 'The entity.';
comment on column backfill.entity_lock.session is 'Number of the session in Postgres (pid in pg_stat_activity); null when no program works on the entity.';
comment on column backfill.entity_lock.session_user_id is 'The session''s user, by its number in pg_roles: a name may be a secret of the operator.';
comment on column backfill.entity_lock.session_started_at_utc is 'When the session started. Postgres uses a number again later, so number and start together identify the session.';
comment on column backfill.entity_lock.program is 'What the program calls itself, such as qb_loader invoices.';
comment on column backfill.entity_lock.since_utc is 'When the program began to work on the entity.';
grant insert, select, update on backfill.entity_lock to qbo_loader;
grant select on backfill.entity_lock to qbo_reader;

create table backfill.entity_mark (
  entity text not null,
  covered tstzmultirange not null,
  whole_at_utc timestamp with time zone,
  whole_count bigint,
  synced_at_utc timestamp with time zone,
  changed_at_utc timestamp with time zone not null default now(),
  constraint entity_mark_pkey PRIMARY KEY (entity)
);
comment on table backfill.entity_mark is 'What is known to be whole, one row for each entity. Each complete run adds its range.';
comment on column backfill.entity_mark.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.entity_mark.covered is 'All ranges of the last change that were proven complete, joined. A sync starts at the end of the last range. What lies between two ranges is missing.';
comment on column backfill.entity_mark.whole_at_utc is 'QuickBooks'' clock when it last counted the whole entity and the count was that of the live rows; null before the first time.';
comment on column backfill.entity_mark.whole_count is 'The number of records in that count.';
comment on column backfill.entity_mark.synced_at_utc is 'End of the range of the last complete sync; null before the first one.';
comment on column backfill.entity_mark.changed_at_utc is 'When this row was last written.';
grant insert, select, update on backfill.entity_mark to qbo_loader;
grant select on backfill.entity_mark to qbo_reader;

create table backfill.field_seen (
  entity text not null,
  path text not null,
  types text[] not null,
  records bigint not null,
  records_until bigint not null,
  example_id text,
  first_run_id bigint not null,
  last_run_id bigint not null,
  first_seen_at_utc timestamp with time zone not null default now(),
  last_seen_at_utc timestamp with time zone not null default now(),
  constraint field_seen_pkey PRIMARY KEY (entity, path)
);
comment on table backfill.field_seen is 'The members that records of an entity have had. Counted as they are read: a record that is read again counts again.';
comment on column backfill.field_seen.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.field_seen.path is 'The path of the member, with arrays folded: Line[].Amount. Empty for the record itself. Also the parameter include, when a run asked for it.';
comment on column backfill.field_seen.types is 'JSON types of the member: array, boolean, null, number, object, string. Also asked or refused, if a run asked for the field by name and QuickBooks gave or refused it. For the record itself also unavailable, if QuickBooks said that the company does not have the entity.';
comment on column backfill.field_seen.records is 'In how many records it was.';
comment on column backfill.field_seen.records_until is 'How many records of the entity had been read when it was seen last.';
comment on column backfill.field_seen.example_id is 'The Id of a record that has it.';
comment on column backfill.field_seen.first_run_id is 'The run that saw it first.';
comment on column backfill.field_seen.last_run_id is 'The run that saw it last.';
comment on column backfill.field_seen.first_seen_at_utc is 'When it was seen first.';
comment on column backfill.field_seen.last_seen_at_utc is 'When it was seen last.';
grant insert, select, update on backfill.field_seen to qbo_loader;
grant select on backfill.field_seen to qbo_reader;

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
comment on table backfill.limits is 'Limits of calls to QuickBooks, shared by all programs that work on this company: all pipelines, all Mage workers, all machines. Change a limit with an update. Runs in progress use the new value within a minute.';
comment on column backfill.limits.only_row is 'Always true: the primary key that keeps this table at one row.';
comment on column backfill.limits.calls_at_once_max is 'Calls that may run at the same time. Intuit: 10 for a company and app.';
comment on column backfill.limits.calls_per_second_max is 'Calls that may start in any second. Intuit: 10 for a company and app.';
comment on column backfill.limits.calls_per_minute_max is 'Calls that may start in any minute. Intuit: 500 for a company, all apps together.';
comment on column backfill.limits.calls_per_month_max is 'Calls that may start in a calendar month (UTC). Runs then stop before Intuit refuses them, and can be continued. Null: no cap of ours. The next call uses a changed value.';
comment on column backfill.limits.paused_until_utc is 'No program calls before this time, because QuickBooks said that a limit is reached. A time more than a quarter of an hour ahead is ignored.';
comment on column backfill.limits.batches_per_minute_max is 'Batch requests that may start in any minute; each counts as a call, too. Intuit: 40 for a company and app.';
grant select on backfill.limits to qbo_loader;
grant select on backfill.limits to qbo_reader;
grant update on backfill.limits (paused_until_utc) to qbo_loader;

create table backfill.load (
  load_id bigint not null generated always as identity,
  kind text not null default 'backfill'::text,
  pipeline text not null,
  mage_pipeline_run_id bigint,
  entities text[] not null,
  range_start_utc timestamp with time zone not null,
  range_end_utc timestamp with time zone not null,
  state text not null default 'running'::text,
  attempts integer not null default 1,
  failures jsonb not null default '[]'::jsonb,
  started_at_utc timestamp with time zone not null default now(),
  finished_at_utc timestamp with time zone,
  goes_on boolean not null default false,
  constraint load_pkey PRIMARY KEY (load_id),
  constraint load_check CHECK ((range_start_utc < range_end_utc)),
  constraint load_entities_check CHECK ((cardinality(entities) > 0)),
  constraint load_kind_check CHECK ((kind = ANY (ARRAY['backfill'::text, 'sync'::text]))),
  constraint load_state_check CHECK ((state = ANY (ARRAY['running'::text, 'complete'::text, 'incomplete'::text, 'abandoned'::text])))
);
CREATE INDEX load_by_range ON backfill.load USING btree (range_start_utc, range_end_utc, load_id DESC);
comment on table backfill.load is 'One row a load: one or more entities over one range, read by one program. A load that broke off is taken up again by the next start with the same entities and range.';
comment on column backfill.load.load_id is 'Our own number of the load.';
comment on column backfill.load.kind is 'backfill: a range. sync: what has changed since.';
comment on column backfill.load.pipeline is 'The Mage pipeline that started it.';
comment on column backfill.load.mage_pipeline_run_id is 'Mage''s id of the pipeline run that last worked on it; null outside Mage''s scheduler.';
comment on column backfill.load.entities is 'Names of the entities, as in backfill.entity, in the order of the load.';
comment on column backfill.load.range_start_utc is 'First instant that was asked for.';
comment on column backfill.load.range_end_utc is 'First instant after what was asked for; the runs end earlier where it lay in the future.';
comment on column backfill.load.state is 'running: not every entity has its verdict. complete: each entity is complete, or the company does not have it. incomplete: at least one is not. abandoned: started over by resume=false.';
comment on column backfill.load.attempts is 'How often a loader has worked on it.';
comment on column backfill.load.failures is 'Entities that the last attempt could not read: entity, code and message of each.';
comment on column backfill.load.started_at_utc is 'When the first attempt started.';
comment on column backfill.load.finished_at_utc is 'When the validator gave its verdict, or the load was abandoned.';
comment on column backfill.load.goes_on is 'Whether the variables named no dates, so that each entity went on from its mark. The next run of its pipeline continues such a load where it broke off less than a day ago.';
grant insert, select, update on backfill.load to qbo_loader;
grant select on backfill.load to qbo_reader;

create table backfill.load_usage (
  load_id bigint not null,
  month_utc date not null,
  kind text not null,
  calls bigint not null default 0,
  failed bigint not null default 0,
  limit_ms bigint not null default 0,
  source_ms bigint not null default 0,
  constraint load_usage_pkey PRIMARY KEY (load_id, month_utc, kind),
  constraint load_usage_load_id_fkey FOREIGN KEY (load_id) REFERENCES backfill.load(load_id) ON DELETE CASCADE
);
comment on table backfill.load_usage is 'Calls that a load made for its entities together, such as counts in batches and sign-ins; those for one entity are in backfill.api_usage.';
comment on column backfill.load_usage.load_id is 'The load.';
comment on column backfill.load_usage.month_utc is 'First day of the month, UTC.';
comment on column backfill.load_usage.kind is 'batch, cdc, count, companyinfo or token.';
comment on column backfill.load_usage.calls is 'Answered calls; a batch is one call.';
comment on column backfill.load_usage.failed is 'Calls that were throttled, refused or cut off.';
comment on column backfill.load_usage.limit_ms is 'Time that calls waited for their turn under backfill.limits.';
comment on column backfill.load_usage.source_ms is 'Time from each request to the last byte of its answer, and the pauses before it was asked again.';
grant insert, select, update on backfill.load_usage to qbo_loader;
grant select on backfill.load_usage to qbo_reader;

create table backfill.notice (
  run_id bigint not null,
  kind text not null,
  path text not null,
  detail text not null,
  noticed_at_utc timestamp with time zone not null default now(),
  constraint notice_pkey PRIMARY KEY (run_id, kind, path),
  constraint notice_kind_check CHECK ((kind = ANY (ARRAY['new_path'::text, 'new_type'::text, 'vanished_path'::text, 'refused_field'::text, 'orphans'::text]))),
  constraint notice_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id)
);
comment on table backfill.notice is 'Observations of a run that are not failures, for a person to read.';
comment on column backfill.notice.run_id is 'The run, in backfill.run.';
comment on column backfill.notice.kind is 'new_path: a member that no record had before. new_type: a member with a JSON type that it did not have before. vanished_path: a member that most records had, and the last hundred or more have not. refused_field: a field that QuickBooks refuses to give. orphans: references to records that are not held.';
comment on column backfill.notice.path is 'The member, as in backfill.field_seen; of references, the name of the member that refers.';
comment on column backfill.notice.detail is 'Types, counts and ids, for people to read.';
comment on column backfill.notice.noticed_at_utc is 'When it was noticed.';
grant insert, select, update on backfill.notice to qbo_loader;
grant select on backfill.notice to qbo_reader;

create view backfill.record as
 SELECT 'company_info'::text AS entity,
    qb_company_info.id,
    qb_company_info.payload,
    qb_company_info.ingested_at_utc,
    qb_company_info.extract_window_start_utc,
    qb_company_info.extract_window_end_utc,
    qb_company_info.page_number,
    qb_company_info.page_size,
    qb_company_info.request_payload,
    qb_company_info.source_updated_at_utc,
    qb_company_info.sync_token,
    qb_company_info.payload_sha256,
    qb_company_info.run_id
   FROM raw.qb_company_info
  WHERE qb_company_info.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'preferences'::text AS entity,
    qb_preferences.id,
    qb_preferences.payload,
    qb_preferences.ingested_at_utc,
    qb_preferences.extract_window_start_utc,
    qb_preferences.extract_window_end_utc,
    qb_preferences.page_number,
    qb_preferences.page_size,
    qb_preferences.request_payload,
    qb_preferences.source_updated_at_utc,
    qb_preferences.sync_token,
    qb_preferences.payload_sha256,
    qb_preferences.run_id
   FROM raw.qb_preferences
  WHERE qb_preferences.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'accounts'::text AS entity,
    qb_accounts.id,
    qb_accounts.payload,
    qb_accounts.ingested_at_utc,
    qb_accounts.extract_window_start_utc,
    qb_accounts.extract_window_end_utc,
    qb_accounts.page_number,
    qb_accounts.page_size,
    qb_accounts.request_payload,
    qb_accounts.source_updated_at_utc,
    qb_accounts.sync_token,
    qb_accounts.payload_sha256,
    qb_accounts.run_id
   FROM raw.qb_accounts
  WHERE qb_accounts.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'classes'::text AS entity,
    qb_classes.id,
    qb_classes.payload,
    qb_classes.ingested_at_utc,
    qb_classes.extract_window_start_utc,
    qb_classes.extract_window_end_utc,
    qb_classes.page_number,
    qb_classes.page_size,
    qb_classes.request_payload,
    qb_classes.source_updated_at_utc,
    qb_classes.sync_token,
    qb_classes.payload_sha256,
    qb_classes.run_id
   FROM raw.qb_classes
  WHERE qb_classes.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'company_currencies'::text AS entity,
    qb_company_currencies.id,
    qb_company_currencies.payload,
    qb_company_currencies.ingested_at_utc,
    qb_company_currencies.extract_window_start_utc,
    qb_company_currencies.extract_window_end_utc,
    qb_company_currencies.page_number,
    qb_company_currencies.page_size,
    qb_company_currencies.request_payload,
    qb_company_currencies.source_updated_at_utc,
    qb_company_currencies.sync_token,
    qb_company_currencies.payload_sha256,
    qb_company_currencies.run_id
   FROM raw.qb_company_currencies
  WHERE qb_company_currencies.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'exchange_rates'::text AS entity,
    qb_exchange_rates.id,
    qb_exchange_rates.payload,
    qb_exchange_rates.ingested_at_utc,
    qb_exchange_rates.extract_window_start_utc,
    qb_exchange_rates.extract_window_end_utc,
    qb_exchange_rates.page_number,
    qb_exchange_rates.page_size,
    qb_exchange_rates.request_payload,
    qb_exchange_rates.source_updated_at_utc,
    qb_exchange_rates.sync_token,
    qb_exchange_rates.payload_sha256,
    qb_exchange_rates.run_id
   FROM raw.qb_exchange_rates
  WHERE qb_exchange_rates.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'customer_types'::text AS entity,
    qb_customer_types.id,
    qb_customer_types.payload,
    qb_customer_types.ingested_at_utc,
    qb_customer_types.extract_window_start_utc,
    qb_customer_types.extract_window_end_utc,
    qb_customer_types.page_number,
    qb_customer_types.page_size,
    qb_customer_types.request_payload,
    qb_customer_types.source_updated_at_utc,
    qb_customer_types.sync_token,
    qb_customer_types.payload_sha256,
    qb_customer_types.run_id
   FROM raw.qb_customer_types
  WHERE qb_customer_types.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'customers'::text AS entity,
    qb_customers.id,
    qb_customers.payload,
    qb_customers.ingested_at_utc,
    qb_customers.extract_window_start_utc,
    qb_customers.extract_window_end_utc,
    qb_customers.page_number,
    qb_customers.page_size,
    qb_customers.request_payload,
    qb_customers.source_updated_at_utc,
    qb_customers.sync_token,
    qb_customers.payload_sha256,
    qb_customers.run_id
   FROM raw.qb_customers
  WHERE qb_customers.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'departments'::text AS entity,
    qb_departments.id,
    qb_departments.payload,
    qb_departments.ingested_at_utc,
    qb_departments.extract_window_start_utc,
    qb_departments.extract_window_end_utc,
    qb_departments.page_number,
    qb_departments.page_size,
    qb_departments.request_payload,
    qb_departments.source_updated_at_utc,
    qb_departments.sync_token,
    qb_departments.payload_sha256,
    qb_departments.run_id
   FROM raw.qb_departments
  WHERE qb_departments.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'employees'::text AS entity,
    qb_employees.id,
    qb_employees.payload,
    qb_employees.ingested_at_utc,
    qb_employees.extract_window_start_utc,
    qb_employees.extract_window_end_utc,
    qb_employees.page_number,
    qb_employees.page_size,
    qb_employees.request_payload,
    qb_employees.source_updated_at_utc,
    qb_employees.sync_token,
    qb_employees.payload_sha256,
    qb_employees.run_id
   FROM raw.qb_employees
  WHERE qb_employees.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'items'::text AS entity,
    qb_items.id,
    qb_items.payload,
    qb_items.ingested_at_utc,
    qb_items.extract_window_start_utc,
    qb_items.extract_window_end_utc,
    qb_items.page_number,
    qb_items.page_size,
    qb_items.request_payload,
    qb_items.source_updated_at_utc,
    qb_items.sync_token,
    qb_items.payload_sha256,
    qb_items.run_id
   FROM raw.qb_items
  WHERE qb_items.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'journal_codes'::text AS entity,
    qb_journal_codes.id,
    qb_journal_codes.payload,
    qb_journal_codes.ingested_at_utc,
    qb_journal_codes.extract_window_start_utc,
    qb_journal_codes.extract_window_end_utc,
    qb_journal_codes.page_number,
    qb_journal_codes.page_size,
    qb_journal_codes.request_payload,
    qb_journal_codes.source_updated_at_utc,
    qb_journal_codes.sync_token,
    qb_journal_codes.payload_sha256,
    qb_journal_codes.run_id
   FROM raw.qb_journal_codes
  WHERE qb_journal_codes.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'payment_methods'::text AS entity,
    qb_payment_methods.id,
    qb_payment_methods.payload,
    qb_payment_methods.ingested_at_utc,
    qb_payment_methods.extract_window_start_utc,
    qb_payment_methods.extract_window_end_utc,
    qb_payment_methods.page_number,
    qb_payment_methods.page_size,
    qb_payment_methods.request_payload,
    qb_payment_methods.source_updated_at_utc,
    qb_payment_methods.sync_token,
    qb_payment_methods.payload_sha256,
    qb_payment_methods.run_id
   FROM raw.qb_payment_methods
  WHERE qb_payment_methods.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'tax_agencies'::text AS entity,
    qb_tax_agencies.id,
    qb_tax_agencies.payload,
    qb_tax_agencies.ingested_at_utc,
    qb_tax_agencies.extract_window_start_utc,
    qb_tax_agencies.extract_window_end_utc,
    qb_tax_agencies.page_number,
    qb_tax_agencies.page_size,
    qb_tax_agencies.request_payload,
    qb_tax_agencies.source_updated_at_utc,
    qb_tax_agencies.sync_token,
    qb_tax_agencies.payload_sha256,
    qb_tax_agencies.run_id
   FROM raw.qb_tax_agencies
  WHERE qb_tax_agencies.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'tax_codes'::text AS entity,
    qb_tax_codes.id,
    qb_tax_codes.payload,
    qb_tax_codes.ingested_at_utc,
    qb_tax_codes.extract_window_start_utc,
    qb_tax_codes.extract_window_end_utc,
    qb_tax_codes.page_number,
    qb_tax_codes.page_size,
    qb_tax_codes.request_payload,
    qb_tax_codes.source_updated_at_utc,
    qb_tax_codes.sync_token,
    qb_tax_codes.payload_sha256,
    qb_tax_codes.run_id
   FROM raw.qb_tax_codes
  WHERE qb_tax_codes.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'tax_rates'::text AS entity,
    qb_tax_rates.id,
    qb_tax_rates.payload,
    qb_tax_rates.ingested_at_utc,
    qb_tax_rates.extract_window_start_utc,
    qb_tax_rates.extract_window_end_utc,
    qb_tax_rates.page_number,
    qb_tax_rates.page_size,
    qb_tax_rates.request_payload,
    qb_tax_rates.source_updated_at_utc,
    qb_tax_rates.sync_token,
    qb_tax_rates.payload_sha256,
    qb_tax_rates.run_id
   FROM raw.qb_tax_rates
  WHERE qb_tax_rates.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'terms'::text AS entity,
    qb_terms.id,
    qb_terms.payload,
    qb_terms.ingested_at_utc,
    qb_terms.extract_window_start_utc,
    qb_terms.extract_window_end_utc,
    qb_terms.page_number,
    qb_terms.page_size,
    qb_terms.request_payload,
    qb_terms.source_updated_at_utc,
    qb_terms.sync_token,
    qb_terms.payload_sha256,
    qb_terms.run_id
   FROM raw.qb_terms
  WHERE qb_terms.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'vendors'::text AS entity,
    qb_vendors.id,
    qb_vendors.payload,
    qb_vendors.ingested_at_utc,
    qb_vendors.extract_window_start_utc,
    qb_vendors.extract_window_end_utc,
    qb_vendors.page_number,
    qb_vendors.page_size,
    qb_vendors.request_payload,
    qb_vendors.source_updated_at_utc,
    qb_vendors.sync_token,
    qb_vendors.payload_sha256,
    qb_vendors.run_id
   FROM raw.qb_vendors
  WHERE qb_vendors.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'budgets'::text AS entity,
    qb_budgets.id,
    qb_budgets.payload,
    qb_budgets.ingested_at_utc,
    qb_budgets.extract_window_start_utc,
    qb_budgets.extract_window_end_utc,
    qb_budgets.page_number,
    qb_budgets.page_size,
    qb_budgets.request_payload,
    qb_budgets.source_updated_at_utc,
    qb_budgets.sync_token,
    qb_budgets.payload_sha256,
    qb_budgets.run_id
   FROM raw.qb_budgets
  WHERE qb_budgets.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'bills'::text AS entity,
    qb_bills.id,
    qb_bills.payload,
    qb_bills.ingested_at_utc,
    qb_bills.extract_window_start_utc,
    qb_bills.extract_window_end_utc,
    qb_bills.page_number,
    qb_bills.page_size,
    qb_bills.request_payload,
    qb_bills.source_updated_at_utc,
    qb_bills.sync_token,
    qb_bills.payload_sha256,
    qb_bills.run_id
   FROM raw.qb_bills
  WHERE qb_bills.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'bill_payments'::text AS entity,
    qb_bill_payments.id,
    qb_bill_payments.payload,
    qb_bill_payments.ingested_at_utc,
    qb_bill_payments.extract_window_start_utc,
    qb_bill_payments.extract_window_end_utc,
    qb_bill_payments.page_number,
    qb_bill_payments.page_size,
    qb_bill_payments.request_payload,
    qb_bill_payments.source_updated_at_utc,
    qb_bill_payments.sync_token,
    qb_bill_payments.payload_sha256,
    qb_bill_payments.run_id
   FROM raw.qb_bill_payments
  WHERE qb_bill_payments.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'credit_card_payments'::text AS entity,
    qb_credit_card_payments.id,
    qb_credit_card_payments.payload,
    qb_credit_card_payments.ingested_at_utc,
    qb_credit_card_payments.extract_window_start_utc,
    qb_credit_card_payments.extract_window_end_utc,
    qb_credit_card_payments.page_number,
    qb_credit_card_payments.page_size,
    qb_credit_card_payments.request_payload,
    qb_credit_card_payments.source_updated_at_utc,
    qb_credit_card_payments.sync_token,
    qb_credit_card_payments.payload_sha256,
    qb_credit_card_payments.run_id
   FROM raw.qb_credit_card_payments
  WHERE qb_credit_card_payments.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'credit_memos'::text AS entity,
    qb_credit_memos.id,
    qb_credit_memos.payload,
    qb_credit_memos.ingested_at_utc,
    qb_credit_memos.extract_window_start_utc,
    qb_credit_memos.extract_window_end_utc,
    qb_credit_memos.page_number,
    qb_credit_memos.page_size,
    qb_credit_memos.request_payload,
    qb_credit_memos.source_updated_at_utc,
    qb_credit_memos.sync_token,
    qb_credit_memos.payload_sha256,
    qb_credit_memos.run_id
   FROM raw.qb_credit_memos
  WHERE qb_credit_memos.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'deposits'::text AS entity,
    qb_deposits.id,
    qb_deposits.payload,
    qb_deposits.ingested_at_utc,
    qb_deposits.extract_window_start_utc,
    qb_deposits.extract_window_end_utc,
    qb_deposits.page_number,
    qb_deposits.page_size,
    qb_deposits.request_payload,
    qb_deposits.source_updated_at_utc,
    qb_deposits.sync_token,
    qb_deposits.payload_sha256,
    qb_deposits.run_id
   FROM raw.qb_deposits
  WHERE qb_deposits.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'estimates'::text AS entity,
    qb_estimates.id,
    qb_estimates.payload,
    qb_estimates.ingested_at_utc,
    qb_estimates.extract_window_start_utc,
    qb_estimates.extract_window_end_utc,
    qb_estimates.page_number,
    qb_estimates.page_size,
    qb_estimates.request_payload,
    qb_estimates.source_updated_at_utc,
    qb_estimates.sync_token,
    qb_estimates.payload_sha256,
    qb_estimates.run_id
   FROM raw.qb_estimates
  WHERE qb_estimates.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'inventory_adjustments'::text AS entity,
    qb_inventory_adjustments.id,
    qb_inventory_adjustments.payload,
    qb_inventory_adjustments.ingested_at_utc,
    qb_inventory_adjustments.extract_window_start_utc,
    qb_inventory_adjustments.extract_window_end_utc,
    qb_inventory_adjustments.page_number,
    qb_inventory_adjustments.page_size,
    qb_inventory_adjustments.request_payload,
    qb_inventory_adjustments.source_updated_at_utc,
    qb_inventory_adjustments.sync_token,
    qb_inventory_adjustments.payload_sha256,
    qb_inventory_adjustments.run_id
   FROM raw.qb_inventory_adjustments
  WHERE qb_inventory_adjustments.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'invoices'::text AS entity,
    qb_invoices.id,
    qb_invoices.payload,
    qb_invoices.ingested_at_utc,
    qb_invoices.extract_window_start_utc,
    qb_invoices.extract_window_end_utc,
    qb_invoices.page_number,
    qb_invoices.page_size,
    qb_invoices.request_payload,
    qb_invoices.source_updated_at_utc,
    qb_invoices.sync_token,
    qb_invoices.payload_sha256,
    qb_invoices.run_id
   FROM raw.qb_invoices
  WHERE qb_invoices.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'journal_entries'::text AS entity,
    qb_journal_entries.id,
    qb_journal_entries.payload,
    qb_journal_entries.ingested_at_utc,
    qb_journal_entries.extract_window_start_utc,
    qb_journal_entries.extract_window_end_utc,
    qb_journal_entries.page_number,
    qb_journal_entries.page_size,
    qb_journal_entries.request_payload,
    qb_journal_entries.source_updated_at_utc,
    qb_journal_entries.sync_token,
    qb_journal_entries.payload_sha256,
    qb_journal_entries.run_id
   FROM raw.qb_journal_entries
  WHERE qb_journal_entries.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'payments'::text AS entity,
    qb_payments.id,
    qb_payments.payload,
    qb_payments.ingested_at_utc,
    qb_payments.extract_window_start_utc,
    qb_payments.extract_window_end_utc,
    qb_payments.page_number,
    qb_payments.page_size,
    qb_payments.request_payload,
    qb_payments.source_updated_at_utc,
    qb_payments.sync_token,
    qb_payments.payload_sha256,
    qb_payments.run_id
   FROM raw.qb_payments
  WHERE qb_payments.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'purchases'::text AS entity,
    qb_purchases.id,
    qb_purchases.payload,
    qb_purchases.ingested_at_utc,
    qb_purchases.extract_window_start_utc,
    qb_purchases.extract_window_end_utc,
    qb_purchases.page_number,
    qb_purchases.page_size,
    qb_purchases.request_payload,
    qb_purchases.source_updated_at_utc,
    qb_purchases.sync_token,
    qb_purchases.payload_sha256,
    qb_purchases.run_id
   FROM raw.qb_purchases
  WHERE qb_purchases.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'purchase_orders'::text AS entity,
    qb_purchase_orders.id,
    qb_purchase_orders.payload,
    qb_purchase_orders.ingested_at_utc,
    qb_purchase_orders.extract_window_start_utc,
    qb_purchase_orders.extract_window_end_utc,
    qb_purchase_orders.page_number,
    qb_purchase_orders.page_size,
    qb_purchase_orders.request_payload,
    qb_purchase_orders.source_updated_at_utc,
    qb_purchase_orders.sync_token,
    qb_purchase_orders.payload_sha256,
    qb_purchase_orders.run_id
   FROM raw.qb_purchase_orders
  WHERE qb_purchase_orders.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'recurring_transactions'::text AS entity,
    qb_recurring_transactions.id,
    qb_recurring_transactions.payload,
    qb_recurring_transactions.ingested_at_utc,
    qb_recurring_transactions.extract_window_start_utc,
    qb_recurring_transactions.extract_window_end_utc,
    qb_recurring_transactions.page_number,
    qb_recurring_transactions.page_size,
    qb_recurring_transactions.request_payload,
    qb_recurring_transactions.source_updated_at_utc,
    qb_recurring_transactions.sync_token,
    qb_recurring_transactions.payload_sha256,
    qb_recurring_transactions.run_id
   FROM raw.qb_recurring_transactions
  WHERE qb_recurring_transactions.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'refund_receipts'::text AS entity,
    qb_refund_receipts.id,
    qb_refund_receipts.payload,
    qb_refund_receipts.ingested_at_utc,
    qb_refund_receipts.extract_window_start_utc,
    qb_refund_receipts.extract_window_end_utc,
    qb_refund_receipts.page_number,
    qb_refund_receipts.page_size,
    qb_refund_receipts.request_payload,
    qb_refund_receipts.source_updated_at_utc,
    qb_refund_receipts.sync_token,
    qb_refund_receipts.payload_sha256,
    qb_refund_receipts.run_id
   FROM raw.qb_refund_receipts
  WHERE qb_refund_receipts.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'reimburse_charges'::text AS entity,
    qb_reimburse_charges.id,
    qb_reimburse_charges.payload,
    qb_reimburse_charges.ingested_at_utc,
    qb_reimburse_charges.extract_window_start_utc,
    qb_reimburse_charges.extract_window_end_utc,
    qb_reimburse_charges.page_number,
    qb_reimburse_charges.page_size,
    qb_reimburse_charges.request_payload,
    qb_reimburse_charges.source_updated_at_utc,
    qb_reimburse_charges.sync_token,
    qb_reimburse_charges.payload_sha256,
    qb_reimburse_charges.run_id
   FROM raw.qb_reimburse_charges
  WHERE qb_reimburse_charges.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'sales_receipts'::text AS entity,
    qb_sales_receipts.id,
    qb_sales_receipts.payload,
    qb_sales_receipts.ingested_at_utc,
    qb_sales_receipts.extract_window_start_utc,
    qb_sales_receipts.extract_window_end_utc,
    qb_sales_receipts.page_number,
    qb_sales_receipts.page_size,
    qb_sales_receipts.request_payload,
    qb_sales_receipts.source_updated_at_utc,
    qb_sales_receipts.sync_token,
    qb_sales_receipts.payload_sha256,
    qb_sales_receipts.run_id
   FROM raw.qb_sales_receipts
  WHERE qb_sales_receipts.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'tax_payments'::text AS entity,
    qb_tax_payments.id,
    qb_tax_payments.payload,
    qb_tax_payments.ingested_at_utc,
    qb_tax_payments.extract_window_start_utc,
    qb_tax_payments.extract_window_end_utc,
    qb_tax_payments.page_number,
    qb_tax_payments.page_size,
    qb_tax_payments.request_payload,
    qb_tax_payments.source_updated_at_utc,
    qb_tax_payments.sync_token,
    qb_tax_payments.payload_sha256,
    qb_tax_payments.run_id
   FROM raw.qb_tax_payments
  WHERE qb_tax_payments.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'time_activities'::text AS entity,
    qb_time_activities.id,
    qb_time_activities.payload,
    qb_time_activities.ingested_at_utc,
    qb_time_activities.extract_window_start_utc,
    qb_time_activities.extract_window_end_utc,
    qb_time_activities.page_number,
    qb_time_activities.page_size,
    qb_time_activities.request_payload,
    qb_time_activities.source_updated_at_utc,
    qb_time_activities.sync_token,
    qb_time_activities.payload_sha256,
    qb_time_activities.run_id
   FROM raw.qb_time_activities
  WHERE qb_time_activities.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'transfers'::text AS entity,
    qb_transfers.id,
    qb_transfers.payload,
    qb_transfers.ingested_at_utc,
    qb_transfers.extract_window_start_utc,
    qb_transfers.extract_window_end_utc,
    qb_transfers.page_number,
    qb_transfers.page_size,
    qb_transfers.request_payload,
    qb_transfers.source_updated_at_utc,
    qb_transfers.sync_token,
    qb_transfers.payload_sha256,
    qb_transfers.run_id
   FROM raw.qb_transfers
  WHERE qb_transfers.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'vendor_credits'::text AS entity,
    qb_vendor_credits.id,
    qb_vendor_credits.payload,
    qb_vendor_credits.ingested_at_utc,
    qb_vendor_credits.extract_window_start_utc,
    qb_vendor_credits.extract_window_end_utc,
    qb_vendor_credits.page_number,
    qb_vendor_credits.page_size,
    qb_vendor_credits.request_payload,
    qb_vendor_credits.source_updated_at_utc,
    qb_vendor_credits.sync_token,
    qb_vendor_credits.payload_sha256,
    qb_vendor_credits.run_id
   FROM raw.qb_vendor_credits
  WHERE qb_vendor_credits.deleted_seen_at_utc IS NULL
UNION ALL
 SELECT 'attachables'::text AS entity,
    qb_attachables.id,
    qb_attachables.payload,
    qb_attachables.ingested_at_utc,
    qb_attachables.extract_window_start_utc,
    qb_attachables.extract_window_end_utc,
    qb_attachables.page_number,
    qb_attachables.page_size,
    qb_attachables.request_payload,
    qb_attachables.source_updated_at_utc,
    qb_attachables.sync_token,
    qb_attachables.payload_sha256,
    qb_attachables.run_id
   FROM raw.qb_attachables
  WHERE qb_attachables.deleted_seen_at_utc IS NULL;
comment on view backfill.record is 'The live records of all entities, for queries over all of them. With a condition on entity, Postgres reads only the table of that entity.';
comment on column backfill.record.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.record.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column backfill.record.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column backfill.record.ingested_at_utc is 'When this copy was written.';
comment on column backfill.record.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column backfill.record.extract_window_end_utc is 'First instant after that window.';
comment on column backfill.record.page_number is 'The page of the run that brought it, counted from 1.';
comment on column backfill.record.page_size is 'MAXRESULTS of that page''s query.';
comment on column backfill.record.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column backfill.record.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column backfill.record.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column backfill.record.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column backfill.record.run_id is 'The run (backfill.run) that wrote this copy.';
grant select on backfill.record to qbo_loader;
grant select on backfill.record to qbo_reader;

create view backfill.reference as
 SELECT record.entity,
    record.id,
    member.member ->> 'key'::text AS member,
    COALESCE(member.member #>> '{value,type}'::text[], member.member #>> '{value,Type}'::text[]) AS kind,
    COALESCE(member.member #>> '{value,value}'::text[], member.member #>> '{value,EntityRef,value}'::text[]) AS value
   FROM backfill.record
     CROSS JOIN LATERAL jsonb_path_query(record.payload, 'strict $.**?(@.type() == "object").keyvalue()?(@."key" like_regex "Ref$|^Entity$" && @."value".type() == "object")'::jsonpath) member(member)
  WHERE NOT ((member.member ->> 'key'::text) = 'EntityRef'::text AND (member.member #> '{value,type}'::text[]) IS NULL)
UNION ALL
 SELECT record.entity,
    record.id,
    'LinkedTxn'::text AS member,
    part.link ->> 'TxnType'::text AS kind,
    part.link ->> 'TxnId'::text AS value
   FROM backfill.record
     CROSS JOIN LATERAL ( SELECT jsonb_path_query(record.payload, '$."LinkedTxn"[*]'::jsonpath) AS jsonb_path_query
        UNION ALL
         SELECT jsonb_path_query(record.payload, '$."Line"[*]."LinkedTxn"[*]'::jsonpath) AS jsonb_path_query) part(link);
comment on view backfill.reference is 'Every reference in every record, one row each. It reads all records: mind the time on a large company.';
comment on column backfill.reference.entity is 'The entity of the record that refers.';
comment on column backfill.reference.id is 'The record that refers.';
comment on column backfill.reference.member is 'The member that holds the reference: CustomerRef, or LinkedTxn for a link.';
comment on column backfill.reference.kind is 'What QuickBooks says that the reference means, where it says so: Vendor, Invoice.';
comment on column backfill.reference.value is 'The id that is referred to.';
grant select on backfill.reference to qbo_loader;
grant select on backfill.reference to qbo_reader;

create view backfill.reference_state as
 WITH counted AS MATERIALIZED (
         SELECT reference.entity,
            reference.member,
            reference.kind,
            reference.value,
            count(*) AS times,
            min(reference.id) AS example
           FROM backfill.reference
          GROUP BY reference.entity, reference.member, reference.kind, reference.value
        ), aimed AS (
         SELECT counted.entity,
            counted.member,
            counted.kind,
            counted.value,
            counted.times,
            counted.example,
            COALESCE(target.entity,
                CASE
                    WHEN counted.member = 'ParentRef'::text THEN counted.entity
                    ELSE NULL::text
                END) AS refers_to
           FROM counted
             LEFT JOIN backfill.entity target ON (counted.member = ANY (target.referred_as)) OR (counted.member = ANY (ARRAY['EntityRef'::text, 'Entity'::text, 'LinkedTxn'::text])) AND (EXISTS ( SELECT
                   FROM unnest(target.linked_as) name(name)
                  WHERE lower(name.name) = lower(counted.kind)))
        ), judged AS (
         SELECT aimed.entity,
            aimed.member,
            aimed.kind,
            aimed.value,
            aimed.times,
            aimed.example,
            aimed.refers_to,
                CASE
                    WHEN (EXISTS ( SELECT
                       FROM backfill.record held
                      WHERE held.entity = aimed.refers_to AND held.id = aimed.value)) THEN 'resolves'::text
                    WHEN aimed.refers_to IS NULL OR aimed.value !~ '^\d+$'::text THEN 'never'::text
                    WHEN NOT (EXISTS ( SELECT
                       FROM backfill.run
                      WHERE run.entity = aimed.refers_to AND (run.state = ANY (ARRAY['complete'::text, 'incomplete'::text])))) THEN 'not loaded'::text
                    ELSE 'orphan'::text
                END AS state
           FROM aimed
        )
 SELECT entity,
    member,
    refers_to,
    state,
    sum(times) AS times,
    count(DISTINCT value) AS ids,
    (array_agg(value ORDER BY (length(value)), value))[1:20] AS first_ids,
    min(example) AS example
   FROM judged
  GROUP BY entity, member, refers_to, state;
comment on view backfill.reference_state is 'Whether what records refer to is held, by member: counts, the first ids, and a record that refers. It reads all records.';
comment on column backfill.reference_state.entity is 'The entity of the records that refer.';
comment on column backfill.reference_state.member is 'The member that holds the references: CustomerRef, or LinkedTxn for links.';
comment on column backfill.reference_state.refers_to is 'The entity that is referred to; null where it is none.';
comment on column backfill.reference_state.state is 'resolves: the record is held. never: a word of QuickBooks, or something that is no entity. not loaded: that entity was never loaded. orphan: the entity was loaded, and the record is not held.';
comment on column backfill.reference_state.times is 'How many references there are.';
comment on column backfill.reference_state.ids is 'How many different ids they name.';
comment on column backfill.reference_state.first_ids is 'Up to twenty of these ids.';
comment on column backfill.reference_state.example is 'The Id of a record that refers.';
grant select on backfill.reference_state to qbo_loader;
grant select on backfill.reference_state to qbo_reader;

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
comment on column backfill.rejected_record.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.rejected_record.page_number is 'The page it was on.';
comment on column backfill.rejected_record.position_on_page is 'Its place on that page, counted from 1.';
comment on column backfill.rejected_record.record_id is 'Its Id, where it has one.';
comment on column backfill.rejected_record.window_start_utc is 'The day of its LastUpdatedTime, where it has one; of an unreadable record, the day whose count showed it, or else the day of its neighbour.';
comment on column backfill.rejected_record.not_before_utc is 'Of an unreadable record: its LastUpdatedTime is this one or later, by the record before it.';
comment on column backfill.rejected_record.not_after_utc is 'Of an unreadable record: its LastUpdatedTime is this one or earlier, by the record after it.';
comment on column backfill.rejected_record.reason is 'UNREADABLE: QuickBooks cannot render it, and with it no page that holds it. NOT_JSONB: holds what jsonb cannot (an escaped NUL, half a surrogate pair, a number out of range, more levels than the server reads). NO_ID. NO_LAST_UPDATED_TIME. OUTSIDE_RANGE.';
comment on column backfill.rejected_record.detail is 'The same in words, with what Postgres said.';
comment on column backfill.rejected_record.record_text is 'The record as received.';
comment on column backfill.rejected_record.request is 'The request that brought it.';
comment on column backfill.rejected_record.rejected_at_utc is 'When it was rejected.';
grant insert, select on backfill.rejected_record to qbo_loader;
grant select on backfill.rejected_record to qbo_reader;
grant update on backfill.rejected_record (window_start_utc) to qbo_loader;
grant update on backfill.rejected_record (not_before_utc) to qbo_loader;
grant update on backfill.rejected_record (not_after_utc) to qbo_loader;

create view backfill.removed_record as
 SELECT 'company_info'::text AS entity,
    qb_company_info.id,
    qb_company_info.payload,
    qb_company_info.source_updated_at_utc,
    qb_company_info.sync_token,
    qb_company_info.run_id,
    qb_company_info.deleted_at_utc,
    qb_company_info.deleted_seen_at_utc,
    qb_company_info.deleted_by,
    qb_company_info.deleted_run_id
   FROM raw.qb_company_info
  WHERE qb_company_info.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'preferences'::text AS entity,
    qb_preferences.id,
    qb_preferences.payload,
    qb_preferences.source_updated_at_utc,
    qb_preferences.sync_token,
    qb_preferences.run_id,
    qb_preferences.deleted_at_utc,
    qb_preferences.deleted_seen_at_utc,
    qb_preferences.deleted_by,
    qb_preferences.deleted_run_id
   FROM raw.qb_preferences
  WHERE qb_preferences.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'accounts'::text AS entity,
    qb_accounts.id,
    qb_accounts.payload,
    qb_accounts.source_updated_at_utc,
    qb_accounts.sync_token,
    qb_accounts.run_id,
    qb_accounts.deleted_at_utc,
    qb_accounts.deleted_seen_at_utc,
    qb_accounts.deleted_by,
    qb_accounts.deleted_run_id
   FROM raw.qb_accounts
  WHERE qb_accounts.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'classes'::text AS entity,
    qb_classes.id,
    qb_classes.payload,
    qb_classes.source_updated_at_utc,
    qb_classes.sync_token,
    qb_classes.run_id,
    qb_classes.deleted_at_utc,
    qb_classes.deleted_seen_at_utc,
    qb_classes.deleted_by,
    qb_classes.deleted_run_id
   FROM raw.qb_classes
  WHERE qb_classes.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'company_currencies'::text AS entity,
    qb_company_currencies.id,
    qb_company_currencies.payload,
    qb_company_currencies.source_updated_at_utc,
    qb_company_currencies.sync_token,
    qb_company_currencies.run_id,
    qb_company_currencies.deleted_at_utc,
    qb_company_currencies.deleted_seen_at_utc,
    qb_company_currencies.deleted_by,
    qb_company_currencies.deleted_run_id
   FROM raw.qb_company_currencies
  WHERE qb_company_currencies.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'exchange_rates'::text AS entity,
    qb_exchange_rates.id,
    qb_exchange_rates.payload,
    qb_exchange_rates.source_updated_at_utc,
    qb_exchange_rates.sync_token,
    qb_exchange_rates.run_id,
    qb_exchange_rates.deleted_at_utc,
    qb_exchange_rates.deleted_seen_at_utc,
    qb_exchange_rates.deleted_by,
    qb_exchange_rates.deleted_run_id
   FROM raw.qb_exchange_rates
  WHERE qb_exchange_rates.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'customer_types'::text AS entity,
    qb_customer_types.id,
    qb_customer_types.payload,
    qb_customer_types.source_updated_at_utc,
    qb_customer_types.sync_token,
    qb_customer_types.run_id,
    qb_customer_types.deleted_at_utc,
    qb_customer_types.deleted_seen_at_utc,
    qb_customer_types.deleted_by,
    qb_customer_types.deleted_run_id
   FROM raw.qb_customer_types
  WHERE qb_customer_types.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'customers'::text AS entity,
    qb_customers.id,
    qb_customers.payload,
    qb_customers.source_updated_at_utc,
    qb_customers.sync_token,
    qb_customers.run_id,
    qb_customers.deleted_at_utc,
    qb_customers.deleted_seen_at_utc,
    qb_customers.deleted_by,
    qb_customers.deleted_run_id
   FROM raw.qb_customers
  WHERE qb_customers.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'departments'::text AS entity,
    qb_departments.id,
    qb_departments.payload,
    qb_departments.source_updated_at_utc,
    qb_departments.sync_token,
    qb_departments.run_id,
    qb_departments.deleted_at_utc,
    qb_departments.deleted_seen_at_utc,
    qb_departments.deleted_by,
    qb_departments.deleted_run_id
   FROM raw.qb_departments
  WHERE qb_departments.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'employees'::text AS entity,
    qb_employees.id,
    qb_employees.payload,
    qb_employees.source_updated_at_utc,
    qb_employees.sync_token,
    qb_employees.run_id,
    qb_employees.deleted_at_utc,
    qb_employees.deleted_seen_at_utc,
    qb_employees.deleted_by,
    qb_employees.deleted_run_id
   FROM raw.qb_employees
  WHERE qb_employees.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'items'::text AS entity,
    qb_items.id,
    qb_items.payload,
    qb_items.source_updated_at_utc,
    qb_items.sync_token,
    qb_items.run_id,
    qb_items.deleted_at_utc,
    qb_items.deleted_seen_at_utc,
    qb_items.deleted_by,
    qb_items.deleted_run_id
   FROM raw.qb_items
  WHERE qb_items.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'journal_codes'::text AS entity,
    qb_journal_codes.id,
    qb_journal_codes.payload,
    qb_journal_codes.source_updated_at_utc,
    qb_journal_codes.sync_token,
    qb_journal_codes.run_id,
    qb_journal_codes.deleted_at_utc,
    qb_journal_codes.deleted_seen_at_utc,
    qb_journal_codes.deleted_by,
    qb_journal_codes.deleted_run_id
   FROM raw.qb_journal_codes
  WHERE qb_journal_codes.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'payment_methods'::text AS entity,
    qb_payment_methods.id,
    qb_payment_methods.payload,
    qb_payment_methods.source_updated_at_utc,
    qb_payment_methods.sync_token,
    qb_payment_methods.run_id,
    qb_payment_methods.deleted_at_utc,
    qb_payment_methods.deleted_seen_at_utc,
    qb_payment_methods.deleted_by,
    qb_payment_methods.deleted_run_id
   FROM raw.qb_payment_methods
  WHERE qb_payment_methods.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'tax_agencies'::text AS entity,
    qb_tax_agencies.id,
    qb_tax_agencies.payload,
    qb_tax_agencies.source_updated_at_utc,
    qb_tax_agencies.sync_token,
    qb_tax_agencies.run_id,
    qb_tax_agencies.deleted_at_utc,
    qb_tax_agencies.deleted_seen_at_utc,
    qb_tax_agencies.deleted_by,
    qb_tax_agencies.deleted_run_id
   FROM raw.qb_tax_agencies
  WHERE qb_tax_agencies.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'tax_codes'::text AS entity,
    qb_tax_codes.id,
    qb_tax_codes.payload,
    qb_tax_codes.source_updated_at_utc,
    qb_tax_codes.sync_token,
    qb_tax_codes.run_id,
    qb_tax_codes.deleted_at_utc,
    qb_tax_codes.deleted_seen_at_utc,
    qb_tax_codes.deleted_by,
    qb_tax_codes.deleted_run_id
   FROM raw.qb_tax_codes
  WHERE qb_tax_codes.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'tax_rates'::text AS entity,
    qb_tax_rates.id,
    qb_tax_rates.payload,
    qb_tax_rates.source_updated_at_utc,
    qb_tax_rates.sync_token,
    qb_tax_rates.run_id,
    qb_tax_rates.deleted_at_utc,
    qb_tax_rates.deleted_seen_at_utc,
    qb_tax_rates.deleted_by,
    qb_tax_rates.deleted_run_id
   FROM raw.qb_tax_rates
  WHERE qb_tax_rates.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'terms'::text AS entity,
    qb_terms.id,
    qb_terms.payload,
    qb_terms.source_updated_at_utc,
    qb_terms.sync_token,
    qb_terms.run_id,
    qb_terms.deleted_at_utc,
    qb_terms.deleted_seen_at_utc,
    qb_terms.deleted_by,
    qb_terms.deleted_run_id
   FROM raw.qb_terms
  WHERE qb_terms.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'vendors'::text AS entity,
    qb_vendors.id,
    qb_vendors.payload,
    qb_vendors.source_updated_at_utc,
    qb_vendors.sync_token,
    qb_vendors.run_id,
    qb_vendors.deleted_at_utc,
    qb_vendors.deleted_seen_at_utc,
    qb_vendors.deleted_by,
    qb_vendors.deleted_run_id
   FROM raw.qb_vendors
  WHERE qb_vendors.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'budgets'::text AS entity,
    qb_budgets.id,
    qb_budgets.payload,
    qb_budgets.source_updated_at_utc,
    qb_budgets.sync_token,
    qb_budgets.run_id,
    qb_budgets.deleted_at_utc,
    qb_budgets.deleted_seen_at_utc,
    qb_budgets.deleted_by,
    qb_budgets.deleted_run_id
   FROM raw.qb_budgets
  WHERE qb_budgets.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'bills'::text AS entity,
    qb_bills.id,
    qb_bills.payload,
    qb_bills.source_updated_at_utc,
    qb_bills.sync_token,
    qb_bills.run_id,
    qb_bills.deleted_at_utc,
    qb_bills.deleted_seen_at_utc,
    qb_bills.deleted_by,
    qb_bills.deleted_run_id
   FROM raw.qb_bills
  WHERE qb_bills.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'bill_payments'::text AS entity,
    qb_bill_payments.id,
    qb_bill_payments.payload,
    qb_bill_payments.source_updated_at_utc,
    qb_bill_payments.sync_token,
    qb_bill_payments.run_id,
    qb_bill_payments.deleted_at_utc,
    qb_bill_payments.deleted_seen_at_utc,
    qb_bill_payments.deleted_by,
    qb_bill_payments.deleted_run_id
   FROM raw.qb_bill_payments
  WHERE qb_bill_payments.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'credit_card_payments'::text AS entity,
    qb_credit_card_payments.id,
    qb_credit_card_payments.payload,
    qb_credit_card_payments.source_updated_at_utc,
    qb_credit_card_payments.sync_token,
    qb_credit_card_payments.run_id,
    qb_credit_card_payments.deleted_at_utc,
    qb_credit_card_payments.deleted_seen_at_utc,
    qb_credit_card_payments.deleted_by,
    qb_credit_card_payments.deleted_run_id
   FROM raw.qb_credit_card_payments
  WHERE qb_credit_card_payments.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'credit_memos'::text AS entity,
    qb_credit_memos.id,
    qb_credit_memos.payload,
    qb_credit_memos.source_updated_at_utc,
    qb_credit_memos.sync_token,
    qb_credit_memos.run_id,
    qb_credit_memos.deleted_at_utc,
    qb_credit_memos.deleted_seen_at_utc,
    qb_credit_memos.deleted_by,
    qb_credit_memos.deleted_run_id
   FROM raw.qb_credit_memos
  WHERE qb_credit_memos.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'deposits'::text AS entity,
    qb_deposits.id,
    qb_deposits.payload,
    qb_deposits.source_updated_at_utc,
    qb_deposits.sync_token,
    qb_deposits.run_id,
    qb_deposits.deleted_at_utc,
    qb_deposits.deleted_seen_at_utc,
    qb_deposits.deleted_by,
    qb_deposits.deleted_run_id
   FROM raw.qb_deposits
  WHERE qb_deposits.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'estimates'::text AS entity,
    qb_estimates.id,
    qb_estimates.payload,
    qb_estimates.source_updated_at_utc,
    qb_estimates.sync_token,
    qb_estimates.run_id,
    qb_estimates.deleted_at_utc,
    qb_estimates.deleted_seen_at_utc,
    qb_estimates.deleted_by,
    qb_estimates.deleted_run_id
   FROM raw.qb_estimates
  WHERE qb_estimates.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'inventory_adjustments'::text AS entity,
    qb_inventory_adjustments.id,
    qb_inventory_adjustments.payload,
    qb_inventory_adjustments.source_updated_at_utc,
    qb_inventory_adjustments.sync_token,
    qb_inventory_adjustments.run_id,
    qb_inventory_adjustments.deleted_at_utc,
    qb_inventory_adjustments.deleted_seen_at_utc,
    qb_inventory_adjustments.deleted_by,
    qb_inventory_adjustments.deleted_run_id
   FROM raw.qb_inventory_adjustments
  WHERE qb_inventory_adjustments.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'invoices'::text AS entity,
    qb_invoices.id,
    qb_invoices.payload,
    qb_invoices.source_updated_at_utc,
    qb_invoices.sync_token,
    qb_invoices.run_id,
    qb_invoices.deleted_at_utc,
    qb_invoices.deleted_seen_at_utc,
    qb_invoices.deleted_by,
    qb_invoices.deleted_run_id
   FROM raw.qb_invoices
  WHERE qb_invoices.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'journal_entries'::text AS entity,
    qb_journal_entries.id,
    qb_journal_entries.payload,
    qb_journal_entries.source_updated_at_utc,
    qb_journal_entries.sync_token,
    qb_journal_entries.run_id,
    qb_journal_entries.deleted_at_utc,
    qb_journal_entries.deleted_seen_at_utc,
    qb_journal_entries.deleted_by,
    qb_journal_entries.deleted_run_id
   FROM raw.qb_journal_entries
  WHERE qb_journal_entries.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'payments'::text AS entity,
    qb_payments.id,
    qb_payments.payload,
    qb_payments.source_updated_at_utc,
    qb_payments.sync_token,
    qb_payments.run_id,
    qb_payments.deleted_at_utc,
    qb_payments.deleted_seen_at_utc,
    qb_payments.deleted_by,
    qb_payments.deleted_run_id
   FROM raw.qb_payments
  WHERE qb_payments.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'purchases'::text AS entity,
    qb_purchases.id,
    qb_purchases.payload,
    qb_purchases.source_updated_at_utc,
    qb_purchases.sync_token,
    qb_purchases.run_id,
    qb_purchases.deleted_at_utc,
    qb_purchases.deleted_seen_at_utc,
    qb_purchases.deleted_by,
    qb_purchases.deleted_run_id
   FROM raw.qb_purchases
  WHERE qb_purchases.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'purchase_orders'::text AS entity,
    qb_purchase_orders.id,
    qb_purchase_orders.payload,
    qb_purchase_orders.source_updated_at_utc,
    qb_purchase_orders.sync_token,
    qb_purchase_orders.run_id,
    qb_purchase_orders.deleted_at_utc,
    qb_purchase_orders.deleted_seen_at_utc,
    qb_purchase_orders.deleted_by,
    qb_purchase_orders.deleted_run_id
   FROM raw.qb_purchase_orders
  WHERE qb_purchase_orders.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'recurring_transactions'::text AS entity,
    qb_recurring_transactions.id,
    qb_recurring_transactions.payload,
    qb_recurring_transactions.source_updated_at_utc,
    qb_recurring_transactions.sync_token,
    qb_recurring_transactions.run_id,
    qb_recurring_transactions.deleted_at_utc,
    qb_recurring_transactions.deleted_seen_at_utc,
    qb_recurring_transactions.deleted_by,
    qb_recurring_transactions.deleted_run_id
   FROM raw.qb_recurring_transactions
  WHERE qb_recurring_transactions.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'refund_receipts'::text AS entity,
    qb_refund_receipts.id,
    qb_refund_receipts.payload,
    qb_refund_receipts.source_updated_at_utc,
    qb_refund_receipts.sync_token,
    qb_refund_receipts.run_id,
    qb_refund_receipts.deleted_at_utc,
    qb_refund_receipts.deleted_seen_at_utc,
    qb_refund_receipts.deleted_by,
    qb_refund_receipts.deleted_run_id
   FROM raw.qb_refund_receipts
  WHERE qb_refund_receipts.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'reimburse_charges'::text AS entity,
    qb_reimburse_charges.id,
    qb_reimburse_charges.payload,
    qb_reimburse_charges.source_updated_at_utc,
    qb_reimburse_charges.sync_token,
    qb_reimburse_charges.run_id,
    qb_reimburse_charges.deleted_at_utc,
    qb_reimburse_charges.deleted_seen_at_utc,
    qb_reimburse_charges.deleted_by,
    qb_reimburse_charges.deleted_run_id
   FROM raw.qb_reimburse_charges
  WHERE qb_reimburse_charges.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'sales_receipts'::text AS entity,
    qb_sales_receipts.id,
    qb_sales_receipts.payload,
    qb_sales_receipts.source_updated_at_utc,
    qb_sales_receipts.sync_token,
    qb_sales_receipts.run_id,
    qb_sales_receipts.deleted_at_utc,
    qb_sales_receipts.deleted_seen_at_utc,
    qb_sales_receipts.deleted_by,
    qb_sales_receipts.deleted_run_id
   FROM raw.qb_sales_receipts
  WHERE qb_sales_receipts.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'tax_payments'::text AS entity,
    qb_tax_payments.id,
    qb_tax_payments.payload,
    qb_tax_payments.source_updated_at_utc,
    qb_tax_payments.sync_token,
    qb_tax_payments.run_id,
    qb_tax_payments.deleted_at_utc,
    qb_tax_payments.deleted_seen_at_utc,
    qb_tax_payments.deleted_by,
    qb_tax_payments.deleted_run_id
   FROM raw.qb_tax_payments
  WHERE qb_tax_payments.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'time_activities'::text AS entity,
    qb_time_activities.id,
    qb_time_activities.payload,
    qb_time_activities.source_updated_at_utc,
    qb_time_activities.sync_token,
    qb_time_activities.run_id,
    qb_time_activities.deleted_at_utc,
    qb_time_activities.deleted_seen_at_utc,
    qb_time_activities.deleted_by,
    qb_time_activities.deleted_run_id
   FROM raw.qb_time_activities
  WHERE qb_time_activities.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'transfers'::text AS entity,
    qb_transfers.id,
    qb_transfers.payload,
    qb_transfers.source_updated_at_utc,
    qb_transfers.sync_token,
    qb_transfers.run_id,
    qb_transfers.deleted_at_utc,
    qb_transfers.deleted_seen_at_utc,
    qb_transfers.deleted_by,
    qb_transfers.deleted_run_id
   FROM raw.qb_transfers
  WHERE qb_transfers.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'vendor_credits'::text AS entity,
    qb_vendor_credits.id,
    qb_vendor_credits.payload,
    qb_vendor_credits.source_updated_at_utc,
    qb_vendor_credits.sync_token,
    qb_vendor_credits.run_id,
    qb_vendor_credits.deleted_at_utc,
    qb_vendor_credits.deleted_seen_at_utc,
    qb_vendor_credits.deleted_by,
    qb_vendor_credits.deleted_run_id
   FROM raw.qb_vendor_credits
  WHERE qb_vendor_credits.deleted_seen_at_utc IS NOT NULL
UNION ALL
 SELECT 'attachables'::text AS entity,
    qb_attachables.id,
    qb_attachables.payload,
    qb_attachables.source_updated_at_utc,
    qb_attachables.sync_token,
    qb_attachables.run_id,
    qb_attachables.deleted_at_utc,
    qb_attachables.deleted_seen_at_utc,
    qb_attachables.deleted_by,
    qb_attachables.deleted_run_id
   FROM raw.qb_attachables
  WHERE qb_attachables.deleted_seen_at_utc IS NOT NULL;
comment on view backfill.removed_record is 'The records of all entities that QuickBooks no longer has, each with its last payload.';
comment on column backfill.removed_record.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.removed_record.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column backfill.removed_record.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column backfill.removed_record.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column backfill.removed_record.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column backfill.removed_record.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column backfill.removed_record.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column backfill.removed_record.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column backfill.removed_record.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column backfill.removed_record.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
grant select on backfill.removed_record to qbo_loader;
grant select on backfill.removed_record to qbo_reader;

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
  reads text not null default 'by-change'::text,
  unavailable_code text,
  unavailable_text text,
  requested_start_utc timestamp with time zone not null,
  proof text,
  departed_count bigint,
  unread_count bigint,
  source_before_count bigint,
  source_after_count bigint,
  source_future_count bigint,
  source_untimed_count bigint,
  load_id bigint,
  removed_count bigint not null default 0,
  whole_at_utc timestamp with time zone,
  whole_count bigint,
  keep_versions boolean not null default false,
  constraint run_pkey PRIMARY KEY (run_id),
  constraint run_check CHECK ((range_start_utc < range_end_utc)),
  constraint run_load_id_fkey FOREIGN KEY (load_id) REFERENCES backfill.load(load_id) ON DELETE SET NULL,
  constraint run_max_days_per_query_check CHECK ((max_days_per_query >= 0)),
  constraint run_page_size_check CHECK (((page_size >= 1) AND (page_size <= 1000))),
  constraint run_proof_check CHECK ((proof = ANY (ARRAY['counts'::text, 'ids'::text]))),
  constraint run_reads_check CHECK ((reads = ANY (ARRAY['by-change'::text, 'whole'::text, 'changes'::text]))),
  constraint run_state_check CHECK ((state = ANY (ARRAY['loading'::text, 'fetched'::text, 'loaded'::text, 'complete'::text, 'incomplete'::text, 'abandoned'::text, 'unavailable'::text])))
);
CREATE INDEX run_by_load ON backfill.run USING btree (load_id);
CREATE INDEX run_by_range ON backfill.run USING btree (entity, requested_start_utc, requested_end_utc, run_id DESC);
comment on table backfill.run is 'One row for each backfill of one entity over one range. The next run of the same range continues an interrupted run.';
comment on column backfill.run.run_id is 'Our own number of the run; the rows in schema raw name the run that last wrote them.';
comment on column backfill.run.entity is 'The entity''s name, as in backfill.entity.';
comment on column backfill.run.pipeline is 'The Mage pipeline that started it.';
comment on column backfill.run.mage_pipeline_run_id is 'Mage''s id of the pipeline run that last worked on it; null outside Mage''s scheduler.';
comment on column backfill.run.range_start_utc is 'First instant of the range, included.';
comment on column backfill.run.range_end_utc is 'First instant after the range, not included.';
comment on column backfill.run.requested_end_utc is 'The end that was asked for. Later than range_end_utc when it lay in the future: the present minute is still being written.';
comment on column backfill.run.page_size is 'MAXRESULTS of its queries.';
comment on column backfill.run.max_days_per_query is 'Most days one query may span; 0 means as wide as the range.';
comment on column backfill.run.state is 'loading: pages are being read. fetched: all read and counted against the source. loaded: all rows in schema raw. complete or incomplete: the validator''s verdict. abandoned: started over, by resume=false or because its range reached the present more than a day ago. unavailable: the company does not have the entity; the next run asks again.';
comment on column backfill.run.attempts is 'How often a loader has worked on it.';
comment on column backfill.run.pages is 'Pages staged so far; the number of the last one.';
comment on column backfill.run.planned_count is 'COUNT(*) of the range as QuickBooks answered it before the first page.';
comment on column backfill.run.planned_at_utc is 'QuickBooks'' clock at that answer. A record with a later time was edited during the run.';
comment on column backfill.run.source_count is 'COUNT(*) of the range as QuickBooks answered it after the last page.';
comment on column backfill.run.distinct_count is 'Distinct record ids this run held for the range at that moment.';
comment on column backfill.run.failure_code is 'Code of the last failure; null when the last attempt did not fail.';
comment on column backfill.run.failure_message is 'What was reported to the operator about that failure.';
comment on column backfill.run.started_at_utc is 'When the first attempt started.';
comment on column backfill.run.fetched_at_utc is 'When the last page had been read and counted.';
comment on column backfill.run.loaded_at_utc is 'When the last staged page had become rows.';
comment on column backfill.run.finished_at_utc is 'When the validator gave its verdict, or the run was abandoned.';
comment on column backfill.run.planned_calls is 'Calls that the plan expected, without sign-ins and repeats.';
comment on column backfill.run.export_ms is 'Time Postgres took to turn staged pages into rows, in all attempts. An interrupted attempt counts up to its last complete page.';
comment on column backfill.run.reads is 'by-change: the range was read by the last change, day by day. whole: all rows were read, and the one window of the run stands for the list. changes: a sync; what has changed since the mark was read, and the one window of the run stands for all of it.';
comment on column backfill.run.unavailable_code is 'Intuit''s code for what the company lacks: 5020, 5030, 500, 4001, or 403; null for any other run.';
comment on column backfill.run.unavailable_text is 'What QuickBooks said with it.';
comment on column backfill.run.requested_start_utc is 'The requested start. range_start_utc is earlier if the run before was requested up to this start but proven only up to an earlier time.';
comment on column backfill.run.proof is 'What settled that the run holds what QuickBooks holds. counts: COUNT(*) and the ids edited since. ids: Id, SyncToken and LastUpdatedTime of each record. Null before the proof, and for a run of release 0.1.0.';
comment on column backfill.run.departed_count is 'Of distinct_count: records that have left the range since they were read (edited, deleted, or not listed any more).';
comment on column backfill.run.unread_count is 'Records that were edited before they were read, so that no copy of them is held; their ids are in backfill.run_finding.';
comment on column backfill.run.source_before_count is 'Records of the entity before the range, by COUNT(*); null where it was not asked.';
comment on column backfill.run.source_after_count is 'Records of the entity after the range, by COUNT(*); null where it was not asked.';
comment on column backfill.run.source_future_count is 'Those of the records after the range whose time is more than a day in the future.';
comment on column backfill.run.source_untimed_count is 'Records of the entity without a time. COUNT(*) of the entity includes them, and no range does.';
comment on column backfill.run.load_id is 'The load that it belongs to; null for a run of release 0.1.0.';
comment on column backfill.run.removed_count is 'Live rows that this run marked as removed, of its range and of other days; their ids are in backfill.run_finding.';
comment on column backfill.run.whole_at_utc is 'QuickBooks'' clock when it counted the whole entity and the count was that of the live rows; null if the run did not ask.';
comment on column backfill.run.whole_count is 'The number of records in that count.';
comment on column backfill.run.keep_versions is 'Whether the run keeps each payload that it replaces or removes, in raw.qb_<entity>_versions.';
grant insert, select, update on backfill.run to qbo_loader;
grant select on backfill.run to qbo_reader;

create table backfill.run_finding (
  run_id bigint not null,
  finding text not null,
  record_id text not null,
  source_updated_at_utc timestamp with time zone,
  constraint run_finding_pkey PRIMARY KEY (run_id, finding, record_id),
  constraint run_finding_finding_check CHECK ((finding = ANY (ARRAY['missing'::text, 'older'::text, 'gone'::text, 'unread'::text, 'edited'::text, 'removed'::text, 'restored'::text, 'new'::text, 'changed'::text]))),
  constraint run_finding_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
comment on table backfill.run_finding is 'What a run found out about single records, in its proof or, for a sync, as new and changed. One row for each finding and record.';
comment on column backfill.run_finding.run_id is 'The run.';
comment on column backfill.run_finding.finding is 'missing: listed by the source and not held; its day was read again. older: an older copy was held; its day was read again. gone: held, and deleted since, as change data capture says or as a question by id has shown. unread: edited before it was read; no copy is held, and its newer one lies after the range. edited: an earlier run held it in the range, and it has left the range since. removed: its row is marked as removed. restored: its row was marked, and is live again. new, changed: of a sync, a row that it inserted, or whose content it replaced; of the first thousand or so records of a run.';
comment on column backfill.run_finding.record_id is 'The record''s Id in QuickBooks.';
comment on column backfill.run_finding.source_updated_at_utc is 'Its LastUpdatedTime at the source, where that is known.';
grant delete, insert, select, update on backfill.run_finding to qbo_loader;
grant select on backfill.run_finding to qbo_reader;

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
comment on table backfill.run_segment is 'The part of the range that one sequence of queries reads, and its position: everything in [start, seek) has been read. The transaction that stages a page also moves the position.';
comment on column backfill.run_segment.run_id is 'The run.';
comment on column backfill.run_segment.segment_number is 'Counted from 1 within the run.';
comment on column backfill.run_segment.start_utc is 'First instant of the segment.';
comment on column backfill.run_segment.end_utc is 'First instant after the segment.';
comment on column backfill.run_segment.seek_utc is 'The next query starts here; equal to end_utc when the segment is read.';
comment on column backfill.run_segment.tie_offset is 'Rows of the second seek_utc that were already read, if that second holds more rows than a page; otherwise 0.';
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
  taken_over bigint not null default 0,
  unreadable bigint not null default 0,
  failure_message text,
  restored bigint not null default 0,
  constraint run_window_pkey PRIMARY KEY (run_id, window_start_utc),
  constraint run_window_check CHECK ((window_start_utc < window_end_utc)),
  constraint run_window_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE,
  constraint run_window_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'fetched'::text, 'loaded'::text]))),
  constraint run_window_verdict_check CHECK ((verdict = ANY (ARRAY['complete'::text, 'moved'::text, 'short'::text, 'rejected'::text, 'deleted'::text])))
);
comment on table backfill.run_window is 'The ledger: one row for each UTC day of a run (first and last day clipped to the range).';
comment on column backfill.run_window.run_id is 'The run.';
comment on column backfill.run_window.window_start_utc is 'First instant of the day, included.';
comment on column backfill.run_window.window_end_utc is 'First instant after the day, not included.';
comment on column backfill.run_window.state is 'pending: not read yet. fetched: its pages are staged. loaded: no staged page holds a row of it any more, its rows are in schema raw.';
comment on column backfill.run_window.attempts is 'How often the day has been read in full.';
comment on column backfill.run_window.pages is 'Pages that held at least one record of the day.';
comment on column backfill.run_window.rows is 'Distinct records of the day read by this run.';
comment on column backfill.run_window.duration_ms is 'Time QuickBooks took for those pages. The time of a page that holds several days is divided by rows.';
comment on column backfill.run_window.source_count is 'Records of the day at the source, as it counts or lists them; null where the count of a wider range already agreed.';
comment on column backfill.run_window.verdict is 'complete: as many records at the source as we read. moved: some have left the day since, by an edit or a deletion. rejected: a record of the day is not in schema raw, since it could not be read or kept. short: the source counts or lists other records than we read. null: not proved yet.';
comment on column backfill.run_window.inserted is 'Records that schema raw did not hold before.';
comment on column backfill.run_window.updated is 'Records that schema raw held and that were written again.';
comment on column backfill.run_window.changed is 'Of the updated ones, those whose content differed.';
comment on column backfill.run_window.stale is 'Records read but not written because schema raw already held a newer copy; backfill.stale_record names them.';
comment on column backfill.run_window.rejected is 'Records of the day that were read and went to backfill.rejected_record; unreadable ones were never read and are not in this number.';
comment on column backfill.run_window.moved_out is 'Records written in this day and, later in the same run, again in another: they were edited meanwhile.';
comment on column backfill.run_window.taken_over is 'Rows of the day that a later run has written again, so that they now belong to that run. The table holds inserted + updated - moved_out - taken_over rows of the day that name this run.';
comment on column backfill.run_window.unreadable is 'Records of the day that QuickBooks counts and cannot render: never read, and named in backfill.rejected_record. rows and unreadable together are what QuickBooks has.';
comment on column backfill.run_window.failure_message is 'Why the day, or a part of it, could not be read: QuickBooks answered for other days, and not for this one. Such a day is short. null: it was read.';
comment on column backfill.run_window.restored is 'Of the updated ones, those that were marked as removed and are live again.';
grant insert, select, update on backfill.run_window to qbo_loader;
grant select on backfill.run_window to qbo_reader;

create table backfill.schema_version (
  version integer not null,
  file text not null,
  applied_at_utc timestamp with time zone not null default now(),
  program text not null,
  constraint schema_version_pkey PRIMARY KEY (version)
);
comment on table backfill.schema_version is 'The files of db/migrations that were applied to this database, one row for each file; version 0 is the schema of db/init. A program works only with its own version.';
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
  filed_at_utc timestamp with time zone,
  record_sync_tokens bigint[],
  fields jsonb not null default '[]'::jsonb,
  constraint staged_page_pkey PRIMARY KEY (run_id, page_number),
  constraint staged_page_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
CREATE INDEX staged_page_by_time ON backfill.staged_page USING btree (run_id, last_updated_at_utc);
comment on table backfill.staged_page is 'Pages as received, until the exporter turns them into rows and deletes them, in the same transaction. envelope_head || records || envelope_tail is exactly the received body.';
comment on column backfill.staged_page.run_id is 'The run.';
comment on column backfill.staged_page.page_number is 'Counted from 1 within the run.';
comment on column backfill.staged_page.segment_number is 'The segment it belongs to.';
comment on column backfill.staged_page.request is 'How it was asked for: statement, position, when, Intuit''s trace id. Becomes raw.*.request_payload.';
comment on column backfill.staged_page.row_count is 'Records on the page.';
comment on column backfill.staged_page.duration_ms is 'From the request to the last byte of its answer.';
comment on column backfill.staged_page.first_updated_at_utc is 'Smallest LastUpdatedTime on the page, or filed_at_utc where that is given.';
comment on column backfill.staged_page.last_updated_at_utc is 'Greatest LastUpdatedTime on the page, or filed_at_utc where that is given.';
comment on column backfill.staged_page.record_ids is 'Id of each record, in order; null where a record has none.';
comment on column backfill.staged_page.record_updated_at_utc is 'LastUpdatedTime of each record, in order; null where a record has none.';
comment on column backfill.staged_page.record_starts is 'Where each record starts in records, in bytes of UTF-8, counted from 0.';
comment on column backfill.staged_page.record_bytes is 'How many bytes of UTF-8 each record is long.';
comment on column backfill.staged_page.envelope_head is 'The body up to the array of records.';
comment on column backfill.staged_page.records is 'The array of records, as received.';
comment on column backfill.staged_page.envelope_tail is 'The body after the array of records.';
comment on column backfill.staged_page.staged_at_utc is 'When it was staged.';
comment on column backfill.staged_page.filed_at_utc is 'Of a list that is read whole: the start of the window that holds its records. Null: each record belongs to the day of its LastUpdatedTime.';
comment on column backfill.staged_page.record_sync_tokens is 'SyncToken of each record, in order; null where a record has none. Null on a page of release 0.1.0.';
comment on column backfill.staged_page.fields is 'The members of the page''s records: path, types, in how many records, the id of one. The exporter adds them to backfill.field_seen.';
grant delete, insert, select on backfill.staged_page to qbo_loader;
grant select on backfill.staged_page to qbo_reader;

create table backfill.staged_removal (
  run_id bigint not null,
  record_id text not null,
  deleted_at_utc timestamp with time zone,
  seen_at_utc timestamp with time zone not null,
  deleted_by text not null,
  constraint staged_removal_pkey PRIMARY KEY (run_id, record_id),
  constraint staged_removal_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text]))),
  constraint staged_removal_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
comment on table backfill.staged_removal is 'Records that a run found to be gone at the source, until the exporter has marked them (then deleted, in the same transaction).';
comment on column backfill.staged_removal.run_id is 'The run.';
comment on column backfill.staged_removal.record_id is 'The record''s Id in QuickBooks.';
comment on column backfill.staged_removal.deleted_at_utc is 'When QuickBooks deleted it, where it said so.';
comment on column backfill.staged_removal.seen_at_utc is 'When the question was asked whose answer showed it. A copy that was requested later is newer.';
comment on column backfill.staged_removal.deleted_by is 'cdc, sweep or vanished, as in the raw tables.';
grant delete, insert, select, update on backfill.staged_removal to qbo_loader;
grant select on backfill.staged_removal to qbo_reader;

create table backfill.stale_record (
  run_id bigint not null,
  record_id text not null,
  window_start_utc timestamp with time zone not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  constraint stale_record_pkey PRIMARY KEY (run_id, record_id, window_start_utc),
  constraint stale_record_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
comment on table backfill.stale_record is 'Copies of records that a run has read and not written, because schema raw held a newer one. The validator checks that it does.';
comment on column backfill.stale_record.run_id is 'The run.';
comment on column backfill.stale_record.record_id is 'The record''s Id in QuickBooks.';
comment on column backfill.stale_record.window_start_utc is 'The day that the copy was read for.';
comment on column backfill.stale_record.source_updated_at_utc is 'MetaData.LastUpdatedTime of the copy that was not written; null where it has none.';
comment on column backfill.stale_record.sync_token is 'SyncToken of that copy; null where it has none.';
grant insert, select, update on backfill.stale_record to qbo_loader;
grant select on backfill.stale_record to qbo_reader;

create table backfill.statement_part (
  run_id bigint not null,
  part text not null,
  refused_by text,
  constraint statement_part_pkey PRIMARY KEY (run_id, part),
  constraint statement_part_run_id_fkey FOREIGN KEY (run_id) REFERENCES backfill.run(run_id) ON DELETE CASCADE
);
comment on table backfill.statement_part is 'What a run asked for beside the plain statement, and whether QuickBooks took it; what it refuses is left out for the rest of the run.';
comment on column backfill.statement_part.run_id is 'The run.';
comment on column backfill.statement_part.part is 'A field that SELECT * leaves out (Sku), the parameter include, a condition, or an order; the last two only where they were refused.';
comment on column backfill.statement_part.refused_by is 'Intuit''s code; null where QuickBooks took it.';
grant insert, select, update on backfill.statement_part to qbo_loader;
grant select on backfill.statement_part to qbo_reader;

create table raw.qb_accounts (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_accounts_pkey PRIMARY KEY (id),
  constraint qb_accounts_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_accounts_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_accounts_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_accounts_by_run_window ON raw.qb_accounts USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_accounts_by_source_updated_at ON raw.qb_accounts USING btree (source_updated_at_utc);
CREATE INDEX qb_accounts_removed ON raw.qb_accounts USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_accounts is 'One row per QuickBooks Account, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_accounts.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_accounts.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_accounts.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_accounts.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_accounts.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_accounts.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_accounts.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_accounts.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_accounts.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_accounts.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_accounts.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_accounts.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_accounts.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_accounts.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_accounts.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_accounts.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_accounts.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_accounts to qbo_loader;
grant select on raw.qb_accounts to qbo_reader;

create table raw.qb_accounts_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_accounts_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_accounts_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_accounts_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_accounts_versions is 'Payloads of QuickBooks Account that raw.qb_accounts held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_accounts_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_accounts_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_accounts_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_accounts_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_accounts_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_accounts_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_accounts_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_accounts_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_accounts_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_accounts_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_accounts_versions to qbo_loader;
grant select on raw.qb_accounts_versions to qbo_reader;

create table raw.qb_attachables (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_attachables_pkey PRIMARY KEY (id),
  constraint qb_attachables_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_attachables_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_attachables_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_attachables_by_run_window ON raw.qb_attachables USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_attachables_by_source_updated_at ON raw.qb_attachables USING btree (source_updated_at_utc);
CREATE INDEX qb_attachables_removed ON raw.qb_attachables USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_attachables is 'One row per QuickBooks Attachable, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_attachables.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_attachables.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_attachables.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_attachables.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_attachables.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_attachables.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_attachables.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_attachables.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_attachables.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_attachables.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_attachables.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_attachables.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_attachables.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_attachables.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_attachables.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_attachables.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_attachables.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_attachables to qbo_loader;
grant select on raw.qb_attachables to qbo_reader;

create table raw.qb_attachables_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_attachables_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_attachables_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_attachables_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_attachables_versions is 'Payloads of QuickBooks Attachable that raw.qb_attachables held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_attachables_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_attachables_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_attachables_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_attachables_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_attachables_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_attachables_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_attachables_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_attachables_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_attachables_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_attachables_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_attachables_versions to qbo_loader;
grant select on raw.qb_attachables_versions to qbo_reader;

create table raw.qb_bill_payments (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_bill_payments_pkey PRIMARY KEY (id),
  constraint qb_bill_payments_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_bill_payments_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_bill_payments_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_bill_payments_by_run_window ON raw.qb_bill_payments USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_bill_payments_by_source_updated_at ON raw.qb_bill_payments USING btree (source_updated_at_utc);
CREATE INDEX qb_bill_payments_removed ON raw.qb_bill_payments USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_bill_payments is 'One row per QuickBooks BillPayment, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_bill_payments.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_bill_payments.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_bill_payments.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_bill_payments.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_bill_payments.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_bill_payments.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_bill_payments.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_bill_payments.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_bill_payments.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_bill_payments.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_bill_payments.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_bill_payments.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_bill_payments.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_bill_payments.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_bill_payments.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_bill_payments.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_bill_payments.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_bill_payments to qbo_loader;
grant select on raw.qb_bill_payments to qbo_reader;

create table raw.qb_bill_payments_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_bill_payments_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_bill_payments_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_bill_payments_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_bill_payments_versions is 'Payloads of QuickBooks BillPayment that raw.qb_bill_payments held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_bill_payments_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_bill_payments_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_bill_payments_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_bill_payments_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_bill_payments_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_bill_payments_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_bill_payments_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_bill_payments_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_bill_payments_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_bill_payments_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_bill_payments_versions to qbo_loader;
grant select on raw.qb_bill_payments_versions to qbo_reader;

create table raw.qb_bills (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_bills_pkey PRIMARY KEY (id),
  constraint qb_bills_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_bills_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_bills_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_bills_by_run_window ON raw.qb_bills USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_bills_by_source_updated_at ON raw.qb_bills USING btree (source_updated_at_utc);
CREATE INDEX qb_bills_removed ON raw.qb_bills USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_bills is 'One row per QuickBooks Bill, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_bills.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_bills.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_bills.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_bills.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_bills.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_bills.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_bills.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_bills.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_bills.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_bills.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_bills.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_bills.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_bills.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_bills.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_bills.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_bills.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_bills.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_bills to qbo_loader;
grant select on raw.qb_bills to qbo_reader;

create table raw.qb_bills_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_bills_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_bills_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_bills_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_bills_versions is 'Payloads of QuickBooks Bill that raw.qb_bills held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_bills_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_bills_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_bills_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_bills_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_bills_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_bills_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_bills_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_bills_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_bills_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_bills_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_bills_versions to qbo_loader;
grant select on raw.qb_bills_versions to qbo_reader;

create table raw.qb_budgets (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_budgets_pkey PRIMARY KEY (id),
  constraint qb_budgets_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_budgets_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_budgets_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_budgets_by_run_window ON raw.qb_budgets USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_budgets_by_source_updated_at ON raw.qb_budgets USING btree (source_updated_at_utc);
CREATE INDEX qb_budgets_removed ON raw.qb_budgets USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_budgets is 'One row per QuickBooks Budget, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_budgets.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_budgets.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_budgets.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_budgets.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_budgets.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_budgets.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_budgets.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_budgets.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_budgets.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_budgets.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_budgets.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_budgets.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_budgets.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_budgets.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_budgets.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_budgets.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_budgets.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_budgets to qbo_loader;
grant select on raw.qb_budgets to qbo_reader;

create table raw.qb_budgets_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_budgets_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_budgets_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_budgets_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_budgets_versions is 'Payloads of QuickBooks Budget that raw.qb_budgets held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_budgets_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_budgets_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_budgets_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_budgets_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_budgets_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_budgets_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_budgets_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_budgets_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_budgets_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_budgets_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_budgets_versions to qbo_loader;
grant select on raw.qb_budgets_versions to qbo_reader;

create table raw.qb_classes (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_classes_pkey PRIMARY KEY (id),
  constraint qb_classes_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_classes_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_classes_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_classes_by_run_window ON raw.qb_classes USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_classes_by_source_updated_at ON raw.qb_classes USING btree (source_updated_at_utc);
CREATE INDEX qb_classes_removed ON raw.qb_classes USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_classes is 'One row per QuickBooks Class, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_classes.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_classes.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_classes.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_classes.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_classes.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_classes.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_classes.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_classes.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_classes.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_classes.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_classes.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_classes.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_classes.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_classes.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_classes.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_classes.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_classes.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_classes to qbo_loader;
grant select on raw.qb_classes to qbo_reader;

create table raw.qb_classes_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_classes_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_classes_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_classes_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_classes_versions is 'Payloads of QuickBooks Class that raw.qb_classes held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_classes_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_classes_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_classes_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_classes_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_classes_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_classes_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_classes_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_classes_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_classes_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_classes_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_classes_versions to qbo_loader;
grant select on raw.qb_classes_versions to qbo_reader;

create table raw.qb_company_currencies (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_company_currencies_pkey PRIMARY KEY (id),
  constraint qb_company_currencies_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_company_currencies_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_company_currencies_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_company_currencies_by_run_window ON raw.qb_company_currencies USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_company_currencies_by_source_updated_at ON raw.qb_company_currencies USING btree (source_updated_at_utc);
CREATE INDEX qb_company_currencies_removed ON raw.qb_company_currencies USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_company_currencies is 'One row per QuickBooks CompanyCurrency, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_company_currencies.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_company_currencies.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_company_currencies.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_company_currencies.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_company_currencies.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_company_currencies.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_company_currencies.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_company_currencies.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_company_currencies.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_company_currencies.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_company_currencies.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_company_currencies.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_company_currencies.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_company_currencies.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_company_currencies.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_company_currencies.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_company_currencies.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_company_currencies to qbo_loader;
grant select on raw.qb_company_currencies to qbo_reader;

create table raw.qb_company_currencies_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_company_currencies_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_company_currencies_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_company_currencies_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_company_currencies_versions is 'Payloads of QuickBooks CompanyCurrency that raw.qb_company_currencies held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_company_currencies_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_company_currencies_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_company_currencies_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_company_currencies_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_company_currencies_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_company_currencies_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_company_currencies_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_company_currencies_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_company_currencies_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_company_currencies_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_company_currencies_versions to qbo_loader;
grant select on raw.qb_company_currencies_versions to qbo_reader;

create table raw.qb_company_info (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_company_info_pkey PRIMARY KEY (id),
  constraint qb_company_info_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_company_info_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_company_info_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_company_info_by_run_window ON raw.qb_company_info USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_company_info_by_source_updated_at ON raw.qb_company_info USING btree (source_updated_at_utc);
CREATE INDEX qb_company_info_removed ON raw.qb_company_info USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_company_info is 'One row per QuickBooks CompanyInfo, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_company_info.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_company_info.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_company_info.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_company_info.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_company_info.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_company_info.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_company_info.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_company_info.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_company_info.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_company_info.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_company_info.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_company_info.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_company_info.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_company_info.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_company_info.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_company_info.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_company_info.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_company_info to qbo_loader;
grant select on raw.qb_company_info to qbo_reader;

create table raw.qb_company_info_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_company_info_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_company_info_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_company_info_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_company_info_versions is 'Payloads of QuickBooks CompanyInfo that raw.qb_company_info held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_company_info_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_company_info_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_company_info_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_company_info_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_company_info_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_company_info_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_company_info_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_company_info_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_company_info_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_company_info_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_company_info_versions to qbo_loader;
grant select on raw.qb_company_info_versions to qbo_reader;

create table raw.qb_credit_card_payments (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_credit_card_payments_pkey PRIMARY KEY (id),
  constraint qb_credit_card_payments_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_credit_card_payments_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_credit_card_payments_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_credit_card_payments_by_run_window ON raw.qb_credit_card_payments USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_credit_card_payments_by_source_updated_at ON raw.qb_credit_card_payments USING btree (source_updated_at_utc);
CREATE INDEX qb_credit_card_payments_removed ON raw.qb_credit_card_payments USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_credit_card_payments is 'One row per QuickBooks CreditCardPayment, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_credit_card_payments.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_credit_card_payments.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_credit_card_payments.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_credit_card_payments.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_credit_card_payments.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_credit_card_payments.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_credit_card_payments.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_credit_card_payments.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_credit_card_payments.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_credit_card_payments.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_credit_card_payments.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_credit_card_payments.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_credit_card_payments.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_credit_card_payments.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_credit_card_payments.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_credit_card_payments.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_credit_card_payments.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_credit_card_payments to qbo_loader;
grant select on raw.qb_credit_card_payments to qbo_reader;

create table raw.qb_credit_card_payments_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_credit_card_payments_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_credit_card_payments_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_credit_card_payments_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_credit_card_payments_versions is 'Payloads of QuickBooks CreditCardPayment that raw.qb_credit_card_payments held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_credit_card_payments_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_credit_card_payments_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_credit_card_payments_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_credit_card_payments_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_credit_card_payments_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_credit_card_payments_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_credit_card_payments_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_credit_card_payments_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_credit_card_payments_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_credit_card_payments_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_credit_card_payments_versions to qbo_loader;
grant select on raw.qb_credit_card_payments_versions to qbo_reader;

create table raw.qb_credit_memos (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_credit_memos_pkey PRIMARY KEY (id),
  constraint qb_credit_memos_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_credit_memos_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_credit_memos_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_credit_memos_by_run_window ON raw.qb_credit_memos USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_credit_memos_by_source_updated_at ON raw.qb_credit_memos USING btree (source_updated_at_utc);
CREATE INDEX qb_credit_memos_removed ON raw.qb_credit_memos USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_credit_memos is 'One row per QuickBooks CreditMemo, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_credit_memos.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_credit_memos.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_credit_memos.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_credit_memos.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_credit_memos.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_credit_memos.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_credit_memos.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_credit_memos.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_credit_memos.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_credit_memos.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_credit_memos.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_credit_memos.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_credit_memos.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_credit_memos.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_credit_memos.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_credit_memos.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_credit_memos.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_credit_memos to qbo_loader;
grant select on raw.qb_credit_memos to qbo_reader;

create table raw.qb_credit_memos_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_credit_memos_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_credit_memos_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_credit_memos_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_credit_memos_versions is 'Payloads of QuickBooks CreditMemo that raw.qb_credit_memos held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_credit_memos_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_credit_memos_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_credit_memos_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_credit_memos_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_credit_memos_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_credit_memos_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_credit_memos_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_credit_memos_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_credit_memos_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_credit_memos_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_credit_memos_versions to qbo_loader;
grant select on raw.qb_credit_memos_versions to qbo_reader;

create table raw.qb_customer_types (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_customer_types_pkey PRIMARY KEY (id),
  constraint qb_customer_types_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_customer_types_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_customer_types_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_customer_types_by_run_window ON raw.qb_customer_types USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_customer_types_by_source_updated_at ON raw.qb_customer_types USING btree (source_updated_at_utc);
CREATE INDEX qb_customer_types_removed ON raw.qb_customer_types USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_customer_types is 'One row per QuickBooks CustomerType, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_customer_types.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_customer_types.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_customer_types.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_customer_types.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_customer_types.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_customer_types.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_customer_types.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_customer_types.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_customer_types.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_customer_types.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_customer_types.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_customer_types.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_customer_types.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_customer_types.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_customer_types.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_customer_types.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_customer_types.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_customer_types to qbo_loader;
grant select on raw.qb_customer_types to qbo_reader;

create table raw.qb_customer_types_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_customer_types_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_customer_types_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_customer_types_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_customer_types_versions is 'Payloads of QuickBooks CustomerType that raw.qb_customer_types held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_customer_types_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_customer_types_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_customer_types_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_customer_types_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_customer_types_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_customer_types_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_customer_types_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_customer_types_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_customer_types_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_customer_types_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_customer_types_versions to qbo_loader;
grant select on raw.qb_customer_types_versions to qbo_reader;

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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_customers_pkey PRIMARY KEY (id),
  constraint qb_customers_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_customers_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_customers_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_customers_by_run_window ON raw.qb_customers USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_customers_by_source_updated_at ON raw.qb_customers USING btree (source_updated_at_utc);
CREATE INDEX qb_customers_removed ON raw.qb_customers USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
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
comment on column raw.qb_customers.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_customers.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_customers.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_customers.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_customers.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_customers.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_customers.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_customers to qbo_loader;
grant select on raw.qb_customers to qbo_reader;

create table raw.qb_customers_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_customers_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_customers_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_customers_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_customers_versions is 'Payloads of QuickBooks Customer that raw.qb_customers held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_customers_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_customers_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_customers_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_customers_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_customers_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_customers_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_customers_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_customers_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_customers_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_customers_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_customers_versions to qbo_loader;
grant select on raw.qb_customers_versions to qbo_reader;

create table raw.qb_departments (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_departments_pkey PRIMARY KEY (id),
  constraint qb_departments_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_departments_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_departments_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_departments_by_run_window ON raw.qb_departments USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_departments_by_source_updated_at ON raw.qb_departments USING btree (source_updated_at_utc);
CREATE INDEX qb_departments_removed ON raw.qb_departments USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_departments is 'One row per QuickBooks Department, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_departments.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_departments.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_departments.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_departments.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_departments.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_departments.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_departments.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_departments.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_departments.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_departments.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_departments.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_departments.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_departments.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_departments.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_departments.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_departments.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_departments.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_departments to qbo_loader;
grant select on raw.qb_departments to qbo_reader;

create table raw.qb_departments_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_departments_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_departments_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_departments_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_departments_versions is 'Payloads of QuickBooks Department that raw.qb_departments held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_departments_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_departments_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_departments_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_departments_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_departments_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_departments_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_departments_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_departments_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_departments_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_departments_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_departments_versions to qbo_loader;
grant select on raw.qb_departments_versions to qbo_reader;

create table raw.qb_deposits (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_deposits_pkey PRIMARY KEY (id),
  constraint qb_deposits_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_deposits_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_deposits_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_deposits_by_run_window ON raw.qb_deposits USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_deposits_by_source_updated_at ON raw.qb_deposits USING btree (source_updated_at_utc);
CREATE INDEX qb_deposits_removed ON raw.qb_deposits USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_deposits is 'One row per QuickBooks Deposit, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_deposits.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_deposits.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_deposits.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_deposits.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_deposits.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_deposits.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_deposits.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_deposits.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_deposits.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_deposits.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_deposits.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_deposits.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_deposits.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_deposits.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_deposits.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_deposits.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_deposits.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_deposits to qbo_loader;
grant select on raw.qb_deposits to qbo_reader;

create table raw.qb_deposits_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_deposits_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_deposits_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_deposits_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_deposits_versions is 'Payloads of QuickBooks Deposit that raw.qb_deposits held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_deposits_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_deposits_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_deposits_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_deposits_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_deposits_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_deposits_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_deposits_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_deposits_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_deposits_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_deposits_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_deposits_versions to qbo_loader;
grant select on raw.qb_deposits_versions to qbo_reader;

create table raw.qb_employees (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_employees_pkey PRIMARY KEY (id),
  constraint qb_employees_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_employees_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_employees_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_employees_by_run_window ON raw.qb_employees USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_employees_by_source_updated_at ON raw.qb_employees USING btree (source_updated_at_utc);
CREATE INDEX qb_employees_removed ON raw.qb_employees USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_employees is 'One row per QuickBooks Employee, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_employees.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_employees.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_employees.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_employees.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_employees.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_employees.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_employees.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_employees.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_employees.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_employees.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_employees.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_employees.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_employees.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_employees.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_employees.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_employees.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_employees.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_employees to qbo_loader;
grant select on raw.qb_employees to qbo_reader;

create table raw.qb_employees_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_employees_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_employees_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_employees_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_employees_versions is 'Payloads of QuickBooks Employee that raw.qb_employees held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_employees_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_employees_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_employees_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_employees_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_employees_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_employees_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_employees_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_employees_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_employees_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_employees_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_employees_versions to qbo_loader;
grant select on raw.qb_employees_versions to qbo_reader;

create table raw.qb_estimates (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_estimates_pkey PRIMARY KEY (id),
  constraint qb_estimates_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_estimates_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_estimates_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_estimates_by_run_window ON raw.qb_estimates USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_estimates_by_source_updated_at ON raw.qb_estimates USING btree (source_updated_at_utc);
CREATE INDEX qb_estimates_removed ON raw.qb_estimates USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_estimates is 'One row per QuickBooks Estimate, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_estimates.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_estimates.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_estimates.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_estimates.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_estimates.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_estimates.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_estimates.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_estimates.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_estimates.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_estimates.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_estimates.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_estimates.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_estimates.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_estimates.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_estimates.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_estimates.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_estimates.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_estimates to qbo_loader;
grant select on raw.qb_estimates to qbo_reader;

create table raw.qb_estimates_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_estimates_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_estimates_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_estimates_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_estimates_versions is 'Payloads of QuickBooks Estimate that raw.qb_estimates held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_estimates_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_estimates_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_estimates_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_estimates_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_estimates_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_estimates_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_estimates_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_estimates_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_estimates_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_estimates_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_estimates_versions to qbo_loader;
grant select on raw.qb_estimates_versions to qbo_reader;

create table raw.qb_exchange_rates (
  id text not null,
  payload jsonb not null,
  ingested_at_utc timestamp with time zone not null default now(),
  extract_window_start_utc timestamp with time zone not null,
  extract_window_end_utc timestamp with time zone not null,
  page_number integer not null,
  page_size integer not null,
  request_payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_exchange_rates_pkey PRIMARY KEY (id),
  constraint qb_exchange_rates_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_exchange_rates_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_exchange_rates_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_exchange_rates_by_run_window ON raw.qb_exchange_rates USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_exchange_rates_by_source_updated_at ON raw.qb_exchange_rates USING btree (source_updated_at_utc);
CREATE INDEX qb_exchange_rates_removed ON raw.qb_exchange_rates USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_exchange_rates is 'One row per QuickBooks ExchangeRate, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_exchange_rates.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_exchange_rates.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_exchange_rates.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_exchange_rates.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_exchange_rates.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_exchange_rates.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_exchange_rates.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_exchange_rates.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_exchange_rates.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_exchange_rates.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_exchange_rates.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_exchange_rates.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_exchange_rates.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_exchange_rates.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_exchange_rates.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_exchange_rates.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_exchange_rates.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_exchange_rates to qbo_loader;
grant select on raw.qb_exchange_rates to qbo_reader;

create table raw.qb_exchange_rates_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_exchange_rates_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_exchange_rates_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_exchange_rates_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_exchange_rates_versions is 'Payloads of QuickBooks ExchangeRate that raw.qb_exchange_rates held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_exchange_rates_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_exchange_rates_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_exchange_rates_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_exchange_rates_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_exchange_rates_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_exchange_rates_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_exchange_rates_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_exchange_rates_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_exchange_rates_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_exchange_rates_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_exchange_rates_versions to qbo_loader;
grant select on raw.qb_exchange_rates_versions to qbo_reader;

create table raw.qb_inventory_adjustments (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_inventory_adjustments_pkey PRIMARY KEY (id),
  constraint qb_inventory_adjustments_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_inventory_adjustments_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_inventory_adjustments_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_inventory_adjustments_by_run_window ON raw.qb_inventory_adjustments USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_inventory_adjustments_by_source_updated_at ON raw.qb_inventory_adjustments USING btree (source_updated_at_utc);
CREATE INDEX qb_inventory_adjustments_removed ON raw.qb_inventory_adjustments USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_inventory_adjustments is 'One row per QuickBooks InventoryAdjustment, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_inventory_adjustments.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_inventory_adjustments.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_inventory_adjustments.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_inventory_adjustments.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_inventory_adjustments.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_inventory_adjustments.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_inventory_adjustments.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_inventory_adjustments.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_inventory_adjustments.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_inventory_adjustments.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_inventory_adjustments.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_inventory_adjustments.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_inventory_adjustments.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_inventory_adjustments.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_inventory_adjustments.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_inventory_adjustments.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_inventory_adjustments.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_inventory_adjustments to qbo_loader;
grant select on raw.qb_inventory_adjustments to qbo_reader;

create table raw.qb_inventory_adjustments_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_inventory_adjustments_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_inventory_adjustments_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_inventory_adjustments_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_inventory_adjustments_versions is 'Payloads of QuickBooks InventoryAdjustment that raw.qb_inventory_adjustments held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_inventory_adjustments_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_inventory_adjustments_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_inventory_adjustments_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_inventory_adjustments_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_inventory_adjustments_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_inventory_adjustments_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_inventory_adjustments_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_inventory_adjustments_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_inventory_adjustments_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_inventory_adjustments_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_inventory_adjustments_versions to qbo_loader;
grant select on raw.qb_inventory_adjustments_versions to qbo_reader;

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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_invoices_pkey PRIMARY KEY (id),
  constraint qb_invoices_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_invoices_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_invoices_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_invoices_by_run_window ON raw.qb_invoices USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_invoices_by_source_updated_at ON raw.qb_invoices USING btree (source_updated_at_utc);
CREATE INDEX qb_invoices_removed ON raw.qb_invoices USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
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
comment on column raw.qb_invoices.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_invoices.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_invoices.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_invoices.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_invoices.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_invoices.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_invoices.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_invoices to qbo_loader;
grant select on raw.qb_invoices to qbo_reader;

create table raw.qb_invoices_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_invoices_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_invoices_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_invoices_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_invoices_versions is 'Payloads of QuickBooks Invoice that raw.qb_invoices held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_invoices_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_invoices_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_invoices_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_invoices_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_invoices_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_invoices_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_invoices_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_invoices_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_invoices_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_invoices_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_invoices_versions to qbo_loader;
grant select on raw.qb_invoices_versions to qbo_reader;

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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_items_pkey PRIMARY KEY (id),
  constraint qb_items_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_items_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_items_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_items_by_run_window ON raw.qb_items USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_items_by_source_updated_at ON raw.qb_items USING btree (source_updated_at_utc);
CREATE INDEX qb_items_removed ON raw.qb_items USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
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
comment on column raw.qb_items.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_items.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_items.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_items.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_items.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_items.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_items.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_items to qbo_loader;
grant select on raw.qb_items to qbo_reader;

create table raw.qb_items_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_items_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_items_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_items_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_items_versions is 'Payloads of QuickBooks Item that raw.qb_items held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_items_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_items_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_items_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_items_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_items_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_items_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_items_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_items_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_items_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_items_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_items_versions to qbo_loader;
grant select on raw.qb_items_versions to qbo_reader;

create table raw.qb_journal_codes (
  id text not null,
  payload jsonb not null,
  ingested_at_utc timestamp with time zone not null default now(),
  extract_window_start_utc timestamp with time zone not null,
  extract_window_end_utc timestamp with time zone not null,
  page_number integer not null,
  page_size integer not null,
  request_payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_journal_codes_pkey PRIMARY KEY (id),
  constraint qb_journal_codes_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_journal_codes_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_journal_codes_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_journal_codes_by_run_window ON raw.qb_journal_codes USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_journal_codes_by_source_updated_at ON raw.qb_journal_codes USING btree (source_updated_at_utc);
CREATE INDEX qb_journal_codes_removed ON raw.qb_journal_codes USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_journal_codes is 'One row per QuickBooks JournalCode, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_journal_codes.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_journal_codes.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_journal_codes.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_journal_codes.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_journal_codes.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_journal_codes.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_journal_codes.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_journal_codes.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_journal_codes.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_journal_codes.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_journal_codes.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_journal_codes.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_journal_codes.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_journal_codes.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_journal_codes.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_journal_codes.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_journal_codes.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_journal_codes to qbo_loader;
grant select on raw.qb_journal_codes to qbo_reader;

create table raw.qb_journal_codes_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_journal_codes_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_journal_codes_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_journal_codes_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_journal_codes_versions is 'Payloads of QuickBooks JournalCode that raw.qb_journal_codes held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_journal_codes_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_journal_codes_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_journal_codes_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_journal_codes_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_journal_codes_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_journal_codes_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_journal_codes_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_journal_codes_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_journal_codes_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_journal_codes_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_journal_codes_versions to qbo_loader;
grant select on raw.qb_journal_codes_versions to qbo_reader;

create table raw.qb_journal_entries (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_journal_entries_pkey PRIMARY KEY (id),
  constraint qb_journal_entries_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_journal_entries_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_journal_entries_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_journal_entries_by_run_window ON raw.qb_journal_entries USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_journal_entries_by_source_updated_at ON raw.qb_journal_entries USING btree (source_updated_at_utc);
CREATE INDEX qb_journal_entries_removed ON raw.qb_journal_entries USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_journal_entries is 'One row per QuickBooks JournalEntry, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_journal_entries.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_journal_entries.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_journal_entries.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_journal_entries.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_journal_entries.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_journal_entries.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_journal_entries.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_journal_entries.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_journal_entries.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_journal_entries.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_journal_entries.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_journal_entries.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_journal_entries.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_journal_entries.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_journal_entries.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_journal_entries.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_journal_entries.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_journal_entries to qbo_loader;
grant select on raw.qb_journal_entries to qbo_reader;

create table raw.qb_journal_entries_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_journal_entries_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_journal_entries_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_journal_entries_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_journal_entries_versions is 'Payloads of QuickBooks JournalEntry that raw.qb_journal_entries held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_journal_entries_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_journal_entries_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_journal_entries_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_journal_entries_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_journal_entries_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_journal_entries_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_journal_entries_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_journal_entries_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_journal_entries_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_journal_entries_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_journal_entries_versions to qbo_loader;
grant select on raw.qb_journal_entries_versions to qbo_reader;

create table raw.qb_payment_methods (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_payment_methods_pkey PRIMARY KEY (id),
  constraint qb_payment_methods_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_payment_methods_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_payment_methods_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_payment_methods_by_run_window ON raw.qb_payment_methods USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_payment_methods_by_source_updated_at ON raw.qb_payment_methods USING btree (source_updated_at_utc);
CREATE INDEX qb_payment_methods_removed ON raw.qb_payment_methods USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_payment_methods is 'One row per QuickBooks PaymentMethod, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_payment_methods.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_payment_methods.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_payment_methods.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_payment_methods.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_payment_methods.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_payment_methods.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_payment_methods.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_payment_methods.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_payment_methods.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_payment_methods.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_payment_methods.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_payment_methods.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_payment_methods.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_payment_methods.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_payment_methods.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_payment_methods.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_payment_methods.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_payment_methods to qbo_loader;
grant select on raw.qb_payment_methods to qbo_reader;

create table raw.qb_payment_methods_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_payment_methods_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_payment_methods_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_payment_methods_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_payment_methods_versions is 'Payloads of QuickBooks PaymentMethod that raw.qb_payment_methods held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_payment_methods_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_payment_methods_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_payment_methods_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_payment_methods_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_payment_methods_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_payment_methods_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_payment_methods_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_payment_methods_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_payment_methods_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_payment_methods_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_payment_methods_versions to qbo_loader;
grant select on raw.qb_payment_methods_versions to qbo_reader;

create table raw.qb_payments (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_payments_pkey PRIMARY KEY (id),
  constraint qb_payments_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_payments_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_payments_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_payments_by_run_window ON raw.qb_payments USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_payments_by_source_updated_at ON raw.qb_payments USING btree (source_updated_at_utc);
CREATE INDEX qb_payments_removed ON raw.qb_payments USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_payments is 'One row per QuickBooks Payment, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_payments.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_payments.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_payments.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_payments.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_payments.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_payments.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_payments.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_payments.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_payments.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_payments.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_payments.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_payments.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_payments.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_payments.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_payments.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_payments.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_payments.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_payments to qbo_loader;
grant select on raw.qb_payments to qbo_reader;

create table raw.qb_payments_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_payments_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_payments_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_payments_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_payments_versions is 'Payloads of QuickBooks Payment that raw.qb_payments held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_payments_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_payments_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_payments_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_payments_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_payments_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_payments_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_payments_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_payments_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_payments_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_payments_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_payments_versions to qbo_loader;
grant select on raw.qb_payments_versions to qbo_reader;

create table raw.qb_preferences (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_preferences_pkey PRIMARY KEY (id),
  constraint qb_preferences_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_preferences_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_preferences_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_preferences_by_run_window ON raw.qb_preferences USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_preferences_by_source_updated_at ON raw.qb_preferences USING btree (source_updated_at_utc);
CREATE INDEX qb_preferences_removed ON raw.qb_preferences USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_preferences is 'One row per QuickBooks Preferences, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_preferences.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_preferences.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_preferences.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_preferences.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_preferences.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_preferences.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_preferences.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_preferences.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_preferences.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_preferences.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_preferences.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_preferences.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_preferences.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_preferences.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_preferences.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_preferences.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_preferences.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_preferences to qbo_loader;
grant select on raw.qb_preferences to qbo_reader;

create table raw.qb_preferences_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_preferences_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_preferences_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_preferences_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_preferences_versions is 'Payloads of QuickBooks Preferences that raw.qb_preferences held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_preferences_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_preferences_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_preferences_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_preferences_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_preferences_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_preferences_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_preferences_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_preferences_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_preferences_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_preferences_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_preferences_versions to qbo_loader;
grant select on raw.qb_preferences_versions to qbo_reader;

create table raw.qb_purchase_orders (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_purchase_orders_pkey PRIMARY KEY (id),
  constraint qb_purchase_orders_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_purchase_orders_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_purchase_orders_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_purchase_orders_by_run_window ON raw.qb_purchase_orders USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_purchase_orders_by_source_updated_at ON raw.qb_purchase_orders USING btree (source_updated_at_utc);
CREATE INDEX qb_purchase_orders_removed ON raw.qb_purchase_orders USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_purchase_orders is 'One row per QuickBooks PurchaseOrder, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_purchase_orders.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_purchase_orders.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_purchase_orders.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_purchase_orders.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_purchase_orders.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_purchase_orders.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_purchase_orders.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_purchase_orders.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_purchase_orders.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_purchase_orders.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_purchase_orders.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_purchase_orders.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_purchase_orders.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_purchase_orders.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_purchase_orders.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_purchase_orders.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_purchase_orders.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_purchase_orders to qbo_loader;
grant select on raw.qb_purchase_orders to qbo_reader;

create table raw.qb_purchase_orders_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_purchase_orders_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_purchase_orders_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_purchase_orders_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_purchase_orders_versions is 'Payloads of QuickBooks PurchaseOrder that raw.qb_purchase_orders held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_purchase_orders_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_purchase_orders_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_purchase_orders_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_purchase_orders_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_purchase_orders_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_purchase_orders_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_purchase_orders_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_purchase_orders_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_purchase_orders_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_purchase_orders_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_purchase_orders_versions to qbo_loader;
grant select on raw.qb_purchase_orders_versions to qbo_reader;

create table raw.qb_purchases (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_purchases_pkey PRIMARY KEY (id),
  constraint qb_purchases_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_purchases_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_purchases_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_purchases_by_run_window ON raw.qb_purchases USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_purchases_by_source_updated_at ON raw.qb_purchases USING btree (source_updated_at_utc);
CREATE INDEX qb_purchases_removed ON raw.qb_purchases USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_purchases is 'One row per QuickBooks Purchase, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_purchases.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_purchases.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_purchases.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_purchases.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_purchases.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_purchases.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_purchases.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_purchases.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_purchases.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_purchases.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_purchases.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_purchases.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_purchases.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_purchases.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_purchases.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_purchases.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_purchases.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_purchases to qbo_loader;
grant select on raw.qb_purchases to qbo_reader;

create table raw.qb_purchases_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_purchases_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_purchases_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_purchases_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_purchases_versions is 'Payloads of QuickBooks Purchase that raw.qb_purchases held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_purchases_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_purchases_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_purchases_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_purchases_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_purchases_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_purchases_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_purchases_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_purchases_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_purchases_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_purchases_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_purchases_versions to qbo_loader;
grant select on raw.qb_purchases_versions to qbo_reader;

create table raw.qb_recurring_transactions (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_recurring_transactions_pkey PRIMARY KEY (id),
  constraint qb_recurring_transactions_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_recurring_transactions_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_recurring_transactions_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_recurring_transactions_by_run_window ON raw.qb_recurring_transactions USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_recurring_transactions_by_source_updated_at ON raw.qb_recurring_transactions USING btree (source_updated_at_utc);
CREATE INDEX qb_recurring_transactions_removed ON raw.qb_recurring_transactions USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_recurring_transactions is 'One row per QuickBooks RecurringTransaction, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_recurring_transactions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_recurring_transactions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_recurring_transactions.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_recurring_transactions.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_recurring_transactions.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_recurring_transactions.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_recurring_transactions.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_recurring_transactions.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_recurring_transactions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_recurring_transactions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_recurring_transactions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_recurring_transactions.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_recurring_transactions.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_recurring_transactions.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_recurring_transactions.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_recurring_transactions.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_recurring_transactions.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_recurring_transactions to qbo_loader;
grant select on raw.qb_recurring_transactions to qbo_reader;

create table raw.qb_recurring_transactions_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_recurring_transactions_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_recurring_transactions_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_recurring_transactions_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_recurring_transactions_versions is 'Payloads of QuickBooks RecurringTransaction that raw.qb_recurring_transactions held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_recurring_transactions_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_recurring_transactions_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_recurring_transactions_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_recurring_transactions_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_recurring_transactions_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_recurring_transactions_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_recurring_transactions_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_recurring_transactions_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_recurring_transactions_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_recurring_transactions_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_recurring_transactions_versions to qbo_loader;
grant select on raw.qb_recurring_transactions_versions to qbo_reader;

create table raw.qb_refund_receipts (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_refund_receipts_pkey PRIMARY KEY (id),
  constraint qb_refund_receipts_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_refund_receipts_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_refund_receipts_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_refund_receipts_by_run_window ON raw.qb_refund_receipts USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_refund_receipts_by_source_updated_at ON raw.qb_refund_receipts USING btree (source_updated_at_utc);
CREATE INDEX qb_refund_receipts_removed ON raw.qb_refund_receipts USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_refund_receipts is 'One row per QuickBooks RefundReceipt, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_refund_receipts.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_refund_receipts.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_refund_receipts.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_refund_receipts.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_refund_receipts.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_refund_receipts.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_refund_receipts.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_refund_receipts.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_refund_receipts.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_refund_receipts.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_refund_receipts.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_refund_receipts.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_refund_receipts.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_refund_receipts.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_refund_receipts.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_refund_receipts.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_refund_receipts.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_refund_receipts to qbo_loader;
grant select on raw.qb_refund_receipts to qbo_reader;

create table raw.qb_refund_receipts_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_refund_receipts_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_refund_receipts_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_refund_receipts_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_refund_receipts_versions is 'Payloads of QuickBooks RefundReceipt that raw.qb_refund_receipts held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_refund_receipts_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_refund_receipts_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_refund_receipts_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_refund_receipts_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_refund_receipts_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_refund_receipts_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_refund_receipts_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_refund_receipts_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_refund_receipts_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_refund_receipts_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_refund_receipts_versions to qbo_loader;
grant select on raw.qb_refund_receipts_versions to qbo_reader;

create table raw.qb_reimburse_charges (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_reimburse_charges_pkey PRIMARY KEY (id),
  constraint qb_reimburse_charges_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_reimburse_charges_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_reimburse_charges_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_reimburse_charges_by_run_window ON raw.qb_reimburse_charges USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_reimburse_charges_by_source_updated_at ON raw.qb_reimburse_charges USING btree (source_updated_at_utc);
CREATE INDEX qb_reimburse_charges_removed ON raw.qb_reimburse_charges USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_reimburse_charges is 'One row per QuickBooks ReimburseCharge, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_reimburse_charges.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_reimburse_charges.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_reimburse_charges.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_reimburse_charges.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_reimburse_charges.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_reimburse_charges.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_reimburse_charges.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_reimburse_charges.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_reimburse_charges.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_reimburse_charges.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_reimburse_charges.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_reimburse_charges.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_reimburse_charges.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_reimburse_charges.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_reimburse_charges.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_reimburse_charges.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_reimburse_charges.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_reimburse_charges to qbo_loader;
grant select on raw.qb_reimburse_charges to qbo_reader;

create table raw.qb_reimburse_charges_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_reimburse_charges_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_reimburse_charges_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_reimburse_charges_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_reimburse_charges_versions is 'Payloads of QuickBooks ReimburseCharge that raw.qb_reimburse_charges held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_reimburse_charges_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_reimburse_charges_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_reimburse_charges_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_reimburse_charges_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_reimburse_charges_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_reimburse_charges_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_reimburse_charges_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_reimburse_charges_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_reimburse_charges_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_reimburse_charges_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_reimburse_charges_versions to qbo_loader;
grant select on raw.qb_reimburse_charges_versions to qbo_reader;

create table raw.qb_sales_receipts (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_sales_receipts_pkey PRIMARY KEY (id),
  constraint qb_sales_receipts_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_sales_receipts_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_sales_receipts_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_sales_receipts_by_run_window ON raw.qb_sales_receipts USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_sales_receipts_by_source_updated_at ON raw.qb_sales_receipts USING btree (source_updated_at_utc);
CREATE INDEX qb_sales_receipts_removed ON raw.qb_sales_receipts USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_sales_receipts is 'One row per QuickBooks SalesReceipt, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_sales_receipts.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_sales_receipts.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_sales_receipts.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_sales_receipts.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_sales_receipts.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_sales_receipts.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_sales_receipts.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_sales_receipts.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_sales_receipts.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_sales_receipts.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_sales_receipts.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_sales_receipts.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_sales_receipts.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_sales_receipts.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_sales_receipts.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_sales_receipts.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_sales_receipts.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_sales_receipts to qbo_loader;
grant select on raw.qb_sales_receipts to qbo_reader;

create table raw.qb_sales_receipts_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_sales_receipts_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_sales_receipts_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_sales_receipts_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_sales_receipts_versions is 'Payloads of QuickBooks SalesReceipt that raw.qb_sales_receipts held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_sales_receipts_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_sales_receipts_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_sales_receipts_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_sales_receipts_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_sales_receipts_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_sales_receipts_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_sales_receipts_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_sales_receipts_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_sales_receipts_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_sales_receipts_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_sales_receipts_versions to qbo_loader;
grant select on raw.qb_sales_receipts_versions to qbo_reader;

create table raw.qb_tax_agencies (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_tax_agencies_pkey PRIMARY KEY (id),
  constraint qb_tax_agencies_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_tax_agencies_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_tax_agencies_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_tax_agencies_by_run_window ON raw.qb_tax_agencies USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_tax_agencies_by_source_updated_at ON raw.qb_tax_agencies USING btree (source_updated_at_utc);
CREATE INDEX qb_tax_agencies_removed ON raw.qb_tax_agencies USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_tax_agencies is 'One row per QuickBooks TaxAgency, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_tax_agencies.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_agencies.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_agencies.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_tax_agencies.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_tax_agencies.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_tax_agencies.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_tax_agencies.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_tax_agencies.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_tax_agencies.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_agencies.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_agencies.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_agencies.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_tax_agencies.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_tax_agencies.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_tax_agencies.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_tax_agencies.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_tax_agencies.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_tax_agencies to qbo_loader;
grant select on raw.qb_tax_agencies to qbo_reader;

create table raw.qb_tax_agencies_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_tax_agencies_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_tax_agencies_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_tax_agencies_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_tax_agencies_versions is 'Payloads of QuickBooks TaxAgency that raw.qb_tax_agencies held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_tax_agencies_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_agencies_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_tax_agencies_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_tax_agencies_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_tax_agencies_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_tax_agencies_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_agencies_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_agencies_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_agencies_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_agencies_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_tax_agencies_versions to qbo_loader;
grant select on raw.qb_tax_agencies_versions to qbo_reader;

create table raw.qb_tax_codes (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_tax_codes_pkey PRIMARY KEY (id),
  constraint qb_tax_codes_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_tax_codes_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_tax_codes_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_tax_codes_by_run_window ON raw.qb_tax_codes USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_tax_codes_by_source_updated_at ON raw.qb_tax_codes USING btree (source_updated_at_utc);
CREATE INDEX qb_tax_codes_removed ON raw.qb_tax_codes USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_tax_codes is 'One row per QuickBooks TaxCode, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_tax_codes.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_codes.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_codes.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_tax_codes.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_tax_codes.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_tax_codes.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_tax_codes.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_tax_codes.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_tax_codes.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_codes.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_codes.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_codes.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_tax_codes.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_tax_codes.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_tax_codes.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_tax_codes.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_tax_codes.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_tax_codes to qbo_loader;
grant select on raw.qb_tax_codes to qbo_reader;

create table raw.qb_tax_codes_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_tax_codes_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_tax_codes_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_tax_codes_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_tax_codes_versions is 'Payloads of QuickBooks TaxCode that raw.qb_tax_codes held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_tax_codes_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_codes_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_tax_codes_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_tax_codes_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_tax_codes_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_tax_codes_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_codes_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_codes_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_codes_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_codes_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_tax_codes_versions to qbo_loader;
grant select on raw.qb_tax_codes_versions to qbo_reader;

create table raw.qb_tax_payments (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_tax_payments_pkey PRIMARY KEY (id),
  constraint qb_tax_payments_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_tax_payments_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_tax_payments_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_tax_payments_by_run_window ON raw.qb_tax_payments USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_tax_payments_by_source_updated_at ON raw.qb_tax_payments USING btree (source_updated_at_utc);
CREATE INDEX qb_tax_payments_removed ON raw.qb_tax_payments USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_tax_payments is 'One row per QuickBooks TaxPayment, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_tax_payments.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_payments.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_payments.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_tax_payments.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_tax_payments.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_tax_payments.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_tax_payments.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_tax_payments.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_tax_payments.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_payments.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_payments.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_payments.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_tax_payments.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_tax_payments.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_tax_payments.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_tax_payments.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_tax_payments.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_tax_payments to qbo_loader;
grant select on raw.qb_tax_payments to qbo_reader;

create table raw.qb_tax_payments_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_tax_payments_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_tax_payments_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_tax_payments_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_tax_payments_versions is 'Payloads of QuickBooks TaxPayment that raw.qb_tax_payments held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_tax_payments_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_payments_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_tax_payments_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_tax_payments_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_tax_payments_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_tax_payments_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_payments_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_payments_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_payments_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_payments_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_tax_payments_versions to qbo_loader;
grant select on raw.qb_tax_payments_versions to qbo_reader;

create table raw.qb_tax_rates (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_tax_rates_pkey PRIMARY KEY (id),
  constraint qb_tax_rates_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_tax_rates_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_tax_rates_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_tax_rates_by_run_window ON raw.qb_tax_rates USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_tax_rates_by_source_updated_at ON raw.qb_tax_rates USING btree (source_updated_at_utc);
CREATE INDEX qb_tax_rates_removed ON raw.qb_tax_rates USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_tax_rates is 'One row per QuickBooks TaxRate, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_tax_rates.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_rates.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_rates.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_tax_rates.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_tax_rates.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_tax_rates.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_tax_rates.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_tax_rates.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_tax_rates.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_rates.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_rates.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_rates.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_tax_rates.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_tax_rates.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_tax_rates.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_tax_rates.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_tax_rates.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_tax_rates to qbo_loader;
grant select on raw.qb_tax_rates to qbo_reader;

create table raw.qb_tax_rates_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_tax_rates_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_tax_rates_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_tax_rates_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_tax_rates_versions is 'Payloads of QuickBooks TaxRate that raw.qb_tax_rates held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_tax_rates_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_tax_rates_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_tax_rates_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_tax_rates_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_tax_rates_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_tax_rates_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_tax_rates_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_tax_rates_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_tax_rates_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_tax_rates_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_tax_rates_versions to qbo_loader;
grant select on raw.qb_tax_rates_versions to qbo_reader;

create table raw.qb_terms (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_terms_pkey PRIMARY KEY (id),
  constraint qb_terms_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_terms_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_terms_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_terms_by_run_window ON raw.qb_terms USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_terms_by_source_updated_at ON raw.qb_terms USING btree (source_updated_at_utc);
CREATE INDEX qb_terms_removed ON raw.qb_terms USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_terms is 'One row per QuickBooks Term, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_terms.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_terms.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_terms.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_terms.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_terms.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_terms.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_terms.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_terms.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_terms.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_terms.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_terms.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_terms.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_terms.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_terms.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_terms.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_terms.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_terms.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_terms to qbo_loader;
grant select on raw.qb_terms to qbo_reader;

create table raw.qb_terms_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_terms_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_terms_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_terms_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_terms_versions is 'Payloads of QuickBooks Term that raw.qb_terms held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_terms_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_terms_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_terms_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_terms_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_terms_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_terms_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_terms_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_terms_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_terms_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_terms_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_terms_versions to qbo_loader;
grant select on raw.qb_terms_versions to qbo_reader;

create table raw.qb_time_activities (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_time_activities_pkey PRIMARY KEY (id),
  constraint qb_time_activities_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_time_activities_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_time_activities_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_time_activities_by_run_window ON raw.qb_time_activities USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_time_activities_by_source_updated_at ON raw.qb_time_activities USING btree (source_updated_at_utc);
CREATE INDEX qb_time_activities_removed ON raw.qb_time_activities USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_time_activities is 'One row per QuickBooks TimeActivity, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_time_activities.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_time_activities.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_time_activities.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_time_activities.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_time_activities.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_time_activities.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_time_activities.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_time_activities.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_time_activities.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_time_activities.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_time_activities.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_time_activities.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_time_activities.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_time_activities.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_time_activities.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_time_activities.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_time_activities.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_time_activities to qbo_loader;
grant select on raw.qb_time_activities to qbo_reader;

create table raw.qb_time_activities_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_time_activities_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_time_activities_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_time_activities_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_time_activities_versions is 'Payloads of QuickBooks TimeActivity that raw.qb_time_activities held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_time_activities_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_time_activities_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_time_activities_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_time_activities_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_time_activities_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_time_activities_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_time_activities_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_time_activities_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_time_activities_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_time_activities_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_time_activities_versions to qbo_loader;
grant select on raw.qb_time_activities_versions to qbo_reader;

create table raw.qb_transfers (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_transfers_pkey PRIMARY KEY (id),
  constraint qb_transfers_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_transfers_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_transfers_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_transfers_by_run_window ON raw.qb_transfers USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_transfers_by_source_updated_at ON raw.qb_transfers USING btree (source_updated_at_utc);
CREATE INDEX qb_transfers_removed ON raw.qb_transfers USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_transfers is 'One row per QuickBooks Transfer, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_transfers.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_transfers.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_transfers.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_transfers.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_transfers.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_transfers.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_transfers.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_transfers.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_transfers.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_transfers.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_transfers.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_transfers.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_transfers.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_transfers.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_transfers.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_transfers.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_transfers.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_transfers to qbo_loader;
grant select on raw.qb_transfers to qbo_reader;

create table raw.qb_transfers_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_transfers_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_transfers_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_transfers_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_transfers_versions is 'Payloads of QuickBooks Transfer that raw.qb_transfers held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_transfers_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_transfers_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_transfers_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_transfers_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_transfers_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_transfers_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_transfers_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_transfers_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_transfers_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_transfers_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_transfers_versions to qbo_loader;
grant select on raw.qb_transfers_versions to qbo_reader;

create table raw.qb_vendor_credits (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_vendor_credits_pkey PRIMARY KEY (id),
  constraint qb_vendor_credits_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_vendor_credits_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_vendor_credits_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_vendor_credits_by_run_window ON raw.qb_vendor_credits USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_vendor_credits_by_source_updated_at ON raw.qb_vendor_credits USING btree (source_updated_at_utc);
CREATE INDEX qb_vendor_credits_removed ON raw.qb_vendor_credits USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_vendor_credits is 'One row per QuickBooks VendorCredit, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_vendor_credits.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_vendor_credits.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_vendor_credits.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_vendor_credits.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_vendor_credits.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_vendor_credits.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_vendor_credits.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_vendor_credits.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_vendor_credits.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_vendor_credits.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_vendor_credits.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_vendor_credits.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_vendor_credits.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_vendor_credits.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_vendor_credits.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_vendor_credits.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_vendor_credits.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_vendor_credits to qbo_loader;
grant select on raw.qb_vendor_credits to qbo_reader;

create table raw.qb_vendor_credits_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_vendor_credits_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_vendor_credits_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_vendor_credits_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_vendor_credits_versions is 'Payloads of QuickBooks VendorCredit that raw.qb_vendor_credits held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_vendor_credits_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_vendor_credits_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_vendor_credits_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_vendor_credits_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_vendor_credits_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_vendor_credits_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_vendor_credits_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_vendor_credits_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_vendor_credits_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_vendor_credits_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_vendor_credits_versions to qbo_loader;
grant select on raw.qb_vendor_credits_versions to qbo_reader;

create table raw.qb_vendors (
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
  deleted_at_utc timestamp with time zone,
  deleted_seen_at_utc timestamp with time zone,
  deleted_by text,
  deleted_run_id bigint,
  held_since_utc timestamp with time zone,
  constraint qb_vendors_pkey PRIMARY KEY (id),
  constraint qb_vendors_check CHECK ((extract_window_start_utc < extract_window_end_utc)),
  constraint qb_vendors_check1 CHECK ((num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) = ANY (ARRAY[0, 3]))),
  constraint qb_vendors_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['cdc'::text, 'sweep'::text, 'vanished'::text])))
);
CREATE INDEX qb_vendors_by_run_window ON raw.qb_vendors USING btree (run_id, extract_window_start_utc);
CREATE INDEX qb_vendors_by_source_updated_at ON raw.qb_vendors USING btree (source_updated_at_utc);
CREATE INDEX qb_vendors_removed ON raw.qb_vendors USING btree (deleted_seen_at_utc) WHERE (deleted_seen_at_utc IS NOT NULL);
comment on table raw.qb_vendors is 'One row per QuickBooks Vendor, payload as received, newest copy known. Safe to rebuild by running any range again.';
comment on column raw.qb_vendors.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_vendors.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_vendors.ingested_at_utc is 'When this copy was written.';
comment on column raw.qb_vendors.extract_window_start_utc is 'First instant of the UTC day window it was read for.';
comment on column raw.qb_vendors.extract_window_end_utc is 'First instant after that window.';
comment on column raw.qb_vendors.page_number is 'The page of the run that brought it, counted from 1.';
comment on column raw.qb_vendors.page_size is 'MAXRESULTS of that page''s query.';
comment on column raw.qb_vendors.request_payload is 'How that page was asked for: statement, position, time, Intuit''s trace id.';
comment on column raw.qb_vendors.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_vendors.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_vendors.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_vendors.run_id is 'The run (backfill.run) that wrote this copy.';
comment on column raw.qb_vendors.deleted_at_utc is 'When QuickBooks deleted the record, if QuickBooks said so; null for a live record, and if the time is not known.';
comment on column raw.qb_vendors.deleted_seen_at_utc is 'When the question was asked whose answer showed that QuickBooks no longer has the record; null for a live record. The row keeps the last payload.';
comment on column raw.qb_vendors.deleted_by is 'How this was found. cdc: change data capture reported the deletion. sweep: two questions by id did not return the record. vanished: the same, for a list whose records a person cannot delete.';
comment on column raw.qb_vendors.deleted_run_id is 'The run (backfill.run) that found it; null for a live record.';
comment on column raw.qb_vendors.held_since_utc is 'Since when the table holds this payload without a break; null where the run that brought it kept no versions.';
grant insert, select, update on raw.qb_vendors to qbo_loader;
grant select on raw.qb_vendors to qbo_reader;

create table raw.qb_vendors_versions (
  id text not null,
  held_from_utc timestamp with time zone not null,
  held_to_utc timestamp with time zone not null,
  ended_by text not null,
  ended_run_id bigint not null,
  payload jsonb not null,
  source_updated_at_utc timestamp with time zone,
  sync_token bigint,
  payload_sha256 text not null,
  run_id bigint not null,
  constraint qb_vendors_versions_pkey PRIMARY KEY (id, held_from_utc),
  constraint qb_vendors_versions_check CHECK ((held_from_utc <= held_to_utc)),
  constraint qb_vendors_versions_ended_by_check CHECK ((ended_by = ANY (ARRAY['replaced'::text, 'removed'::text])))
);
comment on table raw.qb_vendors_versions is 'Payloads of QuickBooks Vendor that raw.qb_vendors held before, with the time from and to when. Written by runs with keep_versions.';
comment on column raw.qb_vendors_versions.id is 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.';
comment on column raw.qb_vendors_versions.held_from_utc is 'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_vendors_versions.held_to_utc is 'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_vendors_versions.ended_by is 'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_vendors_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';
comment on column raw.qb_vendors_versions.payload is 'The record as QuickBooks sent it, nothing of ours inside.';
comment on column raw.qb_vendors_versions.source_updated_at_utc is 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.';
comment on column raw.qb_vendors_versions.sync_token is 'SyncToken as a number; null where the record has none.';
comment on column raw.qb_vendors_versions.payload_sha256 is 'SHA-256, in hex, of the record''s text as received (UTF-8); members that differ at every reading (the links of attachments) left out.';
comment on column raw.qb_vendors_versions.run_id is 'The run (backfill.run) that wrote this copy.';
grant insert, select on raw.qb_vendors_versions to qbo_loader;
grant select on raw.qb_vendors_versions to qbo_reader;

CREATE OR REPLACE FUNCTION backfill.is_alive(session integer, user_id oid, started_at_utc timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 PARALLEL RESTRICTED
RETURN (EXISTS (SELECT FROM pg_stat_activity a WHERE ((a.pid = is_alive.session) AND (a.usesysid = is_alive.user_id) AND (a.datname = current_database()) AND ((a.backend_start = is_alive.started_at_utc) OR (a.backend_start IS NULL)))))
;
comment on function backfill.is_alive(integer,oid,timestamp with time zone) is 'Whether the session that took a lock or a place is still there.';

CREATE OR REPLACE FUNCTION backfill.release_staging(least_bytes bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  held bigint := pg_total_relation_size('backfill.staged_page');
begin
  if held < least_bytes then
    return 0;
  end if;
  -- No page may come in between the look and the truncation. Nobody waits for it: the next run tries again.
  lock table backfill.staged_page in access exclusive mode nowait;
  if exists (select from backfill.staged_page) then
    return 0;
  end if;
  truncate backfill.staged_page;
  return held - pg_total_relation_size('backfill.staged_page');
exception
  when lock_not_available then
    return 0;
end
$function$
;
comment on function backfill.release_staging(bigint) is 'Gives the disk of backfill.staged_page back when it takes at least that many bytes and holds no page. Returns the bytes given back.';
grant execute on function backfill.release_staging(bigint) to qbo_loader;

CREATE OR REPLACE FUNCTION quickbooks.as_array(member jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (jsonb_typeof(member) = 'array'::text) THEN member ELSE NULL::jsonb END
;
comment on function quickbooks.as_array(jsonb) is 'An array; null for all else.';

CREATE OR REPLACE FUNCTION quickbooks.as_boolean(member jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE (member #>> '{}'::text[]) WHEN 'true'::text THEN true WHEN 'false'::text THEN false ELSE NULL::boolean END
;
comment on function quickbooks.as_boolean(jsonb) is 'A truth value, or a text that is one; null for all else.';

CREATE OR REPLACE FUNCTION quickbooks.as_date(member jsonb)
 RETURNS date
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT
AS $function$
declare
  day text := left(member #>> '{}', 10);
begin
  if day ~ '^\d{4}-\d{2}-\d{2}$' and pg_input_is_valid(day, 'date') then
    return day;
  end if;
  return null;
end
$function$
;
comment on function quickbooks.as_date(jsonb) is 'The day that a text begins with, as it is written there; null for all else.';

CREATE OR REPLACE FUNCTION quickbooks.as_numeric(member jsonb)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (jsonb_typeof(member) = 'number'::text) THEN (member)::numeric WHEN ((member #>> '{}'::text[]) ~ '^-?\d{1,30}(\.\d{1,30})?$'::text) THEN ((member #>> '{}'::text[]))::numeric ELSE NULL::numeric END
;
comment on function quickbooks.as_numeric(jsonb) is 'A number, or a text that is one; null for all else.';

CREATE OR REPLACE FUNCTION quickbooks.as_text(member jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (jsonb_typeof(member) = ANY (ARRAY['string'::text, 'number'::text, 'boolean'::text])) THEN (member #>> '{}'::text[]) ELSE NULL::text END
;
comment on function quickbooks.as_text(jsonb) is 'A text, or a number or a truth value as text; null for all else.';

CREATE OR REPLACE FUNCTION quickbooks.as_timestamptz(member jsonb)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT
AS $function$
declare
  instant text := member #>> '{}';
begin
  if instant ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$'
     and pg_input_is_valid(instant, 'timestamptz') then
    return instant;
  end if;
  return null;
end
$function$
;
comment on function quickbooks.as_timestamptz(jsonb) is 'The instant of a text with its time zone; null for all else, so for a time that names no zone.';

CREATE OR REPLACE FUNCTION quickbooks.unpacked(payload jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (payload || '{}'::jsonb)
;
comment on function quickbooks.unpacked(jsonb) is 'The payload, no longer compressed: what reads several members of it does not unpack it for each. Unpacking takes longer than all else that a view does.';

-- on tables that are added to schema backfill
grant select on every new table to qbo_loader;
grant select on every new table to qbo_reader;

-- on tables that are added to schema raw
grant insert, select, update on every new table to qbo_loader;
grant select on every new table to qbo_reader;
