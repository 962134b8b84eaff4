import type { ClientBase } from "pg";

/**
 * What the program relies on, whatever the server, the database or the role have set. A read-only default is not among these:
 * it says that the database accepts no writes now, and only its owner may change that.
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
  // Types and names would be shown in quotes, where ours have none.
  quote_all_identifiers: "off",
  // Our own views are read by name.
  restrict_nonsystem_relation_kind: "",
  default_transaction_isolation: "read committed",
  default_transaction_deferrable: "off",
  // A row that is hidden by a policy must cause an error. Otherwise the counts would be wrong without any sign.
  row_security: "off",
  // Statements over a whole table, and sessions that wait for QuickBooks, may take any time.
  statement_timeout: "0",
  lock_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  idle_session_timeout: "0",
  transaction_timeout: "0",
  // When a program is killed, its long statement and its lock must end too.
  client_connection_check_interval: "1s",
  // When a machine disappears, its locks must end long before the system's own default of hours.
  tcp_keepalives_idle: "30",
  tcp_keepalives_interval: "10",
  tcp_keepalives_count: "3",
  // A page of records is sorted in memory. Its statement is too short to be worth compiling.
  work_mem: "64MB",
  jit: "off",
};

/**
 * Sets these for the session. A setting that this version of Postgres does not have is left out.
 *
 * @returns the session's number in Postgres.
 */
export async function pinSession(session: Pick<ClientBase, "query">): Promise<number> {
  // This is the first statement, and stands alone: a setting of the role may end a statement after some hundredths of a second.
  await session.query("set statement_timeout = 0");
  const { rows } = await session.query<{ pid: number }>(
    `select pg_backend_pid() as pid, set_config(name, value, false)
     from unnest($1::text[], $2::text[]) as wanted (name, value)
     where current_setting(name, true) is not null`,
    [Object.keys(SETTINGS), Object.values(SETTINGS)],
  );
  return rows[0]?.pid ?? 0;
}

/** Our own tables are always named with their schema. So a table that somebody put into another schema is never used. */
export async function pinSearchPath(session: Pick<ClientBase, "query">): Promise<void> {
  await session.query("select set_config('search_path', 'pg_catalog', false)");
}
