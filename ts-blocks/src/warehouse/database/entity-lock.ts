import type { PoolClient } from "pg";
import type { EntityName } from "../../entities/entity";

/**
 * Takes for this session those of some entities that no living session has. Each row is locked before it is read. Its last writer
 * already had a session then, so a look at the sessions after the lock shows that session. Rows are locked in the order of their
 * names, so that two programs cannot wait for each other.
 *
 * @returns the entities that were taken.
 */
export async function takeRows(client: PoolClient, entities: readonly EntityName[]): Promise<ReadonlySet<EntityName>> {
  await client.query(
    "insert into backfill.entity_lock (entity) select unnest($1::text[]) as entity order by entity on conflict do nothing",
    [entities],
  );
  await client.query("begin");
  await client.query("select from backfill.entity_lock where entity = any ($1::text[]) order by entity for update", [
    entities,
  ]);
  const { rows } = await client.query<{ entity: EntityName }>(
    `update backfill.entity_lock held
     set session = me.pid, session_user_id = me.usesysid, session_started_at_utc = me.backend_start,
         program = me.application_name, since_utc = clock_timestamp()
     from pg_stat_activity me
     where held.entity = any ($1::text[]) and me.pid = pg_backend_pid()
       and not backfill.is_alive(held.session, held.session_user_id, held.session_started_at_utc)
     returning held.entity`,
    [entities],
  );
  await client.query("commit");
  return new Set(rows.map(({ entity }) => entity));
}

/** Gives back those of some entities that this session has. The rows are locked in the same order as when they are taken. */
export async function giveRowsBack(client: PoolClient, entities: readonly EntityName[]): Promise<void> {
  await client.query(
    `with mine as materialized (
       select entity
       from backfill.entity_lock
       where entity = any ($1::text[]) and session = pg_backend_pid()
       order by entity
       for update
     )
     update backfill.entity_lock held set session = null from mine where held.entity = mine.entity`,
    [entities],
  );
}

/** @returns program, user, address and session of the holder, so that a person can find it. */
export async function holderOf(client: PoolClient, entity: EntityName): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `select format('%s (user %s) from %s, Postgres session %s', held.program, a.usename,
                   coalesce(host(a.client_addr), 'this machine'), a.pid) as holder
     from backfill.entity_lock held
     join pg_stat_activity a on a.pid = held.session
     where held.entity = $1`,
    [entity],
  );
  return rows[0]?.holder ?? "its session has just ended";
}
