import type { Part, Progress } from "../src/console/progress";
import { ENTITY_NAMES, type EntityName } from "../src/entities/entity";
import type { TimeRange } from "../src/job/instants";
import type { MageApi, PipelineRun } from "../src/mage/api";
import { failureOf, watchRun } from "../src/mage/run";
import type { Trigger } from "../src/operator/stack-file";
import { type PostgresSettings, Warehouse } from "../src/warehouse/database/connection";
import { type RunSummary, readRunSummaries } from "../src/warehouse/reports/run-summary";

export const RUN_TIMEOUT_MS = 6 * 3_600_000;
const STATUS_MS = 1_000;
/** Shown between two blocks: Mage looks for the next block only every few seconds. */
const BETWEEN = "between blocks";

export interface DemoPlan {
  /** The demo starts the triggers of this stack. */
  stack: { readonly postgres: PostgresSettings; readonly triggers: Trigger[] };
  api: MageApi;
  range: TimeRange;
  progress: Progress;
  signal: AbortSignal;
}

export interface Outcome {
  /** `company` for a run of all entities, when the result does not belong to one entity. */
  entity: EntityName | "company";
  run: PipelineRun;
  /** Absent when the run failed before it had a row in the ledger. */
  summary: RunSummary | undefined;
  /** The sentence of the block that failed. */
  failure: string | undefined;
}

/** Triggers pipelines over Mage's API, as any program would, and waits until they end. */
export async function runPipelines(plan: DemoPlan): Promise<Outcome[]> {
  const { api, stack, progress, range, signal } = plan;
  const warehouse = await Warehouse.open(stack.postgres, "demo");
  const latest = new Map<string, PipelineRun>();
  const runIds: number[] = [];
  const summaries = () => readRunSummaries(warehouse.db, { magePipelineRunIds: runIds });
  const show = async () => {
    const now = await summaries();
    const line = statusLine(now);
    if (line !== undefined) progress.status(line, daysOf(now));
  };
  const ticker = setInterval(() => void show().catch(() => {}), STATUS_MS);
  try {
    const runs = await Promise.all(
      stack.triggers.map(async (trigger) => {
        const variables = { fecha_inicio: range.start, fecha_fin: range.end };
        const { id } = await api.trigger(trigger.scheduleId, trigger.token, variables);
        runIds.push(id);
        progress.say(`${trigger.pipeline} triggered, Mage's run ${id}`);
        const onPoll = (run: PipelineRun) => reportStep(trigger.entity ?? "company", latest, run, progress);
        return watchRun(api, id, { timeoutMs: RUN_TIMEOUT_MS, onPoll, signal });
      }),
    );
    clearInterval(ticker);
    const known = await summaries();
    return stack.triggers.flatMap(({ entity }, index) => outcomesOf(entity, runs[index] as PipelineRun, known));
  } finally {
    clearInterval(ticker);
    progress.clear();
    await warehouse.close();
  }
}

/** One outcome for each entity. A run of all entities has an outcome for each entity that it reached, in the order of a load. */
function outcomesOf(entity: Trigger["entity"], run: PipelineRun, known: readonly RunSummary[]): Outcome[] {
  const failure = failureOf(run);
  if (entity !== null) return [{ entity, run, summary: known.find((each) => each.entity === entity), failure }];
  const place = (summary: RunSummary) => ENTITY_NAMES.indexOf(summary.entity);
  const outcomes = [...known]
    .sort((one, other) => place(one) - place(other))
    .map((summary): Outcome => ({ entity: summary.entity, run, summary, failure: undefined }));
  if (run.status === "completed" && outcomes.length > 0) return outcomes;
  return [...outcomes, { entity: "company", run, summary: undefined, failure }];
}

/** Says which block runs now, when it is another one than before. */
export function reportStep(name: string, latest: Map<string, PipelineRun>, run: PipelineRun, progress: Progress): void {
  const before = step(latest.get(name));
  const now = step(run);
  latest.set(name, run);
  if (now !== before && now !== BETWEEN) progress.say(`${name}: ${now}`);
}

/** The running block, or the run's final status. */
function step(run: PipelineRun | undefined): string {
  if (run === undefined || run.status === "initial") return "waiting";
  if (run.status !== "running") return run.status;
  return run.block_runs.find(({ status }) => status === "running" || status === "queued")?.block_uuid ?? BETWEEN;
}

/**
 * One status for all runs together; undefined before the first of them has planned its days. It is short: beside the bar, a
 * terminal of 80 columns has room for 44 characters.
 */
export function statusLine(summaries: readonly RunSummary[]): string | undefined {
  const { done, total } = daysOf(summaries);
  if (total === 0) return undefined;
  const written = sum(summaries, (run) => run.inserted + run.updated);
  return `read ${sum(summaries, (run) => run.rows)}, written ${written}; days ${done}/${total}`;
}

function daysOf(summaries: readonly RunSummary[]): Part {
  return { done: sum(summaries, (run) => run.windowsLoaded), total: sum(summaries, (run) => run.windows) };
}

function sum(summaries: readonly RunSummary[], of: (summary: RunSummary) => number): number {
  return summaries.reduce((total, summary) => total + of(summary), 0);
}
