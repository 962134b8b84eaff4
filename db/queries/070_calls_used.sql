-- How many calls to QuickBooks does the month hold, how much of our limit is left, and which runs' calls were they?
-- The month also counts the calls of dry runs and of killed programs. It does not count sign-ins (token) or refused calls.
-- The month counts each question of a batch as a call. A run counts a batch as one call.
-- ¿Cuántas llamadas a QuickBooks tiene el mes, cuánto queda de nuestro límite, y de qué corridas fueron?
-- El mes cuenta además los dry run y lo que pidió un programa detenido; no los inicios de sesión (token) ni lo rechazado.
-- En el mes cada pregunta de un lote es una llamada; de una corrida, un lote es una.
with of_runs as (
  select month_utc, entity, kind, sum(calls) as calls, sum(failed) as failed
  from backfill.api_usage
  group by month_utc, entity, kind
)
select month_utc, month.calls as calls_of_the_month, limits.calls_per_month_max,
       limits.calls_per_month_max - month.calls as calls_left,
       of_runs.entity, of_runs.kind, of_runs.calls, of_runs.failed
from backfill.call_month as month
cross join backfill.limits
left join of_runs using (month_utc)
order by month_utc desc, entity, kind;
