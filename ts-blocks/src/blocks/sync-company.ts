import { ENTITIES, type EntityName } from "../entities/entity";
import { ConfigError } from "../errors";
import { factsAsBackfilled } from "../extract/sync/asked-facts";
import { countsDiffer } from "../extract/sync/counts-differ";
import { planSync } from "../extract/sync/plan-sync";
import { isCounted } from "../extract/sync/questions";
import { endReading, readDiffering } from "../extract/sync/sync-one";
import { isUncounted } from "../extract/whole/count-parts";
import { utcInstant } from "../job/instants";
import type { SyncJob } from "../job/sync-job";
import { logSynced, logSyncLeavesOut, logSyncUncounted } from "../log/sync-log";
import { logSyncPlan } from "../log/sync-plan-log";
import type { QboClient } from "../qbo/client";
import { Counts } from "../qbo/counts";
import { selectCount } from "../qbo/statement";
import type { Warehouse } from "../warehouse/database/connection";
import { EntityLocks } from "../warehouse/database/entity-locks";
import { knownCompany, requireSameCompany } from "../warehouse/ledger/company";
import { liveAfter, liveAfterEach, liveRowsOf } from "../warehouse/ledger/live-rows";
import { bookFailures } from "../warehouse/ledger/loads";
import { type Mark, readMarks } from "../warehouse/ledger/marks";
import { bookWholeCounts, type WholeCount } from "../warehouse/ledger/sync-runs";
import { unavailableAmong } from "../warehouse/ledger/syncs";
import { eachEntity } from "./each-entity";
import { judgeMarks, startOf } from "./judge-marks";
import { type One, openSync, type Syncing } from "./open-sync";
import { readTogether } from "./read-together";
import type { Output } from "./run-block";
import { SyncCounts } from "./sync-counts";

/** Records may be edited while they are counted. So counts are repeated this often before the differing days are looked for. */
const ROUNDS_MAX = 2;
const SWEEPS_MAX = 2;

/** Reads what has changed in each entity since its mark, and proves that the table holds every record of the company. */
export async function syncCompany(loading: Omit<Syncing, "factsOf">): Promise<Output> {
  const { context, warehouse, job, usage } = loading;
  const known = await knownCompany(warehouse.db);
  if (known !== undefined) requireSameCompany(known, loading.company);
  const marks = await marksOf(warehouse, job);
  const syncing = { ...loading, factsOf: await factsAsBackfilled(warehouse.db, job.entities) };
  const locks = await EntityLocks.open(warehouse, context.clock);
  let loadId: number | undefined;
  try {
    const sync = new CompanySync(syncing, marks, locks, (id) => {
      loadId = id;
    });
    return await Promise.race([sync.run(), locks.lost]);
  } finally {
    if (loadId !== undefined) await usage.bookingLoad(warehouse.db, loadId).catch(() => undefined);
    locks.close();
  }
}

/** @throws ConfigError `NO_MARK` naming the entities that no backfill has proven and that the company may have. */
async function marksOf(warehouse: Warehouse, { entities }: SyncJob): Promise<readonly Mark[]> {
  const marks = new Map((await readMarks(warehouse.db, entities)).map((mark) => [mark.entity, mark]));
  const absent = await unavailableAmong(warehouse.db, entities);
  const unproven = entities.filter((entity) => !marks.has(entity) && !absent.has(entity));
  if (unproven.length > 0) {
    throw new ConfigError("NO_MARK", `No backfill has been complete yet of: ${unproven.join(", ")}.`, {
      remedy: `Run qb_company_backfill with entities set to ${unproven.join(",")} over the whole history, or leave these entities out of the sync's variable entities; nothing was read.`,
    });
  }
  if (marks.size === 0) {
    throw new ConfigError(
      "NO_MARK",
      `QuickBooks said of each that this company does not have it: ${entities.join(", ")}.`,
      {
        remedy:
          "Run qb_company_backfill with these entities, which asks for them again, or name others in the sync's variable entities; nothing was read.",
      },
    );
  }
  return entities.flatMap((entity) => marks.get(entity) ?? []);
}

class CompanySync {
  private readonly qbo: QboClient;
  private readonly counts: Counts;
  private readonly startCounts: SyncCounts;
  private ones: readonly One[] = [];
  private proves = false;
  private loadId: number | undefined;

