-- How many calls to QuickBooks were used, by month and kind, and how much of the month's limit of ours is left?
-- ¿Cuántas llamadas a QuickBooks se usaron, por mes y tipo, y cuánto queda del límite mensual nuestro?
select month_utc, entity, kind, sum(calls) as calls, sum(failed) as failed,
       sum(sum(calls)) over (partition by month_utc) as calls_of_the_month,
       limits.calls_per_month_max,
       limits.calls_per_month_max - sum(sum(calls)) over (partition by month_utc) as calls_left
from backfill.api_usage
cross join backfill.limits
group by month_utc, entity, kind, limits.calls_per_month_max
order by month_utc desc, entity, kind;
