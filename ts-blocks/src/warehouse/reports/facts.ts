import { type EntityName, rawTable } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import type { RunState } from "../ledger/runs";
import { type Check, checkRun, checkStatements } from "../raw/checks";
import { type Notice, readNotices } from "../raw/drift";
import { type DayFacts, readDays } from "./days";
import { type OutsideRecords, readOutside } from "./outside-records";
import { type PreviousRun, readPreviousRun } from "./previous-run";
import { type RejectedFacts, readRejected } from "./rejected-records";
import { callsStatement, comparisonStatement } from "./statements";

/** Everything that a run's report says. It holds no record's content, and so no amount of money. */
export interface ReportFacts {
  /** Postgres' clock when these facts were read. */
  readonly takenAt: UtcInstant;
  readonly company: { readonly name: string | null; readonly environment: string } | undefined;
  readonly run: RunFacts;
  readonly days: readonly DayFacts[];
  readonly calls: readonly CallFacts[];
  /** Calls in the months in which this run called, by all runs and dry runs. The cap applies to this number. */
  readonly months: readonly { readonly month: string; readonly calls: number }[];
  /** The operator's own cap of calls a month. */
  readonly monthlyCap: number | null;
  readonly rejected: RejectedFacts;
  readonly outside: OutsideRecords;
  readonly notices: readonly Notice[];
  readonly previous: PreviousRun | undefined;
  readonly checks: readonly ReportCheck[];
  /** Statements for questions that the checks do not cover. */
  readonly statements: { readonly calls: string; readonly comparison: string | undefined };
}

export interface RunFacts {
  readonly runId: number;
  readonly entity: EntityName;
  readonly table: string;
  readonly pipeline: string;
  readonly magePipelineRunId: number | null;
  readonly rangeStart: UtcInstant;
  readonly rangeEnd: UtcInstant;
  readonly requestedEnd: UtcInstant;
  readonly pageSize: number;
  readonly state: RunState;
  readonly attempts: number;
  readonly pages: number;
  readonly plannedCount: number;
  /** Null for a run of an older version that did not keep it. */
  readonly plannedCalls: number | null;
  readonly sourceCount: number | null;
  readonly distinctCount: number | null;
  /** How many of the distinct records have left the range since they were read; null before the proof. */
  readonly departedCount: number | null;
  /** What settled the proof; null before the proof, and for a list that was read whole. */
  readonly proof: "counts" | "ids" | null;
  readonly reads: "by-change" | "whole";
  /** Why the company does not have the entity; null for any other run. */
  readonly unavailableCode: string | null;
  readonly unavailableText: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly startedAt: UtcInstant;
  readonly fetchedAt: UtcInstant | null;
  readonly loadedAt: UtcInstant | null;
  readonly finishedAt: UtcInstant | null;
  readonly exportMs: number;
  /** Elapsed time. If the run stopped during a block, that block counts until its end, or until now. */
  readonly clockMs: { readonly loader: number; readonly exporter: number; readonly validator: number };
}

/** Calls of one kind in one month. Times are added up over all workers. */
export interface CallFacts {
  readonly month: string;
  readonly kind: string;
  readonly calls: number;
  readonly failed: number;
  readonly limitMs: number;
  readonly sourceMs: number;
  readonly stagingMs: number;
}

export interface ReportCheck extends Check {
  /** The statement that asks the check again. */
  readonly statement: string;
}

/**
 * Reads what the report of a run says; undefined if there is no such run.
 *
 * @param known the answers to the checks, if they were asked a moment ago: on a large table they take long.
 */
