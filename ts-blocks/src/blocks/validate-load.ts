import type { Bridge } from "../bridge/bridge";
import { ENTITY_NAMES, type EntityName } from "../entities/entity";
import { BackfillError, CompletenessError } from "../errors";
import { entityLog } from "../log/entity-log";
import { logEntityFailed, logLoadVerdict } from "../log/load-log";
import type { Fields } from "../log/log";
import { logNotice, logReferences } from "../log/notice-log";
import type { ProvenRange } from "../log/range-words";
import { logLoadReport } from "../log/report-log";
import { postgresError, type Warehouse } from "../warehouse/database/connection";
import { holdingInTurn } from "../warehouse/database/lock";
import { bookLoadVerdict, type LoadKind, readLoad } from "../warehouse/ledger/loads";
import { type Run, recordFailure } from "../warehouse/ledger/runs";
import { checkRun } from "../warehouse/raw/checks";
import { readNotices } from "../warehouse/raw/drift";
import { noteOrphans } from "../warehouse/raw/references";
import { type RunSummary, readRunSummaries } from "../warehouse/reports/run-summary";
import { type CheckedRun, giveVerdicts, type JudgedRun, sayUnavailable, sayVerdict } from "./judge-run";
import { drawReport, keepReports } from "./keep-report";
import { failureOf, type Output } from "./run-block";
import { runsReadyFor } from "./upstream";
import { waitingForEntity } from "./waiting";

interface Failed {
  readonly entity: string;
  readonly code: string;
}

/**
 * Judges every run of a load, and then the load. A load is complete when each of its entities is complete, or when the
 * company does not have that entity.
 *
 * @throws CompletenessError `LOAD_INCOMPLETE`, naming the entities.
 */
export async function validateLoad(
  bridge: Bridge,
  warehouse: Warehouse,
  runIds: readonly number[],
  loadId: number,
): Promise<Output> {
  const load = await readLoad(warehouse.db, loadId);
  // Looking up the references reads every record. A sync costs what has changed, whatever the size of the company.
  if (load?.kind !== "sync") logReferences(bridge, await noteOrphans(warehouse.db, runIds));
  const runs = await runsReadyFor(warehouse.db, runIds, ["loaded", "complete", "incomplete", "unavailable"]);
  const failed: Failed[] = [];
  await holdingInTurn(warehouse, async (hold) => {
    const ofEntities = (entities: readonly EntityName[]) => runs.filter(({ entity }) => entities.includes(entity));
    const judge = async (entities: readonly EntityName[]) => {
      failed.push(...(await judgeRuns(bridge, warehouse, ofEntities(entities), load?.kind)));
    };
    const entities = runs.map(({ entity }) => entity);
    // The checks of a sync take moments, whatever the size of the tables. Those of a backfill read all that it has written.
    const left = load?.kind === "sync" ? await hold.free(entities, judge) : entities;
    for (const entity of left) await hold.one(entity, () => judge([entity]), waitingForEntity(bridge, entity));
  });
  const unread = load?.failures ?? [];
  const state = await bookLoadVerdict(warehouse.db, loadId);
  const missing = [...unread.map(({ entity, code }) => ({ entity, code })), ...failed];
  const summaries = await readRunSummaries(warehouse.db, { runIds });
  const count = (verdict: string) => summaries.filter((summary) => summary.verdict === verdict).length;
  logLoadVerdict(bridge, loadId, {
    complete: count("complete"),
    proven: provenByAll(summaries.filter((summary) => summary.verdict === "complete")),
    unavailable: count("unavailable"),
    missing: missing.map(({ entity }) => entity),
  });
  logLoadReport(bridge, loadId);
  if (missing.length > 0) throw incomplete(missing);
  const table = tableOf(summaries);
  return { run_id: runIds[0] ?? null, run_ids: [...runIds], load_id: loadId, dry_run: false, verdict: state, table };
}

