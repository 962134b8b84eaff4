-- Postgres' statistics of run_id describe earlier runs. Of the run that is under way, the planner would expect one day instead
-- of thousands: it would go through the days once for each record, or through the days of all runs. Without statistics, it
-- expects the same small share of the table for each run. The first statement keeps the type. It only drops the old statistics.
-- It is refused where a view of the operator uses the column. Then the statistics stay: loads are slower, and right.
do $$
begin
  alter table backfill.run_window alter column run_id type bigint;
  alter table backfill.run_window alter column run_id set statistics 0;
exception
  when feature_not_supported then null;
end
$$;
