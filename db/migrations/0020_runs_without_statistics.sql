-- Statistics of run_id are always of the past. Of the run that is under way, Postgres would expect one day instead of thousands:
-- it would go through the days once for each record, or through the days of all runs. Without statistics it expects the same
-- small share of the table for each run. The new type is the old one, and drops the statistics that are there.
alter table backfill.run_window alter column run_id type bigint;
alter table backfill.run_window alter column run_id set statistics 0;
