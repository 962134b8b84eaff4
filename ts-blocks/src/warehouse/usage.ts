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
    const month = `${new Date(this.now()).toISOString().slice(0, 7)}-01`;
    const key = `${month} ${kind}`;
    const entry = this.unbooked.get(key) ?? { month, kind, calls: 0, failed: 0 };
    entry[ok ? "calls" : "failed"]++;
    this.unbooked.set(key, entry);
    this.madeInAll++;
  }

  /** Adds what is unbooked to `backfill.api_usage`. */
  async book(db: Db, runId: number, entity: EntityName): Promise<void> {
    const entries = [...this.unbooked.values()];
    if (entries.length === 0) return;
    this.unbooked.clear();
    await db.query(
      `insert into backfill.api_usage as kept (run_id, entity, month_utc, kind, calls, failed)
       select $1, $2, u.month, u.kind, u.calls, u.failed
       from unnest($3::date[], $4::text[], $5::bigint[], $6::bigint[]) as u (month, kind, calls, failed)
       on conflict (run_id, month_utc, kind) do update
         set calls = kept.calls + excluded.calls, failed = kept.failed + excluded.failed`,
      [
        runId,
        entity,
        entries.map((e) => e.month),
        entries.map((e) => e.kind),
        entries.map((e) => e.calls),
        entries.map((e) => e.failed),
      ],
    );
  }
}
