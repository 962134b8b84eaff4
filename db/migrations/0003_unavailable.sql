-- If a company does not have an entity, this is booked. Such an entity is neither empty nor a failure.
alter table backfill.run
  drop constraint run_state_check,
  add constraint run_state_check
    check (state in ('loading', 'fetched', 'loaded', 'complete', 'incomplete', 'abandoned', 'unavailable')),
  add column unavailable_code text,
  add column unavailable_text text;
comment on column backfill.run.state is
  'loading: pages are being read. fetched: all read and counted against the source. loaded: all rows in schema raw. complete or incomplete: the validator''s verdict. abandoned: started over, by resume=false or because its range reached the present more than a day ago. unavailable: the company does not have the entity; the next run asks again.';
comment on column backfill.run.unavailable_code is 'Intuit''s code for what the company lacks: 5020, 5030, 500, 4001, or 403; null for any other run.';
comment on column backfill.run.unavailable_text is 'What QuickBooks said with it.';