  constructor(
    private readonly syncing: Syncing,
    private readonly marks: readonly Mark[],
    private readonly locks: EntityLocks,
    private readonly onLoad: (loadId: number) => void,
  ) {
    this.qbo = syncing.clientFor(syncing.usage);
    this.counts = new Counts(this.qbo);
    this.startCounts = new SyncCounts(this.counts, syncing);
  }

  async run(): Promise<Output> {
    const { context, warehouse, job, usage, tokenClock } = this.syncing;
    const free = await this.lock();
    const marked = free.map((mark) => ({ entity: mark.entity, start: startOf(mark, job) }));
    const { refusals } = this.startCounts;
    const witnesses = await this.startCounts.witnessesAmong(marked);
    const neverCounted = neverCountedAmong(free);
    const changes = await this.startCounts.changes(marked, { witnesses, neverCounted });
    await tokenClock.book();
    const sourceNow = [...changes.values()].map(({ at }) => at).sort()[0] ?? utcInstant(context.clock.now());
    const { judged, proves } = await judgeMarks(warehouse, job, free, {
      sourceNow,
      uncounted: this.startCounts.uncounted,
    });
    if (job.dryRun) {
      const all = judged.map(({ mark, thorough }) => ({ entity: mark.entity, thorough }));
      const read = all.filter(({ entity }) => !refusals.has(entity));
      const live = await liveRowsOf(
        warehouse.db,
        all.map(({ entity }) => entity),
      );
      logSyncPlan(context.bridge, planSync(read, changes, { proves, witnesses, neverCounted, live, job }), [
        ...refusals.keys(),
      ]);
      return { run_id: null, dry_run: true };
    }
    const opened = await openSync(this.syncing, judged, proves, changes, sourceNow);
    this.ones = opened.ones;
    this.proves = proves || this.startCounts.showsAnEmptyOne;
    this.loadId = opened.loadId;
    this.onLoad(opened.loadId);
    let open = this.ones;
    for (let round = 1, counted = changes; ; round++) {
      await this.endRefused();
      open = open.filter(({ failed }) => failed === undefined);
      if (!(await readTogether(this.syncing, this.qbo, open, counted))) this.proves = true;
      open = await this.differing(open);
      if (open.length === 0 || round === ROUNDS_MAX) break;
      counted = await this.startCounts.changes(open);
    }
    // A deletion that change data capture did not name may be hidden by a record that was added with an old time stamp.
    const compared = this.ones.filter((one) => {
      const isAsked = job.sweep === "full" || mustBeCompared(one) || (one.thorough && job.sweep !== "off");
      return isAsked && one.failed === undefined && ENTITIES[one.entity].reads === "by-change";
    });
    open = [...new Set([...open, ...compared])];
    for (let sweeps = 1; sweeps <= SWEEPS_MAX; sweeps++) {
      const swept = open.filter((one) => job.sweep !== "off" || mustBeCompared(one));
      if (swept.length === 0) break;
      await this.each(swept, async (one) => {
        const isFull = one.thorough || mustBeCompared(one) || job.sweep === "full" || sweeps > 1;
        await readDiffering(one.context, isFull);
      });
      open = await this.differing(open);
    }
    await this.each(open, async ({ entity, context: own }) => {
      const [counted] = await this.counts.of([selectCount(this.syncing.factsOf(entity), {})]);
      const source = counted?.kind === "counted" ? counted.count : 0;
      throw await countsDiffer(own, source, await liveAfter(warehouse.db, own));
    });
    const read = this.ones.filter(({ failed }) => failed === undefined);
    const staged = await endReading(
      warehouse,
      read.map((one) => one.context),
    );
    for (const one of read) one.changed = staged.get(one.context.runId) ?? 0;
    return this.end(usage.total);
  }

  /**
   * Takes the locks of all entities that no other program works on. The next sync reads the other entities.
   *
   * @returns the marks of the entities that were taken.
   * @throws TransientError `ENTITY_BUSY` when other programs work on all of them.
   */
  private async lock(): Promise<readonly Mark[]> {
    const taken = await this.locks.tryTakeAll(this.marks.map(({ entity }) => entity));
    const free = this.marks.filter(({ entity }) => taken.includes(entity));
    const [busyMark] = this.marks;
    if (free.length === 0 && busyMark !== undefined) {
      // This fails and names the program, unless that program has just ended.
      await this.locks.take(busyMark.entity, { waitMs: 0 });
      free.push(busyMark);
    }
    const busy = this.marks.filter((mark) => !free.includes(mark)).map(({ entity }) => entity);
    if (busy.length > 0) logSyncLeavesOut(this.syncing.context.bridge, busy);
    return free;
  }