export async function readReportFacts(
  db: Db,
  runId: number,
  known?: readonly Check[],
): Promise<ReportFacts | undefined> {
  const run = await readRunFacts(db, runId);
  if (run === undefined) return undefined;
  // A run that has nothing to read has nothing to check.
  const checks = run.state === "unavailable" ? [] : (known ?? (await checkRun(db, run.entity, runId)));
  const statements = checkStatements(run.entity, runId);
  const calls = await readCalls(db, runId);
  const previous = await readPreviousRun(db, runId);
  return {
    ...(await readPlace(db)),
    run: { ...run, table: rawTable(run.entity) },
    days: await readDays(db, runId),
    calls,
    months: await readMonths(db, [...new Set(calls.map(({ month }) => month))]),
    rejected: await readRejected(db, runId),
    outside: await readOutside(db, runId),
    notices: await readNotices(db, runId),
    previous,
    checks: checks.map((check, place) => ({ ...check, statement: statements[place] ?? "" })),
    statements: {
      calls: callsStatement(runId),
      comparison: previous && comparisonStatement(runId, previous.before.runId),
    },
  };
}

async function readRunFacts(db: Db, runId: number): Promise<Omit<RunFacts, "table"> | undefined> {
  const { rows } = await db.query<Omit<RunFacts, "table">>(
    `select run_id as "runId", entity, pipeline, mage_pipeline_run_id as "magePipelineRunId",
            range_start_utc as "rangeStart", range_end_utc as "rangeEnd", requested_end_utc as "requestedEnd",
            page_size as "pageSize", state, attempts, pages, planned_count as "plannedCount",
            planned_calls as "plannedCalls", source_count as "sourceCount", distinct_count as "distinctCount", departed_count as "departedCount",
            proof, reads,
            unavailable_code as "unavailableCode", unavailable_text as "unavailableText", failure_code as "failureCode", failure_message as "failureMessage", started_at_utc as "startedAt",
            fetched_at_utc as "fetchedAt", loaded_at_utc as "loadedAt", finished_at_utc as "finishedAt",
            export_ms as "exportMs",
            json_build_object('loader', coalesce(round(1000 * extract(epoch from coalesce(fetched_at_utc, ended_at_utc) - started_at_utc)), 0),
                              'exporter', coalesce(round(1000 * extract(epoch from coalesce(loaded_at_utc, ended_at_utc) - fetched_at_utc)), 0),
                              'validator', coalesce(round(1000 * extract(epoch from ended_at_utc - loaded_at_utc)), 0)) as "clockMs"
     from backfill.run
     cross join lateral (select coalesce(finished_at_utc, now()) as ended_at_utc) as ended
     where run_id = $1`,
    [runId],
  );
  return rows[0];
}

export async function readPlace(db: Db): Promise<Pick<ReportFacts, "takenAt" | "company" | "monthlyCap">> {
  const { rows } = await db.query<{
    takenAt: UtcInstant;
    known: boolean;
    name: string | null;
    environment: string;
    monthlyCap: number | null;
  }>(
    `select date_trunc('second', now()) as "takenAt", company.only_row is not null as known, company.name,
            company.environment, limits.calls_per_month_max as "monthlyCap"
     from backfill.limits
     left join backfill.company using (only_row)`,
  );
  const place = rows[0];
  if (place === undefined) throw new RangeError("backfill.limits has no row");
  const { takenAt, known, name, environment, monthlyCap } = place;
  return { takenAt, company: known ? { name, environment } : undefined, monthlyCap };
}

async function readCalls(db: Db, runId: number): Promise<CallFacts[]> {
  const { rows } = await db.query<CallFacts>(
    `select to_char(month_utc, 'YYYY-MM') as month, kind, calls, failed,
            limit_ms as "limitMs", source_ms as "sourceMs", staging_ms as "stagingMs"
     from backfill.api_usage
     where run_id = $1
     order by month_utc, kind`,
    [runId],
  );
  return rows;
}

export async function readMonths(db: Db, months: readonly string[]): Promise<{ month: string; calls: number }[]> {
  const { rows } = await db.query<{ month: string; calls: number }>(
    `select to_char(month_utc, 'YYYY-MM') as month, calls
     from backfill.call_month
     where to_char(month_utc, 'YYYY-MM') = any ($1::text[])
     order by month_utc`,
    [months],
  );
  return rows;
}
