import { FREE_READS_PER_MONTH } from "../../job/budget";

/** The statement that counts the calls in a run's months, for anyone who wants to ask again. */
export function callsStatement(runId: number): string {
  return `select to_char(m.month_utc, 'YYYY-MM') as month, sum(u.calls) as this_run, m.calls as of_the_month,
       coalesce(l.calls_per_month_max, ${FREE_READS_PER_MONTH}) as allowed
from backfill.call_month m
join backfill.api_usage u using (month_utc)
cross join backfill.limits l
where u.run_id = ${runId} and u.kind <> 'token'
group by m.month_utc, m.calls, l.calls_per_month_max
order by m.month_utc`;
}

/** The statement that shows two runs of the same range side by side. */
export function comparisonStatement(runId: number, previousRunId: number): string {
  return `select r.run_id, r.state, r.source_count, sum(w.rows) as rows, sum(w.inserted) as inserted,
       sum(w.updated) as updated, sum(w.changed) as changed, sum(w.stale) as stale
from backfill.run r
join backfill.run_window w using (run_id)
where r.run_id in (${previousRunId}, ${runId})
group by r.run_id
order by r.run_id`;
}
