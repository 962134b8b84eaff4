import type { ClientBase } from "pg";

/**
 * What the program relies on, whatever the server, the database or the role have set. A read-only default is not in here:
 * it says that the database takes no writes now, and that is for its owner to change.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  client_encoding: "UTF8",
  timezone: "UTC",
  datestyle: "ISO, MDY",
  intervalstyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  array_nulls: "on",
  transform_null_equals: "off",
  standard_conforming_strings: "on",
  default_transaction_isolation: "read committed",
  default_transaction_deferrable: "off",
  // A hidden row must be an error: the counts would be wrong and nobody would know.
  row_security: "off",
  // Statements over a whole table, and sessions that wait for QuickBooks, take as long as they take.
  statement_timeout: "0",
  lock_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  idle_session_timeout: "0",
  transaction_timeout: "0",
  // A killed program must not leave its long statement, and with it its lock, running behind it.
  client_connection_check_interval: "1s",
  // A machine that vanishes must not hold its locks for the hours of the system's own defaults.
  tcp_keepalives_idle: "30",
  tcp_keepalives_interval: "10",
  tcp_keepalives_count: "3",
  // A page of records is sorted in memory, and its statement is too short to be worth compiling.
  work_mem: "64MB",
  jit: "off",
};

/**
 * Sets them for the session. A setting that this version of Postgres does not have is left out.
 *
 * @returns the session's number in Postgres.
 */
export async function pinSession(session: Pick<ClientBase, "query">): Promise<number> {
  // At once and by itself: what is set may end a statement after some hundredths of a second.
  await session.query("set statement_timeout = 0");
  const { rows } = await session.query<{ pid: number }>(
    `select pg_backend_pid() as pid, set_config(name, value, false)
     from unnest($1::text[], $2::text[]) as wanted (name, value)
     where current_setting(name, true) is not null`,
    [Object.keys(SETTINGS), Object.values(SETTINGS)],
  );
  return rows[0]?.pid ?? 0;
}

/** Our own tables are always named with their schema; nothing that somebody put into another is to be taken for ours. */
export async function pinSearchPath(session: Pick<ClientBase, "query">): Promise<void> {
  await session.query("select set_config('search_path', 'pg_catalog', false)");
}