  /** Ends each entity that QuickBooks refused to count. */
  private async endRefused(): Promise<void> {
    const { refusals } = this.startCounts;
    await this.each(
      this.ones.filter(({ entity }) => refusals.has(entity)),
      async ({ entity }) => {
        throw refusals.get(entity);
      },
    );
  }

  /** @returns the entities whose count at QuickBooks differs from the number of rows that will be live. */
  private async differing(ones: readonly One[]): Promise<One[]> {
    if (!this.proves) return [];
    const asked = ones.filter(({ entity, failed }) => failed === undefined && ENTITIES[entity].asked === undefined);
    const outcomes = await this.counts.of(asked.map(({ entity }) => selectCount(this.syncing.factsOf(entity), {})));
    const { db } = this.syncing.warehouse;
    const live = await liveAfterEach(
      db,
      asked.map(({ context }) => context),
    );
    const agreeing: WholeCount[] = [];
    const differing: One[] = [];
    await this.each(asked, async (one) => {
      const outcome = outcomes[asked.indexOf(one)];
      if (outcome === undefined) return;
      if (outcome.kind === "refused") {
        // A difference that is known does not go away because the next count is refused.
        if (one.isWhole === false || !isUncounted(one.entity, outcome.error)) throw outcome.error;
        this.startCounts.uncounted.add(one.entity);
        return;
      }
      const { runId } = one.context;
      const { count, sourceTime: at } = outcome;
      one.isWhole = live.get(runId) === count;
      if (!one.isWhole) differing.push(one);
      else if (at !== undefined) agreeing.push({ runId, at, count });
    });
    await bookWholeCounts(db, agreeing);
    return differing;
  }

  private each(ones: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
    return eachEntity(this.syncing, ones, work);
  }

  private async end(calls: number): Promise<Output> {
    const { context, warehouse } = this.syncing;
    const failures = this.ones.flatMap(({ failed }) => (failed === undefined ? [] : [failed.failure]));
    const read = this.ones.filter(({ failed }) => failed === undefined);
    if (this.loadId === undefined) return { run_id: null, dry_run: true };
    await bookFailures(warehouse.db, this.loadId, failures);
    const firstFailure = this.ones.find(({ failed }) => failed !== undefined)?.failed;
    if (read.length === 0 && firstFailure !== undefined) throw firstFailure.error;
    const uncounted = read.map(({ entity }) => entity).filter((entity) => this.startCounts.uncounted.has(entity));
    if (uncounted.length > 0) logSyncUncounted(context.bridge, uncounted);
    const sum = (of: (one: One) => number) => read.reduce((total, one) => total + of(one), 0);
    logSynced(context.bridge, {
      changed: sum(({ changed }) => changed),
      removed: sum(({ removed }) => removed),
      failed: failures.length,
      whole: read.filter(({ isWhole }) => isWhole).length,
      calls: calls + sum((one) => one.context.usage.total),
    });
    const runIds = read.map((one) => one.context.runId);
    return {
      run_id: runIds[0] ?? null,
      run_ids: runIds,
      load_id: this.loadId,
      dry_run: false,
      entities: this.ones.map(({ entity }) => entity),
      failed: failures.map(({ entity }) => entity),
      calls: calls + sum((one) => one.context.usage.total),
    };
  }
}

/** @returns the lists that no count has ever proven whole, and that a sync does not count before it reads them. */
function neverCountedAmong(marks: readonly Mark[]): EntityName[] {
  const never = marks.filter(({ entity, wholeAt }) => wholeAt === null && ENTITIES[entity].asked === undefined);
  return never.map(({ entity }) => entity).filter((entity) => !isCounted(entity));
}

/**
 * Whether every record of the entity must be compared, because equal counts prove nothing: a change was not read, or the table is
 * from another backup than the ledger. The variable `sweep` does not stop this comparison.
 */
function mustBeCompared({ short, fromBackup }: One): boolean {
  return short === true || fromBackup;
}
