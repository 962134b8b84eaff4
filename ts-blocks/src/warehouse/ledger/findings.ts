import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";

/**
 * What the proof of a run found out about a record, by id. `missing`: listed, and not held until its day was read again.
 * `older`: an older copy was held. `gone`: held, and no longer listed. `unread`: edited before it was read, so that its newer
 * copy lies after the range. `edited`: an earlier run held it in the range, and it has left the range since.
 */
export interface Finding {
  readonly kind: "missing" | "older" | "gone" | "unread" | "edited";
  readonly id: string;
  /** Its LastUpdatedTime at the source, if it is known. */
  readonly at: UtcInstant | null;
}

/** Keeps findings. Each kind is kept once for a record. */
export async function recordFindings(db: Db, runId: number, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  await db.query(
    `insert into backfill.run_finding (run_id, finding, record_id, source_updated_at_utc)
     select $1, f.*
     from unnest($2::text[], $3::text[], $4::timestamptz[]) as f
     on conflict (run_id, finding, record_id) do update set source_updated_at_utc = excluded.source_updated_at_utc`,
    [runId, findings.map(({ kind }) => kind), findings.map(({ id }) => id), findings.map(({ at }) => at)],
  );
}

/** Of some deleted records, keeps as `gone` those that this run holds. */
export async function recordDeleted(db: Db, table: string, runId: number, deleted: readonly string[]): Promise<void> {
  if (deleted.length === 0) return;
  await db.query(
    `insert into backfill.run_finding (run_id, finding, record_id)
     select $1, 'gone', d.id
     from unnest($2::text[]) as d (id)
     where exists (select from ${table} kept where kept.id = d.id and kept.run_id = $1)
        or exists (select from backfill.staged_page page where page.run_id = $1 and d.id = any (page.record_ids))
     on conflict do nothing`,
    [runId, deleted],
  );
}

/**
 * Of some records, keeps as `unread` those of which neither this run nor an earlier one holds a copy. Removes the finding of
 * records of which a copy has come since.
 *
 * @returns how many are unread.
 */
export async function recordUnread(
  db: Db,
  table: string,
  runId: number,
  edited: ReadonlyMap<string, UtcInstant>,
): Promise<{ records: number; newest: UtcInstant | null }> {
  await db.query("delete from backfill.run_finding where run_id = $1 and finding = 'unread'", [runId]);
  if (edited.size === 0) return { records: 0, newest: null };
  const { rows } = await db.query<{ records: number; newest: UtcInstant | null }>(
    `with staged as (
       select distinct key.id
       from backfill.staged_page page
       cross join unnest(page.record_ids) as key (id)
       where page.run_id = $1
     ), unread as (
       insert into backfill.run_finding (run_id, finding, record_id, source_updated_at_utc)
       select $1, 'unread', e.id, e.at
       from unnest($2::text[], $3::timestamptz[]) as e (id, at)
       where not exists (select from staged where staged.id = e.id)
         and not exists (select from ${table} kept where kept.id = e.id)
       returning source_updated_at_utc
     )
     select count(*) as records, max(source_updated_at_utc) as newest from unread`,
    [runId, [...edited.keys()], [...edited.values()]],
  );
  return rows[0] as { records: number; newest: UtcInstant | null };
}
