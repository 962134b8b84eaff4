import { FREE_READS_PER_MONTH } from "../job/budget";

/** Asks what the calls of a run's months have come to; for who wants to ask again. */
export function callsStatement(runId: number): string {
  return `select to_char(u.month_utc, 'YYYY-MM') as month,
       sum(u.calls) filter (where u.run_id = ${runId}) as this_run,
       sum(u.calls) as all_runs,
       coalesce(l.calls_per_month_max, ${FREE_READS_PER_MONTH}) as allowed
from backfill.api_usage u
cross join backfill.limits l
where u.kind <> 'token'
group by u.month_utc, l.calls_per_month_max
having bool_or(u.run_id = ${runId})
order by u.month_utc`;
}

/** Puts two runs of the same range side by side. */
export function comparisonStatement(runId: number, previousRunId: number): string {
  return `select r.run_id, r.state, r.source_count, sum(w.rows) as rows, sum(w.inserted) as inserted,
       sum(w.updated) as updated, sum(w.changed) as changed, sum(w.stale) as stale
from backfill.run r
join backfill.run_window w using (run_id)
where r.run_id in (${previousRunId}, ${runId})
group by r.run_id
order by r.run_id`;
}
