import type { Db } from "../database/connection";

/** Records of the entity that a complete run does not hold, because they are not in its range. */
export interface OutsideRecords {
  /** In the range at first, but edited before they were read: no copy of them is held. */
  readonly unread: number;
  /** The first of their ids. */
  readonly firstUnread: readonly string[];
  /** Stamped in the future. No range that ends at the present reaches them. */
  readonly future: number;
  /** Without a time. No range reaches them. */
  readonly untimed: number;
}

/** As many as a log line and the report name. */
const NAMED_MAX = 3;

export async function readOutside(db: Db, runId: number): Promise<OutsideRecords> {
  const outside = (await readOutsides(db, [runId])).get(runId);
  if (outside === undefined) throw new RangeError(`there is no run ${runId}`);
  return outside;
}

/** The same of several runs. */
export async function readOutsides(db: Db, runIds: readonly number[]): Promise<ReadonlyMap<number, OutsideRecords>> {
  const { rows } = await db.query<OutsideRecords & { runId: number }>(
    `select run_id as "runId", coalesce(unread_count, 0) as unread, coalesce(source_future_count, 0) as future,
            coalesce(source_untimed_count, 0) as untimed,
            array(
              select record_id
              from backfill.run_finding finding
              where finding.run_id = run.run_id and finding = 'unread'
              order by source_updated_at_utc, record_id
              limit ${NAMED_MAX}
            ) as "firstUnread"
     from backfill.run
     where run_id = any ($1::bigint[])`,
    [runIds],
  );
  return new Map(rows.map(({ runId, ...outside }) => [runId, outside]));
}
