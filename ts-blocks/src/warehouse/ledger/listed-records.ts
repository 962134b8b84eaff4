import type { PoolClient } from "pg";
import { type EntityName, rawTable } from "../../entities/entity";
import type { TimeRange, UtcInstant, Window } from "../../job/instants";
import type { Warehouse } from "../database/connection";

/** A copy of a record, as the source lists it. */
export interface ListedKey {
  readonly id: string | undefined;
  readonly updatedAt: UtcInstant | undefined;
  readonly syncToken?: string | undefined;
}

/** A record that the source lists and that this run does not hold in the listed version. */
export interface MissingRecord {
  readonly id: string;
  /** Its LastUpdatedTime. If it has none, the time of the record listed before it. */
  readonly near: UtcInstant;
  /** Whether an older copy is held. */
  readonly older: boolean;
}

export interface Comparison {
  readonly missing: readonly MissingRecord[];
  /** Ids that this run holds in the listed range and that the source does not list there. */
  readonly gone: readonly string[];
}

/**
 * What the source lists of a run's range, record by record, for a comparison with what the run holds. It is a temporary table
 * of one session: no other program needs it, and a killed program leaves nothing behind.
 */
export class ListedRecords {
  private constructor(
    private readonly session: PoolClient,
    private readonly entity: EntityName,
    private readonly runId: number,
  ) {}

  static async open(warehouse: Warehouse, entity: EntityName, runId: number): Promise<ListedRecords> {
    const session = await warehouse.connect();
    await session.query(
      `create temporary table listed_record (
         id text primary key, near_utc timestamptz not null, updated_at_utc timestamptz, sync_token bigint
       )`,
    );
    return new ListedRecords(session, entity, runId);
  }

  async clear(): Promise<void> {
    await this.session.query("delete from listed_record");
  }

  /** Adds a page. A record that is listed twice was edited within the range during the listing. The later copy counts. */
  async add(keys: readonly ListedKey[], from: UtcInstant): Promise<void> {
    const named = new Map<string, ListedKey & { near: UtcInstant }>();
    let near = from;
    for (const key of keys) {
      near = key.updatedAt ?? near;
      if (key.id !== undefined) named.set(key.id, { ...key, near });
    }
    const records = [...named.values()];
    await this.session.query(
      `insert into listed_record as kept (id, near_utc, updated_at_utc, sync_token)
       select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::bigint[])
       on conflict (id) do update
         set near_utc = excluded.near_utc, updated_at_utc = excluded.updated_at_utc, sync_token = excluded.sync_token
         where kept.near_utc <= excluded.near_utc`,
      [
        records.map(({ id }) => id),
        records.map((record) => record.near),
        records.map(({ updatedAt }) => updatedAt ?? null),
        records.map(({ syncToken }) => syncToken ?? null),
      ],
    );
  }

  /** Some of the listed ids. */
  async some(atMost: number): Promise<string[]> {
    const { rows } = await this.session.query<{ id: string }>("select id from listed_record limit $1", [atMost]);
    return rows.map(({ id }) => id);
  }

  /** How many records are listed, in all and on each day. @param departed ids that are not counted. */
  async counts(departed: readonly string[]): Promise<{ total: number; days: ReadonlyMap<string, number> }> {
    const { rows } = await this.session.query<{ day: string; records: number }>(
      `select to_char(near_utc, 'YYYY-MM-DD') as day, count(*) as records
       from listed_record
       where id not in (select unnest($1::text[]))
       group by 1`,
      [departed],
    );
    return {
      total: rows.reduce((sum, { records }) => sum + records, 0),
      days: new Map(rows.map(({ day, records }) => [day, records])),
    };
  }

  /**
   * @param departed ids that are known to have left the range. They are neither missing nor gone.
   * @param unlisted days of the range that are not listed. No record of these days is taken for gone.
   */
  async compare(range: TimeRange, departed: readonly string[], unlisted: readonly Window[]): Promise<Comparison> {
    await this.session.query("analyze listed_record");
    const { rows } = await this.session.query<{ id: string; near: UtcInstant | null; older: boolean }>(
      `with held as materialized (
         select key.id, key.updated_at, key.sync_token
         from backfill.staged_page page
         cross join unnest(page.record_ids, page.record_updated_at_utc, page.record_sync_tokens)
           as key (id, updated_at, sync_token)
         where page.run_id = $1 and key.id is not null
         union all
         select id, source_updated_at_utc, sync_token
         from ${rawTable(this.entity)}
         where run_id = $1
       ), departed as (
         select distinct id from unnest($2::text[]) as id
       ), missing as (
         select l.id, l.near_utc as near, exists (select from held h where h.id = l.id) as older
         from listed_record l
         where not exists (
             select from held h
             where h.id = l.id and h.updated_at is not distinct from l.updated_at_utc
               and coalesce(h.sync_token >= l.sync_token, true)
           )
           and not exists (select from departed d where d.id = l.id)
       ), gone as (
         select distinct h.id
         from held h
         where h.updated_at >= $3 and h.updated_at < $4
           and not exists (select from listed_record l where l.id = h.id)
           and not exists (select from departed d where d.id = h.id)
           and not exists (
             select from unnest($5::timestamptz[], $6::timestamptz[]) as unlisted (start_utc, end_utc)
             where h.updated_at >= unlisted.start_utc and h.updated_at < unlisted.end_utc
           )
       )
       select id, near, older from missing
       union all
       select id, null, false from gone`,
      [
        this.runId,
        departed,
        range.start,
        range.end,
        unlisted.map(({ start }) => start),
        unlisted.map(({ end }) => end),
      ],
    );
    const missing = rows.flatMap(({ id, near, older }) => (near === null ? [] : [{ id, near, older }]));
    return { missing, gone: rows.flatMap(({ id, near }) => (near === null ? [id] : [])) };
  }

  close(): void {
    // The table is dropped when its session ends.
    this.session.release(true);
  }
}
