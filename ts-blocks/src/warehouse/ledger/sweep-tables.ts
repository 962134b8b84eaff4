import type { PoolClient } from "pg";
import { type EntityName, rawTable } from "../../entities/entity";
import type { TimeRange, UtcInstant } from "../../job/instants";
import type { Warehouse } from "../database/connection";
import type { ListedKey } from "./listed-records";

/** Records that differ between the source and the table. */
export interface Differing {
  /** Records that the source lists and the table does not hold in that version. */
  readonly missing: readonly string[];
  /** Records that the table holds in the listed ranges and the source does not list. */
  readonly unlisted: readonly string[];
}

/**
 * What the table will hold of an entity when a run's pages are rows, and what the source lists of the entity. Both are
 * temporary tables of one session.
 */
export class SweepTables {
  private constructor(private readonly session: PoolClient) {}

  static async open(warehouse: Warehouse, entity: EntityName, runId: number): Promise<SweepTables> {
    const session = await warehouse.connect();
    await session.query(
      `create temporary table listed (id text primary key, updated_at timestamptz, sync_token bigint);
       create temporary table held (id text primary key, updated_at timestamptz, sync_token bigint)`,
    );
    await session.query(
      `with staged as materialized (
         select distinct on (key.id) key.id, key.updated_at, key.sync_token, page.request ->> 'requested_at_utc' as asked_at
         from backfill.staged_page page
         cross join unnest(page.record_ids, page.record_updated_at_utc, page.record_sync_tokens)
           as key (id, updated_at, sync_token)
         where page.run_id = $1 and key.id is not null
         order by key.id, key.sync_token desc nulls last, key.updated_at desc nulls last, page.page_number desc
       ), removal as materialized (
         select r.record_id as id
         from backfill.staged_removal r
         left join staged on staged.id = r.record_id
         where r.run_id = $1 and coalesce(staged.asked_at::timestamptz <= r.seen_at_utc, true)
       )
       insert into held (id, updated_at, sync_token)
       select id, updated_at, sync_token from staged where not exists (select from removal where removal.id = staged.id)
       union all
       select id, source_updated_at_utc, sync_token
       from ${rawTable(entity)} kept
       where deleted_seen_at_utc is null
         and not exists (select from staged where staged.id = kept.id)
         and not exists (select from removal where removal.id = kept.id)`,
      [runId],
    );
    await session.query("analyze held");
    return new SweepTables(session);
  }

  /** Records that the table will hold, by the UTC day of their last change. */
  async days(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.session.query<{ day: string; records: number }>(
      `select to_char(updated_at, 'YYYY-MM-DD') as day, count(*) as records
       from held where updated_at is not null group by 1 order by 1`,
    );
    return new Map(rows.map(({ day, records }) => [day, records]));
  }

  async add(keys: readonly ListedKey[]): Promise<void> {
    const named = new Map(keys.flatMap((key) => (key.id === undefined ? [] : [[key.id, key] as const])));
    await this.session.query(
      `insert into listed (id, updated_at, sync_token)
       select * from unnest($1::text[], $2::timestamptz[], $3::bigint[])
       on conflict (id) do update set updated_at = excluded.updated_at, sync_token = excluded.sync_token`,
      [
        [...named.keys()],
        [...named.values()].map(({ updatedAt }) => updatedAt ?? null),
        [...named.values()].map(({ syncToken }) => syncToken ?? null),
      ],
    );
  }

  /** @param within the ranges of the source that were listed. */
  async compare(within: readonly TimeRange[]): Promise<Differing> {
    await this.session.query("analyze listed");
    const missing = await this.session.query<{ id: string }>(
      `select l.id
       from listed l
       left join held h using (id)
       where h.id is null or h.updated_at is distinct from l.updated_at or h.sync_token is distinct from l.sync_token`,
    );
    const unlisted = await this.session.query<{ id: string }>(
      `select h.id
       from held h
       where exists (
           select from unnest($1::timestamptz[], $2::timestamptz[]) as part (start_utc, end_utc)
           where h.updated_at >= part.start_utc and h.updated_at < part.end_utc
         )
         and not exists (select from listed l where l.id = h.id)`,
      [within.map(({ start }): UtcInstant => start), within.map(({ end }): UtcInstant => end)],
    );
    return { missing: missing.rows.map(({ id }) => id), unlisted: unlisted.rows.map(({ id }) => id) };
  }

  close(): void {
    // The tables are dropped when their session ends.
    this.session.release(true);
  }
}
