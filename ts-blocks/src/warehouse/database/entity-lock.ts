import type { PoolClient } from "pg";
import type { EntityName } from "../../entities/entity";

/**
 * Takes the entity for this session, if no living session has it. The row is locked before it is read. Its last writer already
 * had a session then, so a look at the sessions after the lock shows that session.
 */
export async function takeRow(client: PoolClient, entity: EntityName): Promise<boolean> {
  await client.query("insert into backfill.entity_lock (entity) values ($1) on conflict do nothing", [entity]);
  await client.query("begin");
  await client.query("select from backfill.entity_lock where entity = $1 for update", [entity]);
  const { rowCount } = await client.query(
    `update backfill.entity_lock held
     set session = me.pid, session_user_id = me.usesysid, session_started_at_utc = me.backend_start,
         program = me.application_name, since_utc = clock_timestamp()
     from pg_stat_activity me
     where held.entity = $1 and me.pid = pg_backend_pid()
       and not backfill.is_alive(held.session, held.session_user_id, held.session_started_at_utc)`,
    [entity],
  );
  await client.query("commit");
  return rowCount === 1;
}

export async function giveRowBack(client: PoolClient, entity: EntityName): Promise<void> {
  await client.query(
    "update backfill.entity_lock set session = null where entity = $1 and session = pg_backend_pid()",
    [entity],
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
