-- The raw tables of release 0.1.0 have the same columns, so one definition makes them all. The tables of later entities are in
-- db/always/005_entities.sql.
do $$
declare
  entity record;
begin
  for entity in
    select * from (values ('qb_customers', 'Customer'), ('qb_items', 'Item'), ('qb_invoices', 'Invoice')) as t (name, qbo)
  loop
    execute format($ddl$
      create table if not exists raw.%1$I (
        id                       text        primary key,
        payload                  jsonb       not null,
        ingested_at_utc          timestamptz not null default now(),
        extract_window_start_utc timestamptz not null,
        extract_window_end_utc   timestamptz not null,
        page_number              integer     not null,
        page_size                integer     not null,
        request_payload          jsonb       not null,
        source_updated_at_utc    timestamptz not null,
        sync_token               bigint,
        payload_sha256           text        not null,
        run_id                   bigint      not null,
        check (extract_window_start_utc < extract_window_end_utc)
      );
      create index if not exists %2$I on raw.%1$I (source_updated_at_utc);
      create index if not exists %3$I on raw.%1$I (run_id, extract_window_start_utc);
    $ddl$, entity.name, entity.name || '_by_source_updated_at', entity.name || '_by_run_window');

    execute format('comment on table raw.%I is %L', entity.name,
      format('One row per QuickBooks %s, payload as received, newest copy known. Safe to rebuild by running any range again.', entity.qbo));
    execute format('comment on column raw.%I.id is %L', entity.name, 'The record''s Id in QuickBooks. Text: ids have up to 19 digits.');
    execute format('comment on column raw.%I.payload is %L', entity.name, 'The record as QuickBooks sent it, nothing of ours inside.');
    execute format('comment on column raw.%I.ingested_at_utc is %L', entity.name, 'When this copy was written.');
    execute format('comment on column raw.%I.extract_window_start_utc is %L', entity.name, 'First instant of the UTC day window it was read for.');
    execute format('comment on column raw.%I.extract_window_end_utc is %L', entity.name, 'First instant after that window.');
    execute format('comment on column raw.%I.page_number is %L', entity.name, 'The page of the run that brought it, counted from 1.');
    execute format('comment on column raw.%I.page_size is %L', entity.name, 'MAXRESULTS of that page''s query.');
    execute format('comment on column raw.%I.request_payload is %L', entity.name, 'How that page was asked for: statement, position, time, Intuit''s trace id.');
    execute format('comment on column raw.%I.source_updated_at_utc is %L', entity.name, 'MetaData.LastUpdatedTime as an instant. QuickBooks writes it in Pacific time.');
    execute format('comment on column raw.%I.sync_token is %L', entity.name, 'SyncToken as a number; null where the record has none.');
    execute format('comment on column raw.%I.payload_sha256 is %L', entity.name, 'SHA-256, in hex, of the record''s text as received (UTF-8).');
    execute format('comment on column raw.%I.run_id is %L', entity.name, 'The run (backfill.run) that wrote this copy.');
  end loop;
end
$$;
