import type { EntityName } from "../job/entity";
import type { Db } from "./connection";

/**
 * Counts calls in memory and books them with whatever is written next: a call is never worth a round trip of its own.
 * After a kill -9 at most the calls since the last staged page are missing from the books.
 */
export class UsageMeter {
  private readonly unbooked = new Map<string, { month: string; kind: string; calls: number; failed: number }>();
  private madeInAll = 0;

  constructor(private readonly now: () => number) {}

  /** Calls of this process, booked or not. */
  get total(): number {
    return this.madeInAll;
  }

  count(kind: string, ok: boolean): void {
    this.add(`${new Date(this.now()).toISOString().slice(0, 7)}-01`, kind, ok ? 1 : 0, ok ? 0 : 1);
    this.madeInAll++;
  }

  /**
   * Books what is unbooked with whatever else `work` writes. Calls of other workers meanwhile wait for the next booking;
   * when `work` fails nothing is lost.
   *
   * @param work is given the booking, to be done in its transaction.
   */
  async booking<T>(
    runId: number,
    entity: EntityName,
    work: (book: (db: Db) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const taken = [...this.unbooked.values()];
    this.unbooked.clear();
    try {
      return await work((db) => bookCalls(db, runId, entity, taken));
    } catch (error) {
      for (const { month, kind, calls, failed } of taken) this.add(month, kind, calls, failed);
      throw error;
    }
  }

  private add(month: string, kind: string, calls: number, failed: number): void {
    const key = `${month} ${kind}`;
    const entry = this.unbooked.get(key) ?? { month, kind, calls: 0, failed: 0 };
    entry.calls += calls;
    entry.failed += failed;
    this.unbooked.set(key, entry);
  }
}

interface Calls {
  readonly month: string;
  readonly kind: string;
  readonly calls: number;
  readonly failed: number;
}

async function bookCalls(db: Db, runId: number, entity: EntityName, calls: readonly Calls[]): Promise<void> {
  if (calls.length === 0) return;
  await db.query(
    `insert into backfill.api_usage as kept (run_id, entity, month_utc, kind, calls, failed)
     select $1, $2, u.month, u.kind, u.calls, u.failed
     from unnest($3::date[], $4::text[], $5::bigint[], $6::bigint[]) as u (month, kind, calls, failed)
     on conflict (run_id, month_utc, kind) do update
       set calls = kept.calls + excluded.calls, failed = kept.failed + excluded.failed`,
    [
      runId,
      entity,
      calls.map((c) => c.month),
      calls.map((c) => c.kind),
      calls.map((c) => c.calls),
      calls.map((c) => c.failed),
    ],
  );
}
