import { ENTITIES, type EntityName, nameOf } from "../entities/entity";
import { ConfigError, TransientError } from "../errors";
import { DAY_MS, millisOf, type TimeRange, type UtcInstant, utcInstant } from "../job/instants";
import type { Job } from "../job/job";
import { utcDayWindows } from "../job/windows";
import { type CountAnswer, readPage } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import { Dialect } from "../qbo/dialect";
import { type CountScope, selectAll, selectCount } from "../qbo/statement";
import type { Warehouse } from "../warehouse/database/connection";
import { abandonRuns, takeUpRun, unfinishedElsewhere, unfinishedRun } from "../warehouse/ledger/broken-off-runs";
import {
  type Company,
  type KnownCompany,
  knownAs,
  knownCompany,
  rememberCompany,
  requireSameCompany,
} from "../warehouse/ledger/company";
import { countRows } from "../warehouse/ledger/held";
import { createRun, provenUpTo, type Run } from "../warehouse/ledger/runs";
import { countOne } from "./count-one";
import { countBesideOthers } from "./other-controls";
import { type Estimate, estimate, planSegments, settledRange } from "./plan";
import type { Sharing } from "./sharing";
import { countParts } from "./whole/count-parts";
import { Parts } from "./whole/parts";

export interface OpenRunContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly job: Job;
  readonly company: Company;
  readonly pipeline: string;
  readonly magePipelineRunId: number | null;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: OpenRunEvents;
  /** Asks QuickBooks for the company's name. A load asks once for all its entities. */
  readonly companyName: () => Promise<string | null>;
  readonly sharing?: Sharing | undefined;
  /** What QuickBooks accepts in the entity's statements. */
  readonly dialect?: Dialect | undefined;
  /** The parts of a list that is read whole. */
  readonly parts?: Parts | undefined;
}

/** What the operator should hear of while the run is found or made. */
export interface OpenRunEvents {
  plan(plan: Estimate & { readonly range: TimeRange; readonly records: number }, dryRun: boolean): void;
  company(name: string | null, environment: string): void;
  clipped(asked: TimeRange, range: TimeRange): void;
  earlierStart(asked: TimeRange, range: TimeRange): void;
  /** QuickBooks counts no records in the range. */
  nothing(found: { entity: EntityName; everything: number; heldInRange: number }): void;
  startedOver(runs: number): void;
  resumed(run: Run): void;
  unfinished(runs: number, pages: number): void;
}

/**
 * The run to work on: a broken-off run of the same range, or else a new one. Undefined after a dry run, which reports the
 * plan and writes nothing. The caller must hold the entity's lock.
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
        keepVersions: job.keepVersions,
      });
      return broken;
    }
  }
  return startRun(context, known);
}

/**
 * A run whose requested range reached into the present ends at the moment when it was planned. A day later such a run would
 * say "complete" about a range that has grown since. So it is started over.
 */
function isOutOfDate(run: Run, job: Job, nowMs: number): boolean {
  return run.range.end !== job.range.end && nowMs - millisOf(run.range.end) > DAY_MS;
}

async function startRun(context: OpenRunContext, known: KnownCompany | undefined): Promise<Run | undefined> {
  const { warehouse, job, company, log } = context;
  const reads = ENTITIES[job.entity].reads;
  const asked = reads === "whole" ? job.range : await askedRange(context);
  const { range, count, sourceNow } = await countSettled(context, asked);
  const plan = estimate(range, count, job, reads);
  log.plan({ range, records: count, ...plan }, job.dryRun);
  if (count === 0 && reads === "by-change") await lookAgainAtNothing(context, range);
  if (job.dryRun) return undefined;

  const others = await unfinishedElsewhere(warehouse.db, job.entity, job.range);
  if (others.runs > 0) log.unfinished(others.runs, others.pages);
  // Tried and lost: to ask for the name beside the count. It saves 150 ms of a first load, but two callers sign in then: when one
  // gives up, the other begins again with a token that may be spent.
  const seen = known ?? knownAs(await context.companyName(), company);
  log.company(seen.name, seen.environment);
  return warehouse.transaction(async (db) => {
    await rememberCompany(db, seen);
    // Another pipeline may have written first, and for another company.
    requireSameCompany((await knownCompany(db)) ?? seen, company);
    const goingOn = job.goesOn === true ? context.pipeline : null;
    const abandoned = await abandonRuns(db, job.entity, job.range, goingOn);
    if (abandoned > 0) log.startedOver(abandoned);
    return createRun(db, {
      entity: job.entity,
      pipeline: context.pipeline,
      magePipelineRunId: context.magePipelineRunId,
      reads,
      range,
      requested: job.range,
      pageSize: job.pageSize,
      maxDaysPerQuery: job.maxDaysPerQuery,
      planned: { count, at: sourceNow },
      plannedCalls: plan.calls,
      // A list that is read whole has one stretch, however many days the range has.
      segments: reads === "whole" ? [range] : planSegments(range, job, count),
      windows: reads === "whole" ? [range] : utcDayWindows(range),
      keepVersions: job.keepVersions,
    });
  });
}

