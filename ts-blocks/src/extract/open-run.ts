import { ENTITIES } from "../entities/entity";
import { ConfigError } from "../errors";
import { DAY_MS, millisOf, type UtcInstant, utcInstant, type Window } from "../job/instants";
import type { Job } from "../job/job";
import { utcDayWindows } from "../job/windows";
import { type CountAnswer, readCompanyName, readCount, readPage } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import { selectAll, selectCount } from "../qbo/statement";
import type { Warehouse } from "../warehouse/database/connection";
import {
  type Company,
  type KnownCompany,
  knownAs,
  knownCompany,
  rememberCompany,
  requireSameCompany,
} from "../warehouse/ledger/company";
import {
  abandonRuns,
  createRun,
  type Run,
  takeUpRun,
  unfinishedElsewhere,
  unfinishedRun,
} from "../warehouse/ledger/runs";
import { type Estimate, estimate, planSegments, settledRange } from "./plan";
import { countParts } from "./whole/count-parts";
import { partsOf } from "./whole/parts";

export interface OpenRunContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly job: Job;
  readonly company: Company;
  readonly pipeline: string;
  readonly magePipelineRunId: number | null;
  readonly now: () => number;
  readonly log: OpenRunEvents;
}

/** What a person wants to hear of while the run to work on is found or made. */
export interface OpenRunEvents {
  plan(plan: Estimate & { readonly range: Window; readonly records: number }, dryRun: boolean): void;
  company(name: string | null, environment: string): void;
  clipped(asked: Window, range: Window): void;
  startedOver(runs: number): void;
  resumed(run: Run): void;
  unfinished(runs: number, pages: number): void;
}

/**
 * The run to work on: the one of the same range that broke off, or a new one. Undefined after a dry run, which tells the
 * plan and writes nothing. Hold the entity's lock.
 */
export async function openRun(context: OpenRunContext): Promise<Run | undefined> {
  const { warehouse, job, company, log } = context;
  const known = await knownCompany(warehouse.db);
  if (known !== undefined) requireSameCompany(known, company);
  if (job.resume && !job.dryRun) {
    const broken = await unfinishedRun(warehouse.db, job.entity, job.range);
    if (broken !== undefined && !isOutOfDate(broken, job, context.now())) {
      log.resumed(broken);
      if (broken.range.end !== job.range.end) log.clipped(job.range, broken.range);
      await takeUpRun(warehouse.db, broken.runId, {
        pipeline: context.pipeline,
        magePipelineRunId: context.magePipelineRunId,
        pageSize: job.pageSize,
      });
      return broken;
    }
  }
  return startRun(context, known);
}

/**
 * A run whose range reached into the present ends where the present was. Taken up a day later it would say "complete" of a
 * range that has grown since, so it is started over.
 */
function isOutOfDate(run: Run, job: Job, nowMs: number): boolean {
  return run.range.end !== job.range.end && nowMs - millisOf(run.range.end) > DAY_MS;
}

async function startRun(context: OpenRunContext, known: KnownCompany | undefined): Promise<Run | undefined> {
  const { warehouse, qbo, job, company, log } = context;
  const { count, sourceTime } = await firstCount(qbo, job);
  const sourceNow = sourceTime ?? utcInstant(context.now());
  const range = requireSettled(job, sourceNow);
  if (range.end !== job.range.end) log.clipped(job.range, range);
  const reads = ENTITIES[job.entity].reads;
  const plan = estimate(range, count, job, reads);
  log.plan({ range, records: count, ...plan }, job.dryRun);
  if (job.dryRun) return undefined;

  const others = await unfinishedElsewhere(warehouse.db, job.entity, job.range);
  if (others.runs > 0) log.unfinished(others.runs, others.pages);
  const seen = known ?? knownAs((await qbo.companyInfo(readCompanyName)).value ?? null, company);
  log.company(seen.name, seen.environment);
  return warehouse.transaction(async (db) => {
    await rememberCompany(db, seen);
    // Another pipeline may have been the first to write, and for another company.
    requireSameCompany((await knownCompany(db)) ?? seen, company);
    const abandoned = await abandonRuns(db, job.entity, job.range);
    if (abandoned > 0) log.startedOver(abandoned);
    return createRun(db, {
      entity: job.entity,
      pipeline: context.pipeline,
      magePipelineRunId: context.magePipelineRunId,
      reads,
      range,
      requestedEnd: job.range.end,
      pageSize: job.pageSize,
      maxDaysPerQuery: job.maxDaysPerQuery,
      planned: { count, at: sourceNow },
      plannedCalls: plan.calls,
      // A list that is read whole is one stretch, whatever the days.
      segments: reads === "whole" ? [range] : planSegments(range, job, count),
      windows: reads === "whole" ? [range] : utcDayWindows(range),
    });
  });
}

/** How many records to expect; 0 where QuickBooks does not count the entity. */
async function firstCount(qbo: QboClient, { entity, range }: Job): Promise<CountAnswer> {
  if (ENTITIES[entity].reads === "whole") {
    const parts = await partsOf(qbo, entity, range);
    const counted = await countParts(qbo, entity, parts);
    if (counted !== undefined) return counted;
    // What is not counted may not be there at all: a page says which.
    const statement = selectAll(ENTITIES[entity], { startPosition: 1, maxResults: 1, condition: parts[0] }, false);
    await qbo.query("page", statement, (body) => readPage(body, ENTITIES[entity]));
    return { count: 0, sourceTime: undefined };
  }
  return (await qbo.query("count", selectCount(ENTITIES[entity], range), readCount)).value;
}

function requireSettled(job: Job, sourceNow: UtcInstant): Job["range"] {
  const range = settledRange(job.range, sourceNow);
  if (range !== undefined) return range;
  throw new ConfigError(
    "RANGE_IN_THE_FUTURE",
    `The range starts at ${job.range.start}, which is not a minute in the past yet.`,
    {
      remedy: "Choose a fecha_inicio in the past; all times are UTC.",
    },
  );
}
