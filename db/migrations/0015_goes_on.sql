-- A backfill whose variables name no dates goes on from the marks.
alter table backfill.load add column goes_on boolean not null default false;
comment on column backfill.load.goes_on is
  'Whether the variables named no dates, so that each entity went on from its mark. The next run of its pipeline continues such a load where it broke off less than a day ago.';