/** The number of records to expect; 0 if QuickBooks does not count the entity. */
async function firstCount({ qbo, job, sharing, ...context }: OpenRunContext, range: TimeRange): Promise<CountAnswer> {
  const { entity } = job;
  const { dialect = new Dialect(ENTITIES[entity]), parts = new Parts(qbo, entity, sharing) } = context;
  // The rows of dates are counted when they are read.
  if (parts.areDates) return { count: await parts.rows(range), sourceTime: undefined };
  if (ENTITIES[entity].reads === "whole") {
    const conditions = await parts.of(range);
    const counted = await countParts(qbo, dialect, conditions, sharing);
    if (counted !== undefined) return counted;
    // The company may not have an entity that is not counted. Its first page shows whether it does.
    const first = { startPosition: 1, maxResults: 1, condition: conditions[0] };
    await dialect.ask(["active"], (asked) =>
      qbo.query("page", selectAll(dialect.facts(asked), first, false), (body) => readPage(body, ENTITIES[entity])),
    );
    return { count: 0, sourceTime: undefined };
  }
  return countOne(qbo, selectCount(ENTITIES[entity], range), sharing);
}

/** The range of the job. It starts earlier if the run before it could not prove all that it was asked for. */
async function askedRange({ warehouse, job, log }: OpenRunContext): Promise<TimeRange> {
  const start = await provenUpTo(warehouse.db, job.entity, job.range.start);
  if (start === undefined) return job.range;
  const asked = { ...job.range, start };
  log.earlierStart(job.range, asked);
  return asked;
}

/** The part of a range that is old enough to be read, and how many records the source counts in it. */
async function countSettled(
  context: OpenRunContext,
  asked: TimeRange,
): Promise<{ range: TimeRange; count: number; sourceNow: UtcInstant }> {
  const { job, log, now } = context;
  const count = (range: TimeRange) => firstCount(context, range);
  const first = await count(asked);
  const range = requireSettled(asked, first.sourceTime ?? utcInstant(now()));
  if (range.end === asked.end || ENTITIES[job.entity].reads === "whole") {
    if (range.end !== asked.end) log.clipped(asked, range);
    return { range, count: first.count, sourceNow: first.sourceTime ?? utcInstant(now()) };
  }
  log.clipped(asked, range);
  const settled = await count(range);
  return { range, count: settled.count, sourceNow: settled.sourceTime ?? utcInstant(now()) };
}

/** Pause between two counts of a source that counts nothing. A short outage is over after that. */
const SECOND_LOOK_MS = 5_000;

/**
 * A count of 0 is true for many ranges. But in an outage QuickBooks also answered 0 for every type of transaction. So if the
 * table holds records, 0 is counted a second time, and the log says how many records lie outside of the range.
 *
 * @throws TransientError `QBO_EMPTY` when the table holds records and QuickBooks counts none at all.
 */
async function lookAgainAtNothing(
  { warehouse, qbo, job, log, sleep, sharing }: OpenRunContext,
  range: TimeRange,
): Promise<void> {
  const count = async (scope: CountScope) =>
    (await countOne(qbo, selectCount(ENTITIES[job.entity], scope), sharing)).count;
  const held = await countRows(warehouse.db, job.entity, range);
  let [inRange, everything] = [0, await count({})];
  if (held.inRange > 0 || (everything === 0 && held.inAll > 0)) {
    await sleep(SECOND_LOOK_MS);
    [inRange, everything] = [await count(range), await count({})];
  }
  if (everything === 0 && held.inAll > 0 && !(job.confirmDeletes && (await othersAreShown({ warehouse, qbo, job })))) {
    throw new TransientError(
      "QBO_EMPTY",
      `QuickBooks counts no ${nameOf(job.entity, "en")} at all, and this database holds ${held.inAll}.`,
      { remedy: EMPTY_REMEDY },
    );
  }
  log.nothing({ entity: job.entity, everything, heldInRange: inRange === 0 ? held.inRange : 0 });
}

/** What to do when QuickBooks shows no record of an entity of which the table holds some. */
export const EMPTY_REMEDY =
  "Look whether QuickBooks shows them; if it does, run again later; if all of them were deleted, run again with the variable confirm_deletes set to true. Nothing was read or changed.";

/** An operator's word that all records of an entity are gone is not taken while QuickBooks shows nothing of others either. */
async function othersAreShown({ warehouse, qbo, job }: Pick<OpenRunContext, "warehouse" | "qbo" | "job">) {
  const { count, others } = await countBesideOthers({ warehouse, qbo, entity: job.entity });
  return count === 0 && others > 0;
}

function requireSettled(asked: TimeRange, sourceNow: UtcInstant): TimeRange {
  const range = settledRange(asked, sourceNow);
  if (range !== undefined) return range;
  throw new ConfigError(
    "RANGE_IN_THE_FUTURE",
    `The range starts at ${asked.start}, which is not a minute in the past yet.`,
    {
      remedy: "Choose a fecha_inicio in the past; all times are UTC.",
    },
  );
}
