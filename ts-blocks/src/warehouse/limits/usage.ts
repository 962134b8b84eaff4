import type { EntityName } from "../../entities/entity";
import type { CallTime } from "../../job/call-time";
import type { Db } from "../database/connection";

interface Usage extends CallTime {
  readonly month: string;
  readonly kind: string;
  readonly calls: number;
  readonly failed: number;
  readonly stagingMs: number;
}

/**
 * Counts calls in memory and books them together with the next write, so that counting needs no round trip of its own. After
 * a kill -9, only the calls since the last staged page are missing.
 */
export class UsageMeter {
  private readonly unbooked = new Map<string, Usage>();
  private madeInAll = 0;

  constructor(private readonly now: () => number) {}

  /** Calls of this process, booked or not. */
  get total(): number {
    return this.madeInAll;
  }

  count(kind: string, ok: boolean, took: CallTime = { limitMs: 0, sourceMs: 0 }): void {
    this.add({ ...this.none(kind), ...took, calls: ok ? 1 : 0, failed: ok ? 0 : 1 });
    this.madeInAll++;
  }

  /** Adds the milliseconds that Postgres took to store the results of calls of this kind. */
  staged(kind: string, stagingMs: number): void {
    this.add({ ...this.none(kind), stagingMs });
  }

  /**
   * Books the unbooked calls together with what `work` writes. Calls that other workers make at the same time are booked the
   * next time. If `work` fails, no call is lost.
   *
   * @param work gets a function that books, and calls it in its transaction.
   */
  async booking<T>(
    runId: number,
    entity: EntityName,
    work: (book: (db: Db) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    return UsageMeter.bookingAll([{ usage: this, runId, entity }], work);
  }

  /** The same for the calls of several runs. */
  static async bookingAll<T>(
    runs: readonly { readonly usage: UsageMeter; readonly runId: number; readonly entity: EntityName }[],
    work: (book: (db: Db) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const taken = runs.flatMap((run) => [...run.usage.unbooked.values()].map((calls) => ({ ...run, calls })));
    for (const { usage } of runs) usage.unbooked.clear();
    try {
      return await work((db) => bookCalls(db, taken));
    } catch (error) {
      for (const { usage, calls } of taken) usage.add(calls);
      throw error;
    }
  }

  /** Books the calls that were made for all entities of a load together. */
  async bookingLoad(db: Db, loadId: number): Promise<void> {
    const taken = [...this.unbooked.values()];
    this.unbooked.clear();
    try {
      await bookLoadCalls(db, loadId, taken);
    } catch (error) {
      for (const usage of taken) this.add(usage);
      throw error;
    }
  }

  private none(kind: string): Usage {
    const month = `${new Date(this.now()).toISOString().slice(0, 7)}-01`;
    return { month, kind, calls: 0, failed: 0, limitMs: 0, sourceMs: 0, stagingMs: 0 };
  }

  private add(more: Usage): void {
    const key = `${more.month} ${more.kind}`;
    const kept = this.unbooked.get(key) ?? { ...this.none(more.kind), month: more.month };
    this.unbooked.set(key, {
      ...kept,
      calls: kept.calls + more.calls,
      failed: kept.failed + more.failed,
      limitMs: kept.limitMs + more.limitMs,
      sourceMs: kept.sourceMs + more.sourceMs,
      stagingMs: kept.stagingMs + more.stagingMs,
    });
  }
}

interface RunUsage {
  readonly runId: number;
  readonly entity: EntityName;
  readonly calls: Usage;
}

async function bookCalls(db: Db, usages: readonly RunUsage[]): Promise<void> {
  if (usages.length === 0) return;
  await db.query(
    `insert into backfill.api_usage as kept (run_id, entity, month_utc, kind, calls, failed, limit_ms, source_ms, staging_ms)
     select u.*
     from unnest($1::bigint[], $2::text[], $3::date[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
                 $9::bigint[]) as u
     on conflict (run_id, month_utc, kind) do update
       set calls = kept.calls + excluded.calls,
           failed = kept.failed + excluded.failed,
           limit_ms = kept.limit_ms + excluded.limit_ms,
           source_ms = kept.source_ms + excluded.source_ms,
           staging_ms = kept.staging_ms + excluded.staging_ms`,
    [
      usages.map(({ runId }) => runId),
      usages.map(({ entity }) => entity),
      usages.map(({ calls }) => calls.month),
      usages.map(({ calls }) => calls.kind),
      usages.map(({ calls }) => calls.calls),
      usages.map(({ calls }) => calls.failed),
      usages.map(({ calls }) => Math.round(calls.limitMs)),
      usages.map(({ calls }) => Math.round(calls.sourceMs)),
      usages.map(({ calls }) => Math.round(calls.stagingMs)),
    ],
  );
}

async function bookLoadCalls(db: Db, loadId: number, usages: readonly Usage[]): Promise<void> {
  if (usages.length === 0) return;
  await db.query(
    `insert into backfill.load_usage as kept (load_id, month_utc, kind, calls, failed, limit_ms, source_ms)
     select $1, u.*
     from unnest($2::date[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) as u
     on conflict (load_id, month_utc, kind) do update
       set calls = kept.calls + excluded.calls,
           failed = kept.failed + excluded.failed,
           limit_ms = kept.limit_ms + excluded.limit_ms,
           source_ms = kept.source_ms + excluded.source_ms`,
    [
      loadId,
      usages.map((u) => u.month),
      usages.map((u) => u.kind),
      usages.map((u) => u.calls),
      usages.map((u) => u.failed),
      usages.map((u) => Math.round(u.limitMs)),
      usages.map((u) => Math.round(u.sourceMs)),
    ],
  );
}