/** One row for each entity, in the order in which entities are loaded. The columns that matter most come first. */
function tableOf(runs: readonly RunSummary[]): Fields[] {
  const place = ({ entity }: RunSummary) => ENTITY_NAMES.indexOf(entity);
  return [...runs]
    .sort((one, other) => place(one) - place(other))
    .map((run) => ({
      entity: run.entity,
      verdict: run.verdict,
      rows: run.rows,
      source_count: run.sourceCount === null ? "" : String(run.sourceCount),
      from_utc: run.verdict === "unavailable" ? "" : run.rangeStart,
      until_utc: run.verdict === "unavailable" ? "" : run.rangeEnd,
      inserted: run.inserted,
      updated: run.updated,
      changed: run.changed,
      stale: run.stale,
      rejected: run.rejected,
      windows: run.windows,
      pages: run.pages,
      calls: run.calls,
      run_id: run.runId,
    }));
}

/** The range that all of these runs have proven; undefined without runs. The runs end at slightly different moments. */
function provenByAll(runs: readonly RunSummary[]): ProvenRange | undefined {
  const [first] = runs;
  if (first === undefined) return undefined;
  return runs.reduce<ProvenRange>(
    (all, run) => ({
      rangeStart: all.rangeStart > run.rangeStart ? all.rangeStart : run.rangeStart,
      rangeEnd: all.rangeEnd < run.rangeEnd ? all.rangeEnd : run.rangeEnd,
      requestedEnd: run.requestedEnd,
    }),
    first,
  );
}

/** Planning the statement of a run that brought nothing takes Postgres longer than the answer, so two run at a time. */
const CHECKS_AT_ONCE = 2;

async function judgeRuns(
  bridge: Bridge,
  warehouse: Warehouse,
  runs: readonly Run[],
  kind: LoadKind | undefined,
): Promise<Failed[]> {
  const checked: CheckedRun[] = [];
  const left = runs.filter(({ state }) => state !== "unavailable");
  const checkNext = async () => {
    for (let run = left.shift(); run !== undefined; run = left.shift()) {
      const { entity, runId } = run;
      checked.push({ entity, runId, checks: await checkRun(warehouse.db, entity, runId) });
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(CHECKS_AT_ONCE, left.length) }, checkNext));
  const judged = new Map((await giveVerdicts(warehouse, checked)).map((run) => [run.runId, run]));
  const failed: Failed[] = [];
  for (const run of runs) {
    if (run.state !== "unavailable" && !judged.has(run.runId)) continue;
    const failure = await reportVerdict(bridge, warehouse, run, judged.get(run.runId), kind);
    if (failure !== undefined) failed.push(failure);
  }
  // A question that Postgres did not answer must not cost the other runs their verdicts.
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
  return failed;
}

/** @param judged undefined if the company does not have the entity. */
async function reportVerdict(
  bridge: Bridge,
  warehouse: Warehouse,
  run: Run,
  judged: JudgedRun | undefined,
  kind: LoadKind | undefined,
): Promise<Failed | undefined> {
  const { runId, entity } = run;
  const log = entityLog(bridge, entity);
  const isSync = kind === "sync";
  for (const notice of isSync ? [] : await readNotices(warehouse.db, runId)) {
    if (notice.kind === "orphans") logNotice(log, entity, notice);
  }
  try {
    if (judged === undefined) await sayUnavailable(log, warehouse, run);
    else {
      await sayVerdict(log, warehouse, judged);
      if (!isSync) await keepReports(log, warehouse, run, judged.checks);
    }
    return undefined;
  } catch (thrown) {
    const error = postgresError(thrown);
    if (!(error instanceof BackfillError) || !(error instanceof CompletenessError)) throw error;
    const { code, message, remedy } = failureOf(error.at({ run: runId }));
    const text = bridge.cleaned(`${message} ${remedy}`);
    logEntityFailed(log, { code, message: text });
    await recordFailure(warehouse.db, runId, { code, message: text });
    await drawReport(warehouse, runId).catch(() => undefined);
    return { entity, code };
  }
}

function incomplete(missing: readonly Failed[]): CompletenessError {
  const what = missing.map(({ entity, code }) => `${entity} (${code})`).join(", ");
  return new CompletenessError("LOAD_INCOMPLETE", `The load is not complete: ${what}.`, {
    remedy: "See the line qb.failed of each of these entities, correct what it names, and run the same load again.",
  });
}
