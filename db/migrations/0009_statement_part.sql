-- QuickBooks may refuse what a run asks for beside the plain statement. The records then come without it, and this is kept.
create table backfill.statement_part (
  run_id     bigint not null references backfill.run on delete cascade,
  part       text   not null,
  refused_by text,
  primary key (run_id, part)
);
comment on table backfill.statement_part is
  'What a run asked for beside the plain statement, and whether QuickBooks took it; what it refuses is left out for the rest of the run.';
comment on column backfill.statement_part.run_id is 'The run.';
comment on column backfill.statement_part.part is
  'A field that SELECT * leaves out (Sku), the parameter include, a condition, or an order; the last two only where they were refused.';
comment on column backfill.statement_part.refused_by is 'Intuit''s code; null where QuickBooks took it.';
